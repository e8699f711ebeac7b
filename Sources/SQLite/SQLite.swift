// Sources of the SQLite target.
