// Sources of the Segments target.
