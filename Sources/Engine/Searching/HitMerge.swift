import QueryDSL
import Schema
import Search

/// A hit and the index it comes from.
package struct TargetHit: Sendable {
    /// Place among the search's targets.
    package let target: Int
    package let hit: TopDocs.Hit
}

/// Puts the best hits of several indices into one order.
package enum HitMerge {
    /// - Parameters:
    ///   - pages: the hits of each target, each in the search's order.
    ///   - sorts: the sort of each target; equal in shape. Empty is by score.
    package static func merge(
        _ pages: [[TopDocs.Hit]], sorts: [[SortKey]], outputs: [[SortOutput]], from: Int, size: Int
    ) -> [TargetHit] {
        let all = pages.enumerated().flatMap { target, hits in
            hits.map { TargetHit(target: target, hit: $0) }
        }
        guard pages.count > 1 else { return Array(all.dropFirst(from).prefix(size)) }
        let isByScore = sorts.first?.isEmpty ?? true
        let ordered = all.enumerated().sorted { left, right in
            let way =
                isByScore
                ? compareScores(left.element.hit, right.element.hit)
                : compare(left.element, right.element, sorts, outputs)
            return way == 0 ? left.offset < right.offset : way < 0
        }.map(\.element)
        return Array(ordered.dropFirst(from).prefix(size))
    }

    private static func compareScores(_ a: TopDocs.Hit, _ b: TopDocs.Hit) -> Int {
        a.score > b.score ? -1 : (a.score < b.score ? 1 : 0)
    }

    private static func compare(
        _ a: TargetHit, _ b: TargetHit, _ sorts: [[SortKey]], _ outputs: [[SortOutput]]
    ) -> Int {
        for (position, key) in sorts[a.target].enumerated() {
            if case .document = key.kind {
                if a.target != b.target { return a.target < b.target ? -1 : 1 }
            }
            let left = value(a, position, outputs)
            let right = value(b, position, outputs)
            let way = compare(left, right, key)
            if way != 0 { return way }
        }
        return 0
    }

    /// A sort value in a form comparable between indices whose columns encode differently.
    private enum Comparable {
        case missing
        case integer(Int64)
        case number(Double)
        case term([UInt8])
    }

    private static func value(
        _ hit: TargetHit, _ position: Int, _ outputs: [[SortOutput]]
    ) -> Comparable {
        guard position < hit.hit.sortValues.count else { return .missing }
        switch hit.hit.sortValues[position] {
        case .missing: return .missing
        case .term(let bytes): return .term(bytes)
        case .score(let score): return .number(Double(score))
        case .integer(let number):
            // A sort that can be resumed ends in the document, which is not printed.
            guard position < outputs[hit.target].count,
                case .number(let encoding) = outputs[hit.target][position]
            else {
                return .integer(number)
            }
            return encoding == .integer ? .integer(number) : .number(encoding.decode(number))
        }
    }

    private static func compare(_ a: Comparable, _ b: Comparable, _ key: SortKey) -> Int {
        let missingWay = key.missing == .first ? -1 : 1
        switch (a, b) {
        case (.missing, .missing): return 0
        case (.missing, _): return missingWay
        case (_, .missing): return -missingWay
        default: break
        }
        let way = ascending(a, b)
        return key.descending ? -way : way
    }

    private static func ascending(_ a: Comparable, _ b: Comparable) -> Int {
        switch (a, b) {
        case (.integer(let x), .integer(let y)): return x < y ? -1 : (x > y ? 1 : 0)
        case (.term(let x), .term(let y)):
            return x.lexicographicallyPrecedes(y) ? -1 : (x == y ? 0 : 1)
        default:
            guard let x = number(a), let y = number(b) else { return 0 }
            return x < y ? -1 : (x > y ? 1 : 0)
        }
    }

    private static func number(_ value: Comparable) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }
}
