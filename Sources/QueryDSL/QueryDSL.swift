// Sources of the QueryDSL target.
