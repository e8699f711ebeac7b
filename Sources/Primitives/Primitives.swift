// Sources of the Primitives target.
