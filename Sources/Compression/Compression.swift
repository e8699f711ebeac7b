// Sources of the Compression target.
