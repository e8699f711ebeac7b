/// Reads Lucene's classic query syntax, such as
/// `title:(red OR blue) +brand:acme "wool socks"~2 price:[10 TO 50]`.
///
/// Words next to each other without an operator between are one text, analysed together. AND binds
/// its two neighbours without precedence over OR, as the original does: it makes both required.
struct QueryStringParser {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0
    private let combining: MatchOptions.Operator

    struct Fault: Error {
        let reason: String
    }

    private enum Conjunction { case none, and, or }
    private enum Modifier { case none, required, prohibited }

    private init(_ text: String, _ combining: MatchOptions.Operator) {
        bytes = Array(text.utf8)
        self.combining = combining
    }

    static func parse(
        _ text: String, combining: MatchOptions.Operator
    ) throws(Fault) -> QueryStringNode {
        var parser = QueryStringParser(text, combining)
        let node = try parser.query()
        parser.skipBlanks()
        guard parser.position == parser.bytes.count else { throw parser.unexpected() }
        return node
    }

    private func unexpected() -> Fault {
        guard position < bytes.count else {
            return Fault(reason: "Encountered \"<EOF>\" at line 1, column \(position).")
        }
        let found = String(
            decoding: bytes[position..<min(position + 1, bytes.count)], as: UTF8.self)
        return Fault(reason: "Encountered \"\(found)\" at line 1, column \(position).")
    }

    // MARK: Clauses

