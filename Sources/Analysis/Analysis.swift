// Sources of the Analysis target.
