// Sources of the Aggregations target.
