// Sources of the API target.
