/// All documents of the searched indices, whatever the query. Only at the top of a request.
package struct GlobalAggregation: SoleBucketAggregation {
    package static let name = "global"
    package static let summary = "All documents, whatever the query."
    package static let parameters: [String] = []
    package static let takesChildren = true

    package init(_ body: AggregationBody) throws {}

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        GlobalAggregator(build)
    }
}

/// Told apart by its type: the run gives it every live document.
final class GlobalAggregator: SoleBucketAggregator {
    init(_ build: AggregatorBuild) { super.init(EveryDocument(), prefix: "global", build) }
}

private final class EveryDocument: SoleBucketMembership {
    func open(_ leaf: AggregationLeaf) throws {}

    func select(
        _ block: BucketBlock, _ docs: UnsafeMutablePointer<UInt32>,
        _ buckets: UnsafeMutablePointer<UInt32>
    ) throws -> Int {
        docs.update(from: block.docs, count: block.count)
        buckets.update(from: block.buckets, count: block.count)
        return block.count
    }
}
