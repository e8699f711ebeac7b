// Sources of the Index target.
