/// How many optional clauses must match: `3`, `-2`, `75%`, `-25%`, `2<75%`, `2<-25% 9<-3`.
package struct MinimumShouldMatch: Sendable, Equatable {
    private enum Amount: Sendable, Equatable {
        case count(Int)
        case percent(Int)

        func of(_ clauses: Int) -> Int {
            switch self {
            case .count(let count): count < 0 ? clauses + count : count
            case .percent(let percent):
                percent < 0 ? clauses - clauses * -percent / 100 : clauses * percent / 100
            }
        }
    }

    /// Applies when there are more than `above` clauses; ascending.
    private struct Condition: Sendable, Equatable {
        let above: Int
        let amount: Amount
    }

    private let unconditional: Amount?
    private let conditions: [Condition]

    package init(count: Int) {
        unconditional = .count(count)
        conditions = []
    }

    /// nil when the text does not follow the grammar.
    package init?(_ text: String) {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\n" })
        guard !parts.isEmpty else { return nil }
        guard text.contains("<") else {
            guard parts.count == 1, let amount = Self.amount(parts[0]) else { return nil }
            unconditional = amount
            conditions = []
            return
        }
        var conditions: [Condition] = []
        let joined = Self.joinedAroundMark(text)
        for part in joined.split(separator: " ") {
            let sides = part.split(separator: "<", omittingEmptySubsequences: false)
            guard sides.count == 2, let above = Int(sides[0]), let amount = Self.amount(sides[1])
            else { return nil }
            conditions.append(Condition(above: above, amount: amount))
        }
        unconditional = nil
        self.conditions = conditions
    }

    /// How many of `clauses` optional clauses must match: 0 or more. More than there are means that
    /// nothing can match.
    ///
    /// With conditions the last one whose bound is below `clauses` holds; at or below the smallest
    /// bound all clauses must match.
    package func required(of clauses: Int) -> Int {
        let amount: Amount
        if let unconditional {
            amount = unconditional
        } else {
            var chosen = Amount.count(clauses)
            for condition in conditions {
                if clauses <= condition.above { break }
                chosen = condition.amount
            }
            amount = chosen
        }
        return max(0, amount.of(clauses))
    }

    /// As `required`, but nil for 0: without required clauses one of the optional ones must match.
    package func demanded(of clauses: Int) -> Int? {
        let required = required(of: clauses)
        return required == 0 ? nil : required
    }

    private static func amount(_ text: Substring) -> Amount? {
        if text.last == "%" { return Int(text.dropLast()).map(Amount.percent) }
        return Int(text).map(Amount.count)
    }

    /// Blanks around `<` do not separate conditions.
    private static func joinedAroundMark(_ text: String) -> String {
        var output = ""
        var pendingBlank = false
        for character in text {
            if character == " " || character == "\t" || character == "\n" {
                pendingBlank = !output.isEmpty && output.last != "<"
                continue
            }
            if pendingBlank, character != "<" { output.append(" ") }
            pendingBlank = false
            output.append(character)
        }
        return output
    }
}
