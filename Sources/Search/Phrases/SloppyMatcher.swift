/// How often a phrase is in a document when its terms may be some edits apart.
///
/// Each match counts 1 / (1 + distance), where the distance is how far apart the terms' positions,
/// each less its place in the phrase, lie. Finds the matches Lucene's `SloppyPhraseMatcher` finds,
/// not all there are: always the term that lies first is moved on, and a match is taken when it
/// passes the one behind it. Terms that occur at several places of the phrase never share a
/// position of the document: of two that collide the lesser moves on.
final class SloppyMatcher {
    private struct Place {
        let offset: Int32
        let order: Int
        /// Group of places with terms in common, -1 when alone.
        var group = -1
        var next = 0
        /// Position in the document less the offset.
        var position: Int32 = 0
    }

    private let slop: Int32
    private var places: [Place]
    /// Places with terms in common, each by offset. Shape: [groups][places].
    private var groups: [[Int]] = []
    private var hasSharedAlternatives = false
    private var isQueued: [Bool]
    private var positions: [[Int32]] = []
    /// Largest position of any place.
    private var end: Int32 = .min
    private var isPositioned = false
    private var matchLength: Int32 = 0

    init(offsets: [Int32], terms: [[[UInt8]]], slop: Int) {
        self.slop = Int32(clamping: slop)
        places = offsets.enumerated().map { Place(offset: $1, order: $0) }
        isQueued = [Bool](repeating: false, count: offsets.count)
        group(terms)
    }

    private func group(_ terms: [[[UInt8]]]) {
        var owner = Array(places.indices)
        for first in places.indices {
            for second in places.indices where second > first {
                if Set(terms[first]).isDisjoint(with: terms[second]) { continue }
                let (old, new) = (owner[second], owner[first])
                for index in owner.indices where owner[index] == old { owner[index] = new }
                if terms[first].count > 1 || terms[second].count > 1 {
                    hasSharedAlternatives = true
                }
            }
        }
        for root in places.indices {
            let members = places.indices.filter { owner[$0] == root }
            if members.count < 2 { continue }
            for member in members { places[member].group = groups.count }
            groups.append(members.sorted { places[$0].offset < places[$1].offset })
        }
    }

    /// - Parameter positions: by place, ascending; none empty.
    func frequency(_ positions: [[Int32]]) -> Float {
        self.positions = positions
        isPositioned = start()
        var total: Float = 0
        while nextMatch() { total += 1 / (1 + Float(matchLength)) }
        return total
    }

    private func start() -> Bool {
        end = .min
        for index in places.indices {
            places[index].next = 0
            guard advance(index) else { return false }
        }
        if !groups.isEmpty && !separateGroups() { return false }
        for index in places.indices {
            end = max(end, places[index].position)
            isQueued[index] = true
        }
        return true
    }

    private func advance(_ index: Int) -> Bool {
        let next = places[index].next
        if next >= positions[index].count { return false }
        places[index].position = positions[index][next] - places[index].offset
        places[index].next = next + 1
        return true
    }

    private func advanceEnd(_ index: Int) -> Bool {
        if !advance(index) { return false }
        end = max(end, places[index].position)
        return true
    }

    /// Gives the places of each group different positions to begin with.
    private func separateGroups() -> Bool {
        for group in groups {
            if hasSharedAlternatives {
                guard separateAlternatives(group) else { return false }
            } else {
                for (rank, member) in group.enumerated() {
                    for _ in 0..<rank where !advance(member) { return false }
                }
            }
        }
        return true
    }

    private func separateAlternatives(_ group: [Int]) -> Bool {
        var rank = 0
        while rank < group.count {
            var step = 1
            while let other = collision(group[rank]) {
                let lesser = lesser(group[rank], other)
                if !advanceEnd(lesser) { return false }
                if let moved = group.firstIndex(of: lesser), moved < rank {
                    step = 0
                    break
                }
            }
            rank += step
        }
        return true
    }

    private func documentPosition(_ index: Int) -> Int32 {
        places[index].position + places[index].offset
    }

    /// Another place of the group at the same position of the document.
    private func collision(_ index: Int) -> Int? {
        let position = documentPosition(index)
        return groups[places[index].group].first {
            $0 != index && documentPosition($0) == position
        }
    }

    private func lesser(_ a: Int, _ b: Int) -> Int {
        let (first, second) = (places[a], places[b])
        let isLess =
            first.position < second.position
            || (first.position == second.position && first.offset < second.offset)
        return isLess ? a : b
    }

    /// The queued place that lies first; ties by offset, then order.
    private func top() -> Int {
        var best = -1
        for index in places.indices where isQueued[index] {
            if best < 0 || precedes(index, best) { best = index }
        }
        return best
    }

    private func precedes(_ a: Int, _ b: Int) -> Bool {
        let (first, second) = (places[a], places[b])
        if first.position != second.position { return first.position < second.position }
        if first.offset != second.offset { return first.offset < second.offset }
        return first.order < second.order
    }

    private func pop() -> Int {
        let first = top()
        isQueued[first] = false
        return first
    }

    private func nextMatch() -> Bool {
        if !isPositioned { return false }
        var place = pop()
        matchLength = end - places[place].position
        var next = places[top()].position
        while advanceEnd(place) {
            if places[place].group >= 0 && !resolve(place) { break }
            if places[place].position > next {
                isQueued[place] = true
                if matchLength <= slop { return true }
                place = pop()
                next = places[top()].position
                matchLength = end - places[place].position
            } else {
                matchLength = min(matchLength, end - places[place].position)
            }
        }
        isPositioned = false
        return matchLength <= slop
    }

    /// Moves places on until none of the group collides.
    private func resolve(_ index: Int) -> Bool {
        var moving = index
        while let other = collision(moving) {
            moving = lesser(moving, other)
            if !advanceEnd(moving) { return false }
        }
        return true
    }
}
