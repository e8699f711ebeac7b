// Sources of the Fetch target.
