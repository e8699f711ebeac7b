// Sources of the Engine target.
