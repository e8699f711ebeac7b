// Sources of the JSON target.
