/// Fuzzy matching for words too long for `FuzzyAutomaton`: the rows of the distance table, computed
/// anew for each term, within the band that few edits leave.
struct LongFuzzyAutomaton: TermAutomaton {
    private let query: [UInt32]
    private let maxEdits: Int
    private let transpositions: Bool
    private let prefixBytes: Int
    private var distance = 0
    private(set) var found: [FuzzyFind] = []

    init(_ query: [UInt32], maxEdits: Int, transpositions: Bool, prefixBytes: Int) {
        self.query = query
        self.maxEdits = maxEdits
        self.transpositions = transpositions
        self.prefixBytes = prefixBytes
    }

    mutating func run(_ term: UnsafePointer<UInt8>, from depth: Int, count: Int) -> Int? {
        let size = query.count
        var before = [Int](repeating: 0, count: size + 1)
        var row = Array(0...size)
        var last: UInt32 = 0
        var read = 0
        var at = prefixBytes
        while at < count {
            let point = CodePoints.next(term, at, count)
            at += point.size
            read += 1
            var next = [Int](repeating: maxEdits + 1, count: size + 1)
            if read <= maxEdits { next[0] = read }
            let low = max(1, read - maxEdits)
            let high = min(size, read + maxEdits)
            if low > high { return at }
            for place in low...high {
                let cost = query[place - 1] == point.value ? 0 : 1
                var best = min(row[place - 1] + cost, min(row[place], next[place - 1]) + 1)
                if transpositions && place > 1 && read > 1 && query[place - 1] == last
                    && query[place - 2] == point.value
                {
                    best = min(best, before[place - 2] + 1)
                }
                next[place] = best
            }
            if next.allSatisfy({ $0 > maxEdits }) && row.allSatisfy({ $0 > maxEdits }) {
                return at
            }
            before = row
            row = next
            last = point.value
        }
        distance = row[size]
        return nil
    }

    mutating func accept(_ ordinal: TermOrdinal, _ term: UnsafePointer<UInt8>, count: Int) {
        if distance <= maxEdits {
            found.append((ordinal, distance, CodePoints.count(term, count)))
        }
    }
}
