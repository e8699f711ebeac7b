/// Documents of one segment and the bucket each belongs to, on their way to a collector.
///
/// Documents ascend and may repeat, once for each bucket. At most `BucketBuffer.capacity` of them.
package struct BucketBlock {
    package let docs: UnsafePointer<UInt32>
    /// Shape: [count].
    package let buckets: UnsafePointer<UInt32>
    package let count: Int
    /// All documents are in bucket 0, as at the top of a request.
    package let isSingle: Bool
}
