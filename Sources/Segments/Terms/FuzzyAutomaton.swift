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
    /// Letters of the query from each of its places on. Shape: [code points + 1].
    private let letters: UnsafeMutablePointer<PrefixTree.Letters>
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
        letters = .allocate(capacity: query.count + 1)
        letters.initialize(repeating: 0, count: query.count + 1)
        for place in query.indices.reversed() {
            letters[place] =
                letters[place + 1] | PrefixTree.letter(UInt8(clamping: query[place]))
        }
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
        letters.deallocate()
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
        let sieve = isTwo ? LetterSieve(tree.levels[LetterSieve.level], letters[0]) : nil
        defer { sieve?.free() }
        gather(0, 0..<tree.levels[0].count, states[0], tree, sieve, &ranges)
        return ranges
    }

    private func gather(
        _ level: Int, _ nodes: Range<Int>, _ state: State, _ tree: PrefixTree,
        _ sieve: LetterSieve?, _ ranges: inout [Range<TermOrdinal>]
    ) {
        let bytes = tree.levels[level].bytes
        let (any, all) = (tree.levels[level].any, tree.levels[level].all)
        let known = needed(state)
        let isOpen = known == nil
        let needed = known ?? 0
        let wanted = Wanted(self, state)
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: nodes.count) { living in
            var count = 0
            func consider(_ node: Int) {
                living[count] = UInt32(truncatingIfNeeded: node)
                let isAlive = isOpen || ascii[Int(bytes[node])] & needed != 0 || bytes[node] == 0
                count &+= isAlive && wanted.mayMatch(any[node], all[node]) ? 1 : 0
            }
            if let sieve, level == LetterSieve.level {
                sieve.forEach(in: nodes, consider)
            } else {
                for node in nodes { consider(node) }
            }
            for index in 0..<count {
                enter(level, Int(living[index]), state, tree, sieve, &ranges)
            }
        }
    }

    /// The letters a term needs that begins as one did that led to a state.
    ///
    /// Whoever read the query up to a place with some edits left finds in the term all letters from
    /// there on but as many as those edits: an edit takes at most one away. It also brings at most
    /// one that the query does not have.
    private struct Wanted {
        /// From the furthest place reached with so many edits left; nil where none was.
        private let withNone: PrefixTree.Letters?
        private let withOne: PrefixTree.Letters?
        private let withTwo: PrefixTree.Letters?
        private let others: PrefixTree.Letters

        @inline(__always)
        init(_ automaton: FuzzyAutomaton, _ state: State) {
            let isTwo = automaton.isTwo
            withNone = automaton.letters(after: isTwo ? state.two : state.one)
            withOne = automaton.letters(after: isTwo ? state.one : state.exact)
            withTwo = isTwo ? automaton.letters(after: state.exact) : nil
            others = ~automaton.letters[0]
        }

        @inline(__always)
        func mayMatch(_ any: PrefixTree.Letters, _ all: PrefixTree.Letters) -> Bool {
            let added = Wanted.dropOne(Wanted.dropOne(all & others))
            if added != 0 { return false }
            if let withNone, withNone & ~any == 0 { return true }
            if let withOne, Wanted.dropOne(withOne & ~any) == 0 { return true }
            if let withTwo { return Wanted.dropOne(Wanted.dropOne(withTwo & ~any)) == 0 }
            return false
        }

        @inline(__always)
        private static func dropOne(_ letters: PrefixTree.Letters) -> PrefixTree.Letters {
            letters & (letters &- 1)
        }
    }

    /// Letters of the query from the furthest of these places on.
    @inline(__always)
    private func letters(after places: UInt64) -> PrefixTree.Letters? {
        let inQuery = places & used
        return inQuery == 0 ? nil : letters[63 &- inQuery.leadingZeroBitCount]
    }

    /// Goes below a node whose byte leaves the automaton alive.
    @inline(__always)
    private func enter(
        _ level: Int, _ node: Int, _ state: State, _ tree: PrefixTree,
        _ sieve: LetterSieve?, _ ranges: inout [Range<TermOrdinal>]
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
                step(state, ascii[Int(byte)]), tree, sieve, &ranges)
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
