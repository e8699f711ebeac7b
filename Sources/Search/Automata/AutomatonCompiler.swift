import Segments

/// Turns a pattern into a deterministic automaton over UTF-8 bytes: Thompson's construction, then
/// subsets.
struct AutomatonCompiler {
    private struct Edge {
        let bytes: ClosedRange<UInt8>
        let target: Int
    }

    private struct State {
        var edges: [Edge] = []
        var free: [Int] = []
    }

    /// States of the intermediate automaton, whose repetitions are written out.
    private static let maximumStates = 100_000

    private let maximumDeterminizedStates: Int
    private var states: [State] = []

    private init(_ maximumDeterminizedStates: Int) {
        self.maximumDeterminizedStates = maximumDeterminizedStates
    }

    static func compile(
        _ pattern: TermPattern, maximumStates: Int
    ) throws(SearchError) -> ByteAutomaton {
        var compiler = AutomatonCompiler(maximumStates)
        let start = try compiler.newState()
        let end = try compiler.newState()
        try compiler.add(pattern, from: start, to: end)
        return try compiler.determinize(start, end)
    }

    private mutating func newState() throws(SearchError) -> Int {
        if states.count >= AutomatonCompiler.maximumStates {
            throw SearchError(.tooLarge, "the pattern needs too many states")
        }
        states.append(State())
        return states.count - 1
    }

    private mutating func add(
        _ pattern: TermPattern, from: Int, to: Int
    ) throws(SearchError) {
        switch pattern {
        case .nothing: return
        case .empty: states[from].free.append(to)
        case .scalars(let ranges):
            for range in ranges { try addScalars(range, from, to) }
        case .sequence(let parts):
            var at = from
            for part in parts {
                let next = try newState()
                try add(part, from: at, to: next)
                at = next
            }
            states[at].free.append(to)
        case .alternatives(let parts):
            for part in parts { try add(part, from: from, to: to) }
        case .repeated(let part, let minimum, let maximum):
            try addRepeated(part, minimum, maximum, from, to)
        }
    }

    private mutating func addRepeated(
        _ part: TermPattern, _ minimum: Int, _ maximum: Int?, _ from: Int, _ to: Int
    ) throws(SearchError) {
        var at = from
        for _ in 0..<minimum {
            let next = try newState()
            try add(part, from: at, to: next)
            at = next
        }
        guard let maximum else {
            let loop = try newState()
            states[at].free.append(loop)
            try add(part, from: loop, to: loop)
            states[loop].free.append(to)
            return
        }
        states[at].free.append(to)
        for _ in minimum..<max(minimum, maximum) {
            let next = try newState()
            try add(part, from: at, to: next)
            states[next].free.append(to)
            at = next
        }
    }

    /// A range of code points as sequences of byte ranges.
    private mutating func addScalars(
        _ range: ClosedRange<UInt32>, _ from: Int, _ to: Int
    ) throws(SearchError) {
        let limits: [ClosedRange<UInt32>] = [
            0...0x7F, 0x80...0x7FF, 0x800...0xFFFF, 0x1_0000...0x10_FFFF,
        ]
        for limit in limits where range.overlaps(limit) {
            let part = range.clamped(to: limit)
            try addBytes(
                AutomatonCompiler.encode(part.lowerBound),
                AutomatonCompiler.encode(part.upperBound), from, to)
        }
    }

    /// All byte strings between two of the same length, in which only continuation bytes vary
    /// freely.
    private mutating func addBytes(
        _ low: ArraySlice<UInt8>, _ high: ArraySlice<UInt8>, _ from: Int, _ to: Int
    ) throws(SearchError) {
        guard let first = low.first, let last = high.first else { return }
        if low.count == 1 {
            states[from].edges.append(Edge(bytes: first...last, target: to))
            return
        }
        let lowRest = low.dropFirst()
        let highRest = high.dropFirst()
        if first == last {
            let next = try edge(first...first, from)
            try addBytes(lowRest, highRest, next, to)
            return
        }
        let lowest = ArraySlice(lowRest.map { _ in UInt8(0x80) })
        let highest = ArraySlice(lowRest.map { _ in UInt8(0xBF) })
        var start = first
        var end = last
        if !lowRest.elementsEqual(lowest) {
            try addBytes(lowRest, highest, try edge(first...first, from), to)
            start += 1
        }
        if !highRest.elementsEqual(highest) {
            try addBytes(lowest, highRest, try edge(last...last, from), to)
            end -= 1
        }
        if start <= end { try addBytes(lowest, highest, try edge(start...end, from), to) }
    }

    private mutating func edge(
        _ bytes: ClosedRange<UInt8>, _ from: Int
    ) throws(SearchError) -> Int {
        let next = try newState()
        states[from].edges.append(Edge(bytes: bytes, target: next))
        return next
    }

    private static func encode(_ scalar: UInt32) -> ArraySlice<UInt8> {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (scalar >> shift) & 0x3F) }
        if scalar < 0x80 { return [UInt8(scalar)] }
        if scalar < 0x800 { return [UInt8(0xC0 | scalar >> 6), tail(0)] }
        if scalar < 0x1_0000 { return [UInt8(0xE0 | scalar >> 12), tail(6), tail(0)] }
        return [UInt8(0xF0 | scalar >> 18), tail(12), tail(6), tail(0)]
    }

    private func closure(_ start: [Int]) -> [Int] {
        var seen = Set(start)
        var pending = start
        while let state = pending.popLast() {
            for next in states[state].free where seen.insert(next).inserted {
                pending.append(next)
            }
        }
        return seen.sorted()
    }

    private func determinize(_ start: Int, _ end: Int) throws(SearchError) -> ByteAutomaton {
        // State 0 is dead.
        var numbers: [[Int]: UInt32] = [[]: 0]
        var sets: [[Int]] = [[]]
        var transitions = [UInt32](repeating: 0, count: 256)
        let first = closure([start])
        numbers[first] = 1
        sets.append(first)
        var at = 1
        while at < sets.count {
            var targets = [[Int]](repeating: [], count: 256)
            for state in sets[at] {
                for edge in states[state].edges {
                    for byte in edge.bytes { targets[Int(byte)].append(edge.target) }
                }
            }
            var known: [[Int]: UInt32] = [:]
            for byte in 0..<256 {
                let raw = targets[byte]
                if let number = known[raw] {
                    transitions.append(number)
                    continue
                }
                let set = closure(raw)
                let number = numbers[set] ?? UInt32(sets.count)
                if number == UInt32(sets.count) {
                    if sets.count > maximumDeterminizedStates {
                        throw SearchError(
                            .tooLarge,
                            "the pattern needs more than \(maximumDeterminizedStates) states")
                    }
                    numbers[set] = number
                    sets.append(set)
                }
                known[raw] = number
                transitions.append(number)
            }
            at += 1
        }
        return ByteAutomaton(
            startState: 1, transitions: transitions, accepting: sets.map { $0.contains(end) })
    }
}
