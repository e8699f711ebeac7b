/// How many edits a term may be away: `0`, `1`, `2`, `AUTO`, `AUTO:low,high`.
package enum Fuzziness: Sendable, Equatable {
    case edits(Int)
    /// No edit below `low` characters, one below `high`, two from there on.
    case auto(low: Int, high: Int)

    package static let automatic = Fuzziness.auto(low: 3, high: 6)

    /// nil when the text is neither a number nor a form of `AUTO`.
    package init?(_ text: String) {
        if text.uppercased() == "AUTO" {
            self = .automatic
            return
        }
        if text.uppercased().hasPrefix("AUTO:") {
            let bounds = text.dropFirst(5).split(separator: ",", omittingEmptySubsequences: false)
            guard bounds.count == 2, let low = Int(bounds[0]), let high = Int(bounds[1]),
                low >= 0, high >= low
            else { return nil }
            self = .auto(low: low, high: high)
            return
        }
        guard let number = Double(text), number >= 0, number <= 2, number == number.rounded() else {
            return nil
        }
        self = .edits(Int(number))
    }

    /// Edits allowed for an analysed term. `term` is UTF-8; its length counts in code points.
    package func maxEdits(for term: [UInt8]) -> Int {
        switch self {
        case .edits(let edits): return edits
        case .auto(let low, let high):
            let length = term.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
            return length < low ? 0 : length < high ? 1 : 2
        }
    }
}
