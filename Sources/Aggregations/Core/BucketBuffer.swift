/// Gathers pairs of document and bucket, and hands them to the children in blocks.
final class BucketBuffer {
    static let capacity = 4096

    /// The buckets of a block of which all documents are in bucket 0.
    static let zeros = Zeros()

    /// `@unchecked Sendable`: never written again, never freed.
    struct Zeros: @unchecked Sendable {
        /// Shape: [capacity].
        let pointer: UnsafePointer<UInt32>

        fileprivate init() {
            let zeros = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
            zeros.initialize(repeating: 0, count: capacity)
            pointer = UnsafePointer(zeros)
        }
    }

    private let docs: UnsafeMutablePointer<UInt32>
    private let buckets: UnsafeMutablePointer<UInt32>
    private var count = 0
    private let children: ChildAggregators

    init(_ children: ChildAggregators) {
        self.children = children
        let capacity = children.isEmpty ? 0 : BucketBuffer.capacity
        docs = .allocate(capacity: capacity)
        buckets = .allocate(capacity: capacity)
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
