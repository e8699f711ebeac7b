/// A term an automaton accepted. `length` is in code points.
typealias FuzzyFind = (ordinal: TermOrdinal, distance: Int, length: Int)

/// The terms within one or two edits of a word: a nondeterministic automaton, all states of one
/// number of edits in the bits of one word.
///
/// Bit `i` of `edits[e]` says that the text read so far is within `e` edits of the first `i` code
/// points of the query. A swap needs the states before the code point before: `swaps[e]` keeps, of
/// those, the ones whose next but one code point was just read.
/// - Source: Wu & Manber, "Fast text searching allowing errors", 1992; transpositions after
///   Navarro, "NR-grep", 2001.
struct FuzzyAutomaton: TermAutomaton {
    /// Code points; one bit more is in use.
    static let longestQuery = 62

    private struct State: BitwiseCopyable {
        var exact: UInt64
        var one: UInt64
        var two: UInt64
        var swapExact: UInt64
        var swapOne: UInt64
    }

    private let accepting: UInt64
    private let used: UInt64
    private let isTwo: Bool
    private let transpositions: Bool
    private let prefixBytes: Int
    private let limit: Int
    /// Bits of the query's places of each ASCII character but 0, all bits for other bytes, which
    /// only `gather` looks up. Shape: [256].
    private let ascii: UnsafeMutablePointer<UInt64>
    private var others: [(point: UInt32, places: UInt64)] = []
    /// After each prefix of the term read last, where a code point ends. Shape: [limit + 1].
    private let states: UnsafeMutablePointer<State>
    private var last: State
    private(set) var found: [FuzzyFind] = []

    /// - Parameter prefixBytes: bytes that every term walked over begins with, not part of `query`.
    init(
        _ query: [UInt32], maxEdits: Int, transpositions: Bool, prefixBytes: Int, longest: Int
    ) {
        accepting = 1 << UInt64(query.count)
        used = accepting << 1 &- 1
        isTwo = maxEdits == 2
        self.transpositions = transpositions
        self.prefixBytes = prefixBytes
        ascii = .allocate(capacity: 256)
        ascii.initialize(repeating: 0, count: 128)
        (ascii + 128).initialize(repeating: .max, count: 128)
        limit = min(longest, prefixBytes + 4 * (query.count + maxEdits + 2))
        states = .allocate(capacity: limit + 1)
        last = State(exact: 1, one: 3, two: 7, swapExact: 0, swapOne: 0)
        for (index, point) in query.enumerated() {
            let bit = UInt64(1) << UInt64(index)
            if point < 128 {
                ascii[Int(point)] |= bit
            } else if let known = others.firstIndex(where: { $0.point == point }) {
                others[known].places |= bit
            } else {
                others.append((point, bit))
            }
        }
        states.initialize(repeating: last, count: limit + 1)
    }

    func free() {
        ascii.deallocate()
        states.deallocate()
    }

    private func places(_ point: UInt32) -> UInt64 {
        for other in others where other.point == point { return other.places }
        return 0
    }

    mutating func run(_ term: UnsafePointer<UInt8>, from depth: Int, count: Int) -> Int? {
        var at = max(depth, prefixBytes)
        if at >= count { return finish(states[min(count, limit)]) }
        while at > prefixBytes && term[at] & 0xC0 == 0x80 { at &-= 1 }
        var state = states[at]
        while at < count {
            var size = 1
            let places: UInt64
            if _fastPath(term[at] < 0x80) {
                places = ascii[Int(term[at])]
            } else {
                let point = CodePoints.next(term, at, count)
                size = point.size
                places = self.places(point.value)
            }
            state = step(state, places)
            at &+= size
            if !isAlive(state) { return at }
            if at > limit { return at }
            states[at] = state
        }
        return finish(state)
    }

    private mutating func finish(_ state: State) -> Int? {
        last = state
        return nil
    }

