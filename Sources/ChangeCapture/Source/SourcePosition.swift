/// How far a source has been followed.
///
/// `sequence` grows with the source's commit order (outbox sequence, log sequence number).
/// `incarnation` names the history it counts in: after a restored backup, a promoted replica or a
/// recreated outbox it is another one, and positions of the two cannot be compared.
package struct SourcePosition: Sendable, Hashable, CustomStringConvertible {
    package let incarnation: String
    package let sequence: UInt64

    package init(incarnation: String, sequence: UInt64) {
        self.incarnation = incarnation
        self.sequence = sequence
    }

    /// `SEQUENCE@INCARNATION`, as shown, stored and given as `min_position`.
    package var description: String { "\(sequence)@\(incarnation)" }

    /// Nil for a text that is no position.
    package init?(_ text: String) {
        guard let at = text.firstIndex(of: "@"), let sequence = UInt64(text[..<at]) else {
            return nil
        }
        self.init(
            incarnation: String(text[text.index(after: at)...]), sequence: sequence)
    }

    /// Whether everything up to `other` lies behind this position.
    package func covers(_ other: SourcePosition) -> Bool {
        incarnation == other.incarnation && sequence >= other.sequence
    }
}
