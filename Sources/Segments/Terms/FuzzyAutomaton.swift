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
    /// Bits of the query's places of each ASCII character. Shape: [128].
    private let ascii: UnsafeMutablePointer<UInt64>
    private var others: [(point: UInt32, places: UInt64)] = []
    /// After each prefix of the term read last, where a code point ends. Shape: [limit + 1].
    private let states: UnsafeMutablePointer<State>
    private var last: State
    private(set) var found: [(ordinal: TermOrdinal, distance: Int)] = []

    /// - Parameter prefixBytes: bytes that every term walked over begins with, not part of `query`.
    init(
        _ query: [UInt32], maxEdits: Int, transpositions: Bool, prefixBytes: Int, longest: Int
    ) {
        accepting = 1 << UInt64(query.count)
        used = accepting << 1 &- 1
        isTwo = maxEdits == 2
        self.transpositions = transpositions
        self.prefixBytes = prefixBytes
        ascii = .allocate(capacity: 128)
        ascii.initialize(repeating: 0, count: 128)
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
            let alive = (isTwo ? state.two : state.one) & used
            if alive == 0 { return at }
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

    mutating func accept(_ ordinal: TermOrdinal) {
        if last.exact & accepting != 0 {
            found.append((ordinal, 0))
        } else if last.one & accepting != 0 {
            found.append((ordinal, 1))
        } else if isTwo && last.two & accepting != 0 {
            found.append((ordinal, 2))
        }
    }
}
