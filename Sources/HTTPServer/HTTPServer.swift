// Sources of the HTTPServer target.
