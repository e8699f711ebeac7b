import Segments

/// Documents with a phrase whose places allow several terms or whose distances may vary.
///
/// Candidates come from the documents of all places; the positions of each are then gathered place
/// by place and matched, exactly or with slop.
final class GroupPhraseScorer: PhraseFrequency {
    private let groups: [PhraseGroup]
    private let approximation: any Scorer
    /// One cursor a term, in order of the groups.
    private let set: CursorSet
    /// First cursor of each group, and the end. Shape: [groups + 1].
    private let starts: [Int]
    private let numbers: PhraseNumbers
    private let slop: Int
    private let matcher: SloppyMatcher
    private let documentCount: UInt32
    private var position: UInt32 = 0
    private var windowEnd: UInt32 = 0
    private let own = DocBlock()
    /// Positions of the current document by place, ascending.
    private var gathered: [[Int32]]
    var threshold: Float = -.infinity

    init(
        _ groups: [PhraseGroup], slop: Int, _ numbers: PhraseNumbers, leaf: Leaf
    ) throws {
        self.groups = groups
        self.slop = slop
        self.numbers = numbers
        documentCount = UInt32(leaf.documentCount)
        matcher = SloppyMatcher(
            offsets: groups.map { Int32($0.position) }, terms: groups.map(\.terms), slop: slop)
        gathered = [[Int32]](repeating: [], count: groups.count)
        set = CursorSet(capacity: groups.reduce(0) { $0 + $1.lists.count })
        var starts = [0]
        for group in groups {
            for list in group.lists {
                set.append(
                    list, norms: numbers.norms, weight: numbers.weight, inverses: numbers.inverses)
            }
            starts.append(set.count)
        }
        self.starts = starts
        approximation = try GroupPhraseScorer.approximation(groups, leaf)
    }

    private static func approximation(
        _ groups: [PhraseGroup], _ leaf: Leaf
    ) throws -> any Scorer {
        let clauses = try groups.map { group in
            let set = CursorSet(capacity: group.lists.count)
            for list in group.lists { try set.append(unscored: list) }
            let scorer: any Scorer =
                group.lists.count == 1
                ? TermScorer(set: set, documentCount: leaf.documentCount, isScoring: false)
                : TermDisjunctionScorer(
                    set: set, documentCount: leaf.documentCount, isScoring: false)
            return ConjunctionScorer.Clause(scorer: scorer, isScoring: false)
        }
        let lead = clauses.indices.min { clauses[$0].scorer.cost < clauses[$1].scorer.cost } ?? 0
        return ConjunctionScorer(clauses, lead: lead, documentCount: leaf.documentCount)
    }

