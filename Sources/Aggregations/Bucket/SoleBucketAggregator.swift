import JSON
import Search

/// Which documents of a block belong to an aggregation of one bucket.
protocol SoleBucketMembership: AnyObject {
    func open(_ leaf: AggregationLeaf) throws
    /// Copies the document and bucket of each member into the outputs, in order.
    func select(
        _ block: BucketBlock, _ docs: UnsafeMutablePointer<UInt32>,
        _ buckets: UnsafeMutablePointer<UInt32>
    ) throws -> Int
}

/// Collects an aggregation that makes one bucket, of the same number, of each bucket of its parent.
class SoleBucketAggregator: Aggregator {
    private let membership: any SoleBucketMembership
    private let children: ChildAggregators
    private let runtime: AggregationRuntime
    private let counts = FlatArray<Int>(capacity: 1)
    private let docs: UnsafeMutablePointer<UInt32>
    private let buckets: UnsafeMutablePointer<UInt32>
    let typePrefix: StaticString

    init(
        _ membership: any SoleBucketMembership, prefix: StaticString, _ build: AggregatorBuild
    ) {
        self.membership = membership
        typePrefix = prefix
        children = build.children
        runtime = build.runtime
        docs = .allocate(capacity: BucketBuffer.capacity)
        buckets = .allocate(capacity: BucketBuffer.capacity)
    }

    deinit {
        docs.deallocate()
        buckets.deallocate()
    }

    var soleBucketChildren: ChildAggregators? { children }

    func open(_ leaf: AggregationLeaf) throws {
        try membership.open(leaf)
        try children.open(leaf)
    }

    func close() throws { try children.close() }

    func collect(_ block: BucketBlock) throws {
        let count = try membership.select(block, docs, buckets)
        if count == 0 { return }
        if block.isSingle {
            try extend(to: 1)
            counts[0] += count
        } else {
            for index in 0..<count {
                let bucket = Int(buckets[index])
                if bucket >= counts.count { try extend(to: bucket + 1) }
                counts[bucket] += 1
            }
        }
        if children.isEmpty { return }
        try children.collect(
            BucketBlock(docs: docs, buckets: buckets, count: count, isSingle: block.isSingle))
    }

    private func extend(to count: Int) throws {
        if count <= counts.count { return }
        try runtime.account((count - counts.count) * 8)
        counts.extend(to: count, with: 0)
    }

    func merge(_ other: any Aggregator, _ parents: [UInt32]) throws {
        guard let other = other as? SoleBucketAggregator else { return }
        for bucket in 0..<other.counts.count {
            try extend(to: Int(parents[bucket]) + 1)
            counts[Int(parents[bucket])] += other.counts[bucket]
        }
        try children.merge(other.children, parents)
    }

    func finish() throws { try children.finish() }

    private func count(_ parent: UInt32?) -> Int {
        guard let parent, Int(parent) < counts.count else { return 0 }
        return counts[Int(parent)]
    }

    func write(_ parent: UInt32?, to response: AggregationResponse) throws {
        response.json.member("doc_count", count(parent))
        try children.write(parent, to: response)
    }

    func metric(_ property: String?, _ parent: UInt32) -> Double? {
        property == nil || property == "doc_count" || property == "_count"
            ? Double(count(parent)) : nil
    }
}

/// The documents a query matches, by segment, as bit sets.
final class QueryMembership: SoleBucketMembership {
    /// One an index of the search.
    private let queries: [any Query]
    private let matches: QueryMatches

    init(_ queries: [any Query], _ runtime: AggregationRuntime) {
        self.queries = queries
        matches = QueryMatches(runtime)
    }

    func open(_ leaf: AggregationLeaf) throws { try matches.open(queries[leaf.index], leaf) }

    func select(
        _ block: BucketBlock, _ docs: UnsafeMutablePointer<UInt32>,
        _ buckets: UnsafeMutablePointer<UInt32>
    ) throws -> Int {
        matches.select(block, docs, buckets)
    }
}
