import Primitives
import Segments

/// Where the time of a query goes: each node by itself, and in each segment.
///
/// Every node is run alone, over all segments and to its last match, after the search: within the
/// search several nodes share one kernel, which has no times of its own and costs less than their
/// sum.
package struct QueryProfile {
    /// What one node did in one segment. Unit: nanoseconds.
    package struct Segment {
        package let name: String
        /// Deleted ones included.
        package let documents: Int
        package let matches: Int
        package let makingScorer: UInt64
        package let matching: UInt64
        package let blocks: Int
    }

    package let type: String
    package let description: String
    /// Looking terms up and computing weights. Unit: nanoseconds.
    package let makingWeight: UInt64
    package let segments: [Segment]
    package let children: [QueryProfile]

    package var makingScorers: UInt64 { segments.reduce(0) { $0 + $1.makingScorer } }
    package var matching: UInt64 { segments.reduce(0) { $0 + $1.matching } }
    package var total: UInt64 { makingWeight + makingScorers + matching }
    package var blocks: Int { segments.reduce(0) { $0 + $1.blocks } }

    package init(
        _ query: any Query, context: SearchContext, needsScores: Bool = true
    ) throws {
        let began = MonotonicClock.nanoseconds()
        let weight = try query.makeWeight(context, needsScores: needsScores, boost: 1)
        makingWeight = MonotonicClock.nanoseconds() - began
        segments = try context.leaves.map { try Self.segment(weight, $0, context) }
        type = String(describing: Swift.type(of: query))
        description = context.named(query.description)
        children = try Self.children(of: query).map {
            try QueryProfile(
                $0.query, context: context, needsScores: needsScores && $0.scores)
        }
    }

    private static func segment(
        _ weight: any Weight, _ leaf: Leaf, _ context: SearchContext
    ) throws -> Segment {
        let began = MonotonicClock.nanoseconds()
        let scorer = try weight.makeScorer(leaf)
        let made = MonotonicClock.nanoseconds()
        var matches = 0
        var blocks = 0
        if let scorer {
            let block = context.takeBlock()
            defer { context.give(block) }
            var hasMore = true
            while hasMore {
                try context.tick()
                hasMore = try scorer.fill(upTo: DocID(leaf.documentCount), block)
                matches += block.count
                blocks += 1
            }
        }
        return Segment(
            name: leaf.view.reader.name, documents: leaf.documentCount, matches: matches,
            makingScorer: made - began, matching: MonotonicClock.nanoseconds() - made,
            blocks: blocks)
    }

    /// The queries inside one, and whether they score. Nested objects are of another space and
    /// have no profile of their own.
    private static func children(of query: any Query) -> [(query: any Query, scores: Bool)] {
        switch query {
        case let query as BooleanQuery:
            (query.must + query.should).map { ($0, true) }
                + (query.filter + query.mustNot).map { ($0, false) }
        case let query as DisjunctionMaxQuery: query.queries.map { ($0, true) }
        case let query as BoostQuery: [(query.query, true)]
        case let query as ConstantScoreQuery: [(query.query, false)]
        case let query as FunctionScoreQuery: [(query.query, true)]
        case let query as BoostingQuery: [(query.positive, true), (query.negative, false)]
        default: []
        }
    }
}
