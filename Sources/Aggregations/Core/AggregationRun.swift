import JSON
import Primitives
import Search

/// The aggregations of one search: collects the matches of one index after the other, and writes
/// the answer. One thread at a time; parts collected by several threads are merged.
package final class AggregationRun {
    private let ordinary: ChildAggregators
    private let global: ChildAggregators
    private let all: ChildAggregators
    private let runtime: AggregationRuntime
    private var isFinished = false

    /// - Parameter plans: the same request read for each index of the search.
    package init(_ plans: [AggregationPlan], runtime: AggregationRuntime) throws {
        self.runtime = runtime
        all = try AggregationRun.build(plans.map(\.roots), runtime)
        ordinary = ChildAggregators(all.all.filter { !($0.aggregator is GlobalAggregator) })
        global = ChildAggregators(all.all.filter { $0.aggregator is GlobalAggregator })
    }

    private static func build(
        _ siblings: [[AggregationNode]], _ runtime: AggregationRuntime
    ) throws -> ChildAggregators {
        guard let first = siblings.first else { return ChildAggregators([]) }
        var children: [ChildAggregators.Child] = []
        for (place, node) in first.enumerated() {
            let peers = siblings.map { $0[place] }
            let build = AggregatorBuild(
                name: node.name, definitions: peers.map(\.aggregation),
                children: try build(peers.map(\.children), runtime), runtime: runtime)
            let aggregator = try node.aggregation.makeAggregator(build)
            children.append(
                ChildAggregators.Child(name: node.name, meta: node.meta, aggregator: aggregator))
        }
        return ChildAggregators(children)
    }

    /// Needs documents the query does not match.
    package var needsAllDocuments: Bool { !global.isEmpty }

    /// Collects the matches of one index.
    /// - Parameters:
    ///   - index: the place of its plan.
    ///   - matches: a set a leaf, of the query without the post filter.
    package func collect(
        index: Int, context: SearchContext, matches: [DocSet]
    ) throws {
        try collect(ordinary, index, context, matches)
        if needsAllDocuments {
            let everything = try runtime.matching(MatchAllQuery(), context)
            try collect(global, index, context, everything)
        }
    }

    private func collect(
        _ aggregators: ChildAggregators, _ index: Int, _ context: SearchContext, _ sets: [DocSet]
    ) throws {
        if aggregators.isEmpty { return }
        for leaf in context.leaves {
            // Opened even without matches: some buckets need none.
            try aggregators.open(AggregationLeaf(leaf: leaf, index: index, context: context))
            try sets.first { $0.leaf.index == leaf.index }?.forEachBlock { docs, count in
                try context.deadline.check()
                try aggregators.collect(
                    BucketBlock(
                        docs: docs, buckets: BucketBuffer.zeros.pointer, count: count,
                        isSingle: true))
            }
            try aggregators.close()
        }
    }

    /// Takes over what another run of the same plans collected.
    package func merge(_ other: AggregationRun) throws {
        try all.merge(other.all, [0])
    }

    /// Writes a member for each aggregation; the caller begins and ends the object around them.
    package func write(to json: JSONWriter, typedKeys: Bool = false) throws {
        if !isFinished {
            isFinished = true
            try all.finish()
        }
        let response = AggregationResponse(
            json, typedKeys: typedKeys, bucketLimit: runtime.responseBuckets)
        try all.write(0, to: response)
    }
}
