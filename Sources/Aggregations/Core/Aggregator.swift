/// The collector of one aggregation over all segments and indices of a search.
///
/// For each segment it is opened, given blocks of documents with the buckets of its parent they are
/// in, and closed. Its own buckets are numbered over the whole search and known by value, so that
/// nothing depends on one segment's ordinals and two collectors can be merged. One thread at a
/// time.
package protocol Aggregator: AnyObject {
    func open(_ leaf: AggregationLeaf) throws
    func collect(_ block: BucketBlock) throws
    func close() throws

    /// Takes over what another collector of the same aggregation gathered.
    /// - Parameter parents: this side's number of each of the other side's parent buckets.
    func merge(_ other: any Aggregator, _ parents: [UInt32]) throws

    /// Before the first `write` or `metric`: everything has been collected and merged.
    func finish() throws

    /// Writes the members of the answer for one parent bucket; nil is a bucket without documents.
    func write(_ parent: UInt32?, to response: AggregationResponse) throws

    /// What `typed_keys` puts before the name.
    var typePrefix: StaticString { get }

    /// A number to order the parent's buckets by; nil as the name is the aggregation's only one.
    func metric(_ property: String?, _ parent: UInt32) -> Double?

    /// The children, for order paths that lead through this aggregation; the bucket of this
    /// aggregation that stands for a parent's bucket is the same number.
    var soleBucketChildren: ChildAggregators? { get }
}

extension Aggregator {
    package var soleBucketChildren: ChildAggregators? { nil }
}
