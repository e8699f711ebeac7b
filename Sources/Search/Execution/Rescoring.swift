import Segments

/// A second query that reorders the best hits of a first.
package struct Rescoring: Sendable {
    /// How the two scores become one.
    package enum Mode: String, Sendable, CaseIterable {
        case avg, max, min, multiply, total
    }

    package let query: any Query
    /// Hits looked at, from the best.
    package let window: Int
    package let queryWeight: Float
    package let rescoreWeight: Float
    package let mode: Mode

    package init(
        query: any Query, window: Int, queryWeight: Float = 1, rescoreWeight: Float = 1,
        mode: Mode = .total
    ) {
        self.query = query
        self.window = window
        self.queryWeight = queryWeight
        self.rescoreWeight = rescoreWeight
        self.mode = mode
    }

    /// The hits with the first `window` scored anew and in their new order; those behind keep
    /// their order, and their scores times the query weight.
    package func apply(
        to hits: [TopDocs.Hit], context: SearchContext
    ) throws -> [TopDocs.Hit] {
        let weight = try query.makeWeight(context, needsScores: true, boost: 1)
        var head = Array(hits.prefix(window))
        let second = try scores(of: head, weight, context)
        for index in head.indices { head[index].score = combined(head[index].score, second[index]) }
        head.sort {
            $0.score == $1.score
                ? ($0.leaf, $0.doc) < ($1.leaf, $1.doc) : $0.score > $1.score
        }
        var tail = Array(hits.dropFirst(window))
        for index in tail.indices { tail[index].score *= queryWeight }
        return head + tail
    }

    /// A hit the second query does not match keeps its score, times the weight.
    private func combined(_ first: Float, _ second: Float?) -> Float {
        let first = first * queryWeight
        guard let second = second.map({ $0 * rescoreWeight }) else { return first }
        switch mode {
        case .avg: return (first + second) / 2
        case .max: return Swift.max(first, second)
        case .min: return Swift.min(first, second)
        case .multiply: return first * second
        case .total: return first + second
        }
    }

    private func scores(
        of hits: [TopDocs.Hit], _ weight: any Weight, _ context: SearchContext
    ) throws -> [Float?] {
        var scores = [Float?](repeating: nil, count: hits.count)
        for leaf in context.leaves {
            let own = hits.indices.filter { hits[$0].leaf == leaf.index }
                .sorted { hits[$0].doc < hits[$1].doc }
            guard !own.isEmpty, let scorer = try weight.makeScorer(leaf) else { continue }
            let block = DocBlock()
            for start in stride(from: 0, to: own.count, by: DocBlock.capacity) {
                let part = own[start..<min(own.count, start + DocBlock.capacity)]
                block.count = 0
                for index in part {
                    block.docs[block.count] = hits[index].doc
                    block.scores[block.count] = 0
                    block.count += 1
                }
                try scorer.retain(block)
                var at = 0
                for index in part where at < block.count && block.docs[at] == hits[index].doc {
                    scores[index] = Float(block.scores[at])
                    at += 1
                }
            }
        }
        return scores
    }

    package func explain(_ first: Explanation, leaf: Int, doc: DocID, context: SearchContext)
        throws -> Explanation
    {
        let second = try SearchExecution.explain(query, leaf: leaf, doc: doc, context: context)
        let weighted = Explanation.match(
            first.value * queryWeight, "product of:",
            [first, .match(queryWeight, "primaryWeight")])
        guard second.matched else { return weighted }
        let rescored = Explanation.match(
            second.value * rescoreWeight, "product of:",
            [second, .match(rescoreWeight, "secondaryWeight")])
        return .match(
            combined(first.value, second.value), "\(mode == .total ? "sum" : mode.rawValue) of:",
            [weighted, rescored])
    }
}
