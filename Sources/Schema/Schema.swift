// Sources of the Schema target.
