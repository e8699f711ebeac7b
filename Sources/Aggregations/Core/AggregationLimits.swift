/// Every bound of aggregations.
package enum AggregationLimits {
    /// Buckets of one response unless `search.max_buckets` says otherwise.
    package static let responseBuckets = 65_535
    /// Buckets held while collecting. A response shows far fewer.
    package static let collectedBuckets = 20_000_000
    /// Aggregations inside one another.
    package static let depth = 64
    /// Aggregations of one request.
    package static let count = 1024
    /// Ranges of one `range`, filters of one `filters`.
    package static let fixedBuckets = 1024
    /// Entries of one `include` or `exclude` list.
    package static let listedTerms = 65_536
    /// Largest `precision_threshold` of `cardinality`; larger ones are cut, as OpenSearch does.
    package static let precisionThreshold = 40_000
}
