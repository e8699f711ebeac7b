// Sources of the Search target.
