/// Reads the forgiving syntax of `simple_query_string`: `+` and, `|` or, `-` not, `"phrase"~2`,
/// `word*`, `word~1`, `( )`. What makes no sense is passed over.
struct SimpleQueryParser {
    enum Operator: String, Sendable, CaseIterable {
        case all, none, and, or, not, prefix, phrase, precedence, escape, whitespace, fuzzy, near
        case slop
    }

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0
    private let operators: Set<Operator>
    private let combining: MatchOptions.Operator

    /// - Parameter operators: nil is all of them.
    static func parse(
        _ text: String, operators: Set<Operator>?, combining: MatchOptions.Operator
    ) -> QueryStringNode {
        var parser = SimpleQueryParser(text, operators, combining)
        return parser.sequence()
    }

    private init(
        _ text: String, _ operators: Set<Operator>?, _ combining: MatchOptions.Operator
    ) {
        bytes = Array(text.utf8)
        self.operators = operators ?? Set(Operator.allCases)
        self.combining = combining
    }

    private func isOn(_ name: Operator) -> Bool { operators.contains(name) }

    /// Clauses from left to right; a change of operator closes what came before into one clause.
    private mutating func sequence() -> QueryStringNode {
        var top: QueryStringNode?
        var topOperator: MatchOptions.Operator?
        var explicit: MatchOptions.Operator?
        var negations = 0
        depth += 1
        defer { depth -= 1 }
        while position < bytes.count {
            switch Unicode.Scalar(bytes[position]) {
            case " ", "\t", "\n",
                "\r" where isOn(.whitespace):
                position += 1
                continue
            case ")" where isOn(.precedence) && depth > 1: return top ?? .nothing
            case "+" where isOn(.and): explicit = explicit ?? .and
            case "|" where isOn(.or): explicit = explicit ?? .or
            case "-" where isOn(.not):
                negations += 1
                position += 1
                continue
            default:
                guard var node = operand() else { continue }
                if negations % 2 == 1 {
                    node = .boolean([
                        .init(occurrence: .mustNot, node: node),
                        .init(occurrence: .should, node: .all),
                    ])
                }
                negations = 0
                Self.add(node, explicit ?? combining, to: &top, &topOperator)
                explicit = nil
                continue
            }
            position += 1
        }
        return top ?? .nothing
    }

    private static func add(
        _ node: QueryStringNode, _ combining: MatchOptions.Operator,
        to top: inout QueryStringNode?, _ topOperator: inout MatchOptions.Operator?
    ) {
        guard let before = top else {
            top = node
            return
        }
        let occurrence: QueryStringNode.Occurrence = combining == .and ? .must : .should
        let clause = QueryStringNode.Clause(occurrence: occurrence, node: node)
        if topOperator == combining, case .boolean(let clauses) = before {
            top = .boolean(clauses + [clause])
        } else {
            top = .boolean([.init(occurrence: occurrence, node: before), clause])
        }
        topOperator = combining
    }

    private mutating func operand() -> QueryStringNode? {
        if bytes[position] == UInt8(ascii: "("), isOn(.precedence) {
            position += 1
            guard depth < QueryLimits.queryStringDepth else { return nil }
            let node = sequence()
            if position < bytes.count { position += 1 }
            return node == .nothing ? nil : node
        }
        if bytes[position] == UInt8(ascii: ")"), isOn(.precedence) {
            position += 1
            return nil
        }
        if bytes[position] == UInt8(ascii: "\""), isOn(.phrase), let phrase = phrase() {
            return phrase
        }
        return word()
    }

    /// nil, and nothing consumed but the quote, when it is never closed.
    private mutating func phrase() -> QueryStringNode? {
        var text: [UInt8] = []
        var at = position + 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            if bytes[at] == UInt8(ascii: "\\"), isOn(.escape), at + 1 < bytes.count { at += 1 }
            text.append(bytes[at])
            at += 1
        }
        guard at < bytes.count else {
            position += 1
            return nil
        }
        position = at + 1
        let slop = isOn(.near) || isOn(.slop) ? tilde() : nil
        let words = String(decoding: text, as: UTF8.self)
        return words.isEmpty ? nil : .phrase(words, slop: slop.map { Int($0) ?? 0 })
    }

    /// The digits after `~`, empty when there are none; nil when there is no `~`.
    private mutating func tilde() -> String? {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "~") else { return nil }
        position += 1
        var digits: [UInt8] = []
        while position < bytes.count, (48...57).contains(bytes[position]), digits.count < 3 {
            digits.append(bytes[position])
            position += 1
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private mutating func word() -> QueryStringNode? {
        var text: [UInt8] = []
        var isPrefix = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\\"), isOn(.escape), position + 1 < bytes.count {
                text.append(bytes[position + 1])
                position += 2
                isPrefix = false
                continue
            }
            if ends(byte) { break }
            if byte == UInt8(ascii: "~"), isOn(.fuzzy), !text.isEmpty {
                let edits = tilde() ?? ""
                return .fuzzy(
                    String(decoding: text, as: UTF8.self), edits: edits.isEmpty ? nil : edits)
            }
            isPrefix = byte == UInt8(ascii: "*") && isOn(.prefix)
            text.append(byte)
            position += 1
        }
        guard !text.isEmpty else {
            position += position < bytes.count ? 1 : 0
            return nil
        }
        guard isPrefix, text.count > 1 else {
            return .text(String(decoding: text, as: UTF8.self))
        }
        let prefix = WildcardPattern.escaped(text.dropLast().map { $0 })
        return .wildcard(String(decoding: prefix + [UInt8(ascii: "*")], as: UTF8.self))
    }

    private func ends(_ byte: UInt8) -> Bool {
        switch Unicode.Scalar(byte) {
        case " ", "\t", "\n", "\r": isOn(.whitespace)
        case "(", ")": isOn(.precedence)
        case "+": isOn(.and)
        case "|": isOn(.or)
        case "\"": isOn(.phrase)
        default: false
        }
    }
}
