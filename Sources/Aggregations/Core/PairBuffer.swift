/// A block being filled: documents and their buckets.
final class PairBuffer {
    private let docs: UnsafeMutablePointer<UInt32>
    private let buckets: UnsafeMutablePointer<UInt32>
    private(set) var count = 0

    init() {
        docs = .allocate(capacity: BucketBuffer.capacity)
        buckets = .allocate(capacity: BucketBuffer.capacity)
    }

    deinit {
        docs.deallocate()
        buckets.deallocate()
    }

    var isFull: Bool { count == BucketBuffer.capacity }

    @inline(__always)
    func append(_ doc: UInt32, _ bucket: UInt32) {
        docs[count] = doc
        buckets[count] = bucket
        count &+= 1
    }

    func removeAll() { count = 0 }

    /// Valid until the next change.
    var block: BucketBlock {
        BucketBlock(docs: docs, buckets: buckets, count: count, isSingle: false)
    }
}
