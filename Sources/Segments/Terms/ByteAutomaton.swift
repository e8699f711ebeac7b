/// A deterministic automaton over the bytes of a term. State 0 is dead: nothing leaves it and it
/// accepts nothing.
package struct ByteAutomaton: Sendable {
    package let startState: UInt32
    /// The next state for `state * 256 + byte`. Shape: [states × 256].
    package let transitions: [UInt32]
    /// Shape: [states].
    package let accepting: [Bool]

    package init(startState: UInt32, transitions: [UInt32], accepting: [Bool]) {
        precondition(
            transitions.count == accepting.count * 256,
            "\(transitions.count) transitions for \(accepting.count) states")
        precondition(accepting.first == false, "state 0 of \(accepting.count) is not dead")
        precondition(
            transitions.allSatisfy { $0 < accepting.count } && startState < accepting.count,
            "a transition leads beyond \(accepting.count) states")
        self.startState = startState
        self.transitions = transitions
        self.accepting = accepting
    }

    package var stateCount: Int { accepting.count }
}
