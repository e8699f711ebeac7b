// Sources of the Configuration target.