    var cost: Int { approximation.cost }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        block.count = 0
        let end = min(limit, documentCount)
        while position < end && block.count == 0 {
            if position >= windowEnd && !openWindow(end) {
                position = windowEnd
                continue
            }
            let hasMore = try approximation.fill(upTo: windowEnd, block)
            position = hasMore ? max(position, block.lastDocument.map { $0 &+ 1 } ?? 0) : windowEnd
            verify(block)
            if numbers.isScoring { block.keep(above: Double(threshold)) }
        }
        return position < end
    }

    private func openWindow(_ end: UInt32) -> Bool {
        approximation.skip(to: position)
        windowEnd = end
        if !numbers.isScoring { return true }
        let least = position.saturatingAdd(UInt32(TermDisjunctionScorer.minimumWindow))
        windowEnd = min(end, max(boundEnd().saturatingSuccessor, least))
        return bound(through: windowEnd - 1) > threshold
    }

    /// Bound of a place is the sum of its terms'; of the phrase the smallest place's, or with slop
    /// the sum of all: each position begins at most one match.
    private func bound(through last: UInt32) -> Float {
        var least = Float.infinity
        var total: Float = 0
        for group in groups.indices {
            var sum: Float = 0
            for index in starts[group]..<starts[group + 1] {
                sum += (set.cursors + index).product(from: position, through: last)
            }
            least = min(least, sum)
            total += sum
        }
        // Sums of floats round; the slack is far more than they can.
        let product = (slop == 0 ? least : total) * 1.00001
        return TermScoring.score(numbers.weight, product)
    }

    /// Keeps the documents the phrase is in, with its score as theirs.
    private func verify(_ block: DocBlock) {
        var kept = 0
        for at in 0..<block.count {
            let doc = block.docs[at]
            let frequency = match(doc)
            if frequency == 0 { continue }
            block.docs[kept] = doc
            let product = frequency * numbers.inverse(of: doc)
            block.scores[kept] = Double(TermScoring.score(numbers.weight, product))
            kept &+= 1
        }
        block.count = kept
    }

    private func match(_ doc: DocID) -> Float {
        for group in groups.indices { gather(doc, group) }
        if slop > 0 { return matcher.frequency(gathered) }
        return Float(exactMatches())
    }

    private func gather(_ doc: DocID, _ group: Int) {
        gathered[group].removeAll(keepingCapacity: true)
        for index in starts[group]..<starts[group + 1] {
            (set.cursors + index).appendPositions(of: doc, to: &gathered[group])
        }
        if starts[group + 1] - starts[group] > 1 { gathered[group].sort() }
    }

    /// Starts at which every place holds one of its terms.
    private func exactMatches() -> Int {
        var next = [Int](repeating: 0, count: groups.count)
        var found = 0
        for place in gathered[0] {
            let start = place - Int32(groups[0].position)
            var matches = true
            for group in 1..<groups.count {
                let target = start + Int32(groups[group].position)
                let positions = gathered[group]
                while next[group] < positions.count && positions[next[group]] < target {
                    next[group] += 1
                }
                if next[group] == positions.count { return found }
                if positions[next[group]] != target {
                    matches = false
                    break
                }
            }
            if matches { found += 1 }
        }
        return found
    }

    func retain(_ block: DocBlock) throws {
        if block.count == 0 { return }
        let next = block.docs[block.count - 1] &+ 1
        own.copyDocuments(of: block)
        try approximation.retain(own)
        verify(own)
        block.keep(in: own)
        if numbers.isScoring { block.addScores(of: own) }
        skip(to: next)
    }

    func frequency(of doc: DocID) throws -> Float? {
        own.docs[0] = doc
        own.scores[0] = 0
        own.count = 1
        try approximation.retain(own)
        if own.count == 0 { return nil }
        let frequency = match(doc)
        return frequency == 0 ? nil : frequency
    }

    func maxScore(through doc: DocID) -> Float {
        if !numbers.isScoring || position >= documentCount { return 0 }
        return bound(through: doc)
    }

    func boundEnd() -> DocID {
        var end = DocID.max
        for index in 0..<set.count {
            let cursor = set.cursors + index
            let block = cursor.seek(position)
            if block < cursor.pointee.blockCount {
                end = min(end, cursor.pointee.lastDocs[block])
            }
        }
        return end
    }

    var findsSlowly: Bool { true }

    func skip(to doc: DocID) {
        if doc <= position { return }
        position = min(doc, documentCount)
        approximation.skip(to: position)
    }
}

extension UnsafeMutablePointer where Pointee == TermCursor {
    /// Largest frequency times inverse norm in `first...last`; 0 when the list has nothing there.
    func product(from first: UInt32, through last: UInt32) -> Float {
        var block = seek(first)
        let lastDocs = pointee.lastDocs
        let end = pointee.blockCount
        if block >= end || (block > 0 && lastDocs[block &- 1] >= last) { return 0 }
        var best = product(of: block)
        while lastDocs[block] < last {
            block &+= 1
            if block >= end { break }
            let product = product(of: block)
            best = best < product ? product : best
        }
        return best
    }

    /// Appends the positions of the term in a document, if it is there.
    func appendPositions(of doc: UInt32, to output: inout [Int32]) {
        let block = seek(doc)
        if block >= pointee.blockCount { return }
        load(block)
        let index = TermCursor.lowerBound(pointee.docs, doc)
        if pointee.docs[index] != doc { return }
        needFrequencies()
        var before = 0
        for earlier in 0..<index { before &+= Int(pointee.frequencies[earlier]) }
        let (bytes, width) = pointee.postings.positions(block)
        for step in before..<(before &+ Int(pointee.frequencies[index])) {
            switch width {
            case 1: output.append(Int32(bytes.load(fromByteOffset: step, as: UInt8.self)))
            case 2:
                output.append(
                    Int32(bytes.loadUnaligned(fromByteOffset: step &* 2, as: UInt16.self)))
            default:
                output.append(
                    Int32(
                        truncatingIfNeeded: bytes.loadUnaligned(
                            fromByteOffset: step &* 4, as: UInt32.self)))
            }
        }
    }
}