    @inline(__always)
    private func step(_ from: State, _ places: UInt64) -> State {
        let exact = (from.exact & places) &<< 1
        var one = (from.one & places) &<< 1 | from.exact | (from.exact | exact) &<< 1
        var two = (from.two & places) &<< 1 | from.one
        var next = State(exact: exact, one: 0, two: 0, swapExact: 0, swapOne: 0)
        if transpositions {
            one |= (from.swapExact & places) &<< 2
            two |= (from.swapOne & places) &<< 2
            next.swapExact = from.exact & (places &>> 1)
            next.swapOne = from.one & (places &>> 1)
        }
        two |= (from.one | one) &<< 1
        next.one = one
        next.two = two
        return next
    }

    mutating func accept(_ ordinal: TermOrdinal, _ term: UnsafePointer<UInt8>, count: Int) {
        let distance: Int
        if last.exact & accepting != 0 {
            distance = 0
        } else if last.one & accepting != 0 {
            distance = 1
        } else if isTwo && last.two & accepting != 0 {
            distance = 2
        } else {
            return
        }
        found.append((ordinal, distance, CodePoints.count(term, count)))
    }

    // MARK: beginnings

    /// The terms whose first bytes may begin a match, in order, and few others: nodes whose byte is
    /// not ASCII stand for parts of code points, and are taken unread.
    func living(in tree: PrefixTree) -> [Range<TermOrdinal>] {
        precondition(prefixBytes == 0, "a tree begins with the first byte")
        var ranges: [Range<TermOrdinal>] = []
        gather(0, 0..<tree.levels[0].count, states[0], tree, &ranges)
        return ranges
    }

    private func gather(
        _ level: Int, _ nodes: Range<Int>, _ state: State, _ tree: PrefixTree,
        _ ranges: inout [Range<TermOrdinal>]
    ) {
        let bytes = tree.levels[level].bytes
        guard let needed = needed(state) else {
            for node in nodes { enter(level, node, state, tree, &ranges) }
            return
        }
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: nodes.count) { living in
            var count = 0
            for node in nodes {
                living[count] = UInt32(truncatingIfNeeded: node)
                count &+= ascii[Int(bytes[node])] & needed != 0 || bytes[node] == 0 ? 1 : 0
            }
            for index in 0..<count { enter(level, Int(living[index]), state, tree, &ranges) }
        }
    }

    /// Goes below a node whose byte leaves the automaton alive.
    @inline(__always)
    private func enter(
        _ level: Int, _ node: Int, _ state: State, _ tree: PrefixTree,
        _ ranges: inout [Range<TermOrdinal>]
    ) {
        let byte = tree.levels[level].bytes[node]
        let starts = tree.levels[level].starts
        if byte == 0 || byte >= 0x80 {
            FuzzyAutomaton.append(tree.terms(level, node), to: &ranges)
        } else if level + 1 == PrefixTree.depth {
            FuzzyAutomaton.append(starts[node]..<starts[node + 1], to: &ranges)
        } else {
            gather(
                level + 1, Int(starts[node])..<Int(starts[node + 1]),
                step(state, ascii[Int(byte)]), tree, &ranges)
        }
    }

    /// Places of which the next character must have one when no edit is left; nil while one is.
    @inline(__always)
    private func needed(_ state: State) -> UInt64? {
        let (left, full, swap) =
            isTwo
            ? (state.one, state.two, state.swapOne) : (state.exact, state.one, state.swapExact)
        if left & used != 0 { return nil }
        return full & (used &>> 1) | swap & (used &>> 2)
    }

    @inline(__always)
    private func isAlive(_ state: State) -> Bool {
        (isTwo ? state.two : state.one) & used != 0
    }

    private static func append(
        _ range: Range<TermOrdinal>, to ranges: inout [Range<TermOrdinal>]
    ) {
        if let last = ranges.last, last.upperBound == range.lowerBound {
            ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
        } else {
            ranges.append(range)
        }
    }
}
