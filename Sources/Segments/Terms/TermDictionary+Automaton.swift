extension TermDictionary {
    package func matches(
        automaton: ByteAutomaton, into ordinals: inout [TermOrdinal]
    ) throws(SegmentError) {
        var walk = ByteAutomatonWalk(automaton, longest: longest)
        defer { walk.states.deallocate() }
        try self.walk(&walk, in: 0..<TermOrdinal(termCount))
        ordinals.append(contentsOf: walk.found)
    }
}

/// A deterministic automaton on its walk over a dictionary.
private struct ByteAutomatonWalk: TermAutomaton {
    private let automaton: ByteAutomaton
    /// After each prefix of the term read last. Freed by the maker. Shape: [longest + 1].
    let states: UnsafeMutablePointer<UInt32>
    private var state: UInt32
    private(set) var found: [TermOrdinal] = []

    init(_ automaton: ByteAutomaton, longest: Int) {
        self.automaton = automaton
        states = .allocate(capacity: longest + 1)
        states[0] = automaton.startState
        state = automaton.startState
    }

    mutating func run(_ term: UnsafePointer<UInt8>, from depth: Int, count: Int) -> Int? {
        var state = states[depth]
        var at = depth
        return automaton.transitions.withUnsafeBufferPointer { transitions in
            while at < count && state != 0 {
                state = transitions[Int(state) &* 256 &+ Int(term[at])]
                at &+= 1
                states[at] = state
            }
            self.state = state
            return state == 0 ? at : nil
        }
    }

    mutating func accept(_ ordinal: TermOrdinal, _ term: UnsafePointer<UInt8>, count: Int) {
        if automaton.accepting[Int(state)] { found.append(ordinal) }
    }
}
