/// Gathers pairs of document and bucket, and hands them to the children in blocks.
final class BucketBuffer {
    static let capacity = 4096

    private let docs: UnsafeMutablePointer<UInt32>
    private let buckets: UnsafeMutablePointer<UInt32>
    private var count = 0
    private let children: ChildAggregators

    init(_ children: ChildAggregators) {
        self.children = children
        docs = .allocate(capacity: BucketBuffer.capacity)
        buckets = .allocate(capacity: BucketBuffer.capacity)
    }

    deinit {
        docs.deallocate()
        buckets.deallocate()
    }

    @inline(__always)
    func append(_ doc: UInt32, _ bucket: UInt32) throws {
        docs[count] = doc
        buckets[count] = bucket
        count &+= 1
        if count == BucketBuffer.capacity { try flush() }
    }

    func flush() throws {
        if count == 0 { return }
        let block = BucketBlock(docs: docs, buckets: buckets, count: count, isSingle: false)
        count = 0
        try children.collect(block)
    }
}