    private mutating func query() throws(Fault) -> QueryStringNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= QueryLimits.queryStringDepth else {
            throw Fault(
                reason: "more than \(QueryLimits.queryStringDepth) groups inside one another")
        }
        var clauses: [QueryStringNode.Clause] = []
        while true {
            skipBlanks()
            guard position < bytes.count, bytes[position] != UInt8(ascii: ")") else { break }
            let conjunction = conjunction()
            if conjunction != .none, clauses.isEmpty { throw unexpected() }
            let modifier = modifier()
            let node = try clause()
            add(node, conjunction, modifier, to: &clauses)
        }
        if clauses.isEmpty { return .nothing }
        if clauses.count == 1, clauses[0].occurrence != .mustNot { return clauses[0].node }
        return .boolean(clauses)
    }

    private func add(
        _ node: QueryStringNode, _ conjunction: Conjunction, _ modifier: Modifier,
        to clauses: inout [QueryStringNode.Clause]
    ) {
        if let last = clauses.last, last.occurrence != .mustNot {
            if conjunction == .and { clauses[clauses.count - 1].occurrence = .must }
            if conjunction == .or, combining == .and {
                clauses[clauses.count - 1].occurrence = .should
            }
        }
        let isRequired =
            combining == .or
            ? modifier == .required || conjunction == .and && modifier != .prohibited
            : modifier == .required || conjunction != .or && modifier != .prohibited
        let occurrence: QueryStringNode.Occurrence =
            modifier == .prohibited ? .mustNot : isRequired ? .must : .should
        clauses.append(.init(occurrence: occurrence, node: node))
    }

    private mutating func conjunction() -> Conjunction {
        if takeWord("AND") || takeWord("&&") { return .and }
        if takeWord("OR") || takeWord("||") { return .or }
        return .none
    }

    private mutating func modifier() -> Modifier {
        skipBlanks()
        guard position < bytes.count else { return .none }
        if takeWord("NOT") {
            skipBlanks()
            return .prohibited
        }
        let byte = bytes[position]
        guard [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "!")].contains(byte) else {
            return .none
        }
        position += 1
        skipBlanks()
        return byte == UInt8(ascii: "+") ? .required : .prohibited
    }

    private mutating func clause() throws(Fault) -> QueryStringNode {
        skipBlanks()
        guard position < bytes.count else { throw unexpected() }
        if let field = try fieldName() {
            skipBlanks()
            if field == "_exists_" {
                guard case .text(let name) = try primary() else { throw unexpected() }
                return .exists(name)
            }
            let node = try primary()
            if field == "*", node == .wildcard("*") { return .all }
            return try boosted(.field(field, node))
        }
        return try boosted(try primary())
    }

    /// A name and its colon; the position stays when there is none.
    private mutating func fieldName() throws(Fault) -> String? {
        let start = position
        guard let (name, _) = try term(), position < bytes.count,
            bytes[position] == UInt8(ascii: ":")
        else {
            position = start
            return nil
        }
        position += 1
        return Self.unescaped(name)
    }

    private mutating func primary() throws(Fault) -> QueryStringNode {
        guard position < bytes.count else { throw unexpected() }
        switch bytes[position] {
        case UInt8(ascii: "("): return try group()
        case UInt8(ascii: "\""): return try phrase()
        case UInt8(ascii: "["), UInt8(ascii: "{"): return try range()
        case UInt8(ascii: "/"): return .regexp(try delimited(by: UInt8(ascii: "/")))
        case UInt8(ascii: "<"), UInt8(ascii: ">"): return try comparison()
        default: return try words()
        }
    }

    private mutating func group() throws(Fault) -> QueryStringNode {
        position += 1
        let node = try query()
        skipBlanks()
        guard position < bytes.count, bytes[position] == UInt8(ascii: ")") else {
            throw unexpected()
        }
        position += 1
        return node
    }

    private mutating func phrase() throws(Fault) -> QueryStringNode {
        let text = Self.unescaped(try delimited(by: UInt8(ascii: "\"")))
        guard let number = try suffix(UInt8(ascii: "~")) else { return .phrase(text, slop: nil) }
        return .phrase(text, slop: Double(number).map { Int($0) })
    }

    /// The raw text up to the next unescaped delimiter.
    private mutating func delimited(by delimiter: UInt8) throws(Fault) -> String {
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != delimiter {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position < bytes.count else {
            position = bytes.count
            throw unexpected()
        }
        position += 1
        return String(decoding: bytes[start..<position - 1], as: UTF8.self)
    }

    // MARK: Words

    private mutating func words() throws(Fault) -> QueryStringNode {
        guard let (first, hasWildcard) = try term() else { throw unexpected() }
        if hasWildcard { return .wildcard(first) }
        if let edits = try suffix(UInt8(ascii: "~")) {
            return .fuzzy(Self.unescaped(first), edits: edits.isEmpty ? nil : edits)
        }
        var text = Self.unescaped(first)
        while true {
            let before = position
            skipBlanks()
            guard position > before, !isOperator(), let (word, isPattern) = try term(), !isPattern,
                position == bytes.count || !isTermEnd(bytes[position])
            else {
                position = before
                return .text(text)
            }
            text += " " + Self.unescaped(word)
        }
    }

    /// What makes the word before it more than a part of a text.
    private func isTermEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ":") || byte == UInt8(ascii: "^") || byte == UInt8(ascii: "~")
    }

    private func isOperator() -> Bool {
        guard position < bytes.count else { return true }
        for word in ["AND", "OR", "NOT", "&&", "||"] where isWord(word) { return true }
        return [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "!")].contains(bytes[position])
    }

    /// A run of term characters, still escaped, and whether it has `*` or `?`.
    private mutating func term() throws(Fault) -> (text: String, hasWildcard: Bool)? {
        let start = position
        var hasWildcard = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\\") {
                guard position + 1 < bytes.count else {
                    throw Fault(reason: "Term can not end with escape character.")
                }
                position += 2
                continue
            }
            if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") { hasWildcard = true }
            if Self.endsTerm(byte, isFirst: position == start) { break }
            position += 1
        }
        guard position > start else { return nil }
        return (String(decoding: bytes[start..<position], as: UTF8.self), hasWildcard)
    }

    private static func endsTerm(_ byte: UInt8, isFirst: Bool) -> Bool {
        switch Unicode.Scalar(byte) {
        case " ", "\t", "\n", "\r", "(", ")", ":", "^", "[", "]", "\"", "{", "}", "~", "/": true
        case "+", "-", "!": isFirst
        default: false
        }
    }

    /// The number after `~` or `^`; empty when the mark stands alone, nil when there is no mark.
    private mutating func suffix(_ mark: UInt8) throws(Fault) -> String? {
        guard position < bytes.count, bytes[position] == mark else { return nil }
        position += 1
        let start = position
        while position < bytes.count, (48...57).contains(bytes[position]) || bytes[position] == 46 {
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func boosted(_ node: QueryStringNode) throws(Fault) -> QueryStringNode {
        guard let number = try suffix(UInt8(ascii: "^")) else { return node }
        guard let boost = Float(number), boost.isFinite else { throw unexpected() }
        return .boost(node, boost)
    }

    // MARK: Ranges

    private mutating func range() throws(Fault) -> QueryStringNode {
        let includesLower = bytes[position] == UInt8(ascii: "[")
        position += 1
        let lower = try rangeEnd()
        guard takeWord("TO") else { throw unexpected() }
        let upper = try rangeEnd()
        skipBlanks()
        guard position < bytes.count,
            bytes[position] == UInt8(ascii: "]") || bytes[position] == UInt8(ascii: "}")
        else { throw unexpected() }
        let includesUpper = bytes[position] == UInt8(ascii: "]")
        position += 1
        return .range(
            lower: .init(text: lower, isInclusive: includesLower),
            upper: .init(text: upper, isInclusive: includesUpper))
    }

    /// A quoted text, or everything up to a blank or a bracket; nil for `*`.
    private mutating func rangeEnd() throws(Fault) -> String? {
        skipBlanks()
        guard position < bytes.count else { throw unexpected() }
        if bytes[position] == UInt8(ascii: "\"") {
            return Self.unescaped(try delimited(by: UInt8(ascii: "\"")))
        }
        let start = position
        while position < bytes.count, bytes[position] > 32, bytes[position] != UInt8(ascii: "]"),
            bytes[position] != UInt8(ascii: "}")
        {
            position += 1
        }
        guard position > start else { throw unexpected() }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        return text == "*" ? nil : Self.unescaped(text)
    }

    /// `>=10`, `<5`
    private mutating func comparison() throws(Fault) -> QueryStringNode {
        let isLess = bytes[position] == UInt8(ascii: "<")
        position += 1
        var isInclusive = false
        if position < bytes.count, bytes[position] == UInt8(ascii: "=") {
            isInclusive = true
            position += 1
        }
        skipBlanks()
        var text: String
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            text = Self.unescaped(try delimited(by: UInt8(ascii: "\"")))
        } else {
            let sign = position < bytes.count && bytes[position] == UInt8(ascii: "-")
            if sign { position += 1 }
            guard let (word, _) = try term() else { throw unexpected() }
            text = (sign ? "-" : "") + Self.unescaped(word)
        }
        let end = QueryStringNode.End(text: text, isInclusive: isInclusive)
        let open = QueryStringNode.End(text: nil, isInclusive: true)
        return isLess ? .range(lower: open, upper: end) : .range(lower: end, upper: open)
    }

    // MARK: Characters

    private mutating func skipBlanks() {
        while position < bytes.count, [32, 9, 10, 13].contains(bytes[position]) { position += 1 }
        if position + 2 < bytes.count, bytes[position] == 0xE3, bytes[position + 1] == 0x80,
            bytes[position + 2] == 0x80
        {
            position += 3
            skipBlanks()
        }
    }

    private func isWord(_ word: String) -> Bool {
        let wanted = Array(word.utf8)
        guard bytes[min(position, bytes.count)...].starts(with: wanted) else { return false }
        let end = position + wanted.count
        return end == bytes.count || Self.endsTerm(bytes[end], isFirst: true)
    }

    private mutating func takeWord(_ word: String) -> Bool {
        skipBlanks()
        guard isWord(word) else { return false }
        position += word.utf8.count
        return true
    }

    static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        var output: [UInt8] = []
        var isEscaped = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\\"), !isEscaped {
                isEscaped = true
                continue
            }
            isEscaped = false
            output.append(byte)
        }
        return String(decoding: output, as: UTF8.self)
    }
}
