import JSON

/// Counts and children of an aggregation with the same few buckets in every bucket of its parent.
///
/// Bucket `i` of parent `p` has number `p * width + i`.
final class FixedBuckets {
    let width: Int
    let children: ChildAggregators
    private let runtime: AggregationRuntime
    private let counts = FlatArray<Int>()
    private let buffer: BucketBuffer

    init(width: Int, _ build: AggregatorBuild) {
        self.width = width
        children = build.children
        runtime = build.runtime
        buffer = BucketBuffer(build.children)
    }

    @inline(__always)
    func add(_ doc: UInt32, _ parent: UInt32, _ place: Int) throws {
        let bucket = Int(parent) &* width &+ place
        if bucket >= counts.count { try extend(to: (Int(parent) + 1) * width) }
        counts.start[bucket] &+= 1
        if !children.isEmpty { try buffer.append(doc, UInt32(truncatingIfNeeded: bucket)) }
    }

    /// Adds documents nobody asks for one by one.
    func add(count: Int, _ parent: UInt32, _ place: Int) throws {
        try extend(to: (Int(parent) + 1) * width)
        counts[Int(parent) * width + place] += count
    }

    private func extend(to count: Int) throws {
        if count <= counts.count { return }
        guard count <= AggregationLimits.collectedBuckets else {
            throw AggregationError.tooManyBuckets(count, limit: AggregationLimits.collectedBuckets)
        }
        try runtime.account((count - counts.count) * 8)
        counts.extend(to: count, with: 0)
    }

    func open(_ leaf: AggregationLeaf) throws { try children.open(leaf) }

    func close() throws {
        try buffer.flush()
        try children.close()
    }

    func merge(_ other: FixedBuckets, _ parents: [UInt32]) throws {
        var numbers: [UInt32] = []
        for index in 0..<other.counts.count {
            let bucket = Int(parents[index / width]) * width + index % width
            try extend(to: (bucket / width + 1) * width)
            counts[bucket] += other.counts[index]
            numbers.append(UInt32(bucket))
        }
        try children.merge(other.children, numbers)
    }

    func count(_ parent: UInt32?, _ place: Int) -> Int {
        guard let parent, Int(parent) * width + place < counts.count else { return 0 }
        return counts[Int(parent) * width + place]
    }

    /// Writes the count and the children of one bucket.
    func write(_ parent: UInt32?, _ place: Int, to response: AggregationResponse) throws {
        response.json.member("doc_count", count(parent, place))
        let bucket = parent.map { $0 * UInt32(width) + UInt32(place) }
        try children.write(bucket, to: response)
    }
}
