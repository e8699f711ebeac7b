/// Reads Lucene's regular expressions: `| ? * + {n,m} . [a-z] [^a] ( ) "literal" # @ <n-m> \`.
///
/// Anchored at both ends. Complement (`~`) and intersection (`&`) are refused by name.
struct RegexpParser {
    /// Nesting of groups.
    private static let maximumDepth = 250
    /// Largest bound of a repetition and widest numeric interval.
    private static let maximumCount = 1000

    private let scalars: [Unicode.Scalar]
    private let ignoresCase: Bool
    private var at = 0
    private var depth = 0

    init(_ pattern: [UInt8], ignoringCase: Bool) {
        scalars = Array(String(decoding: pattern, as: UTF8.self).unicodeScalars)
        ignoresCase = ignoringCase
    }

    mutating func parse() throws(SearchError) -> TermPattern {
        if scalars.isEmpty { return .empty }
        let pattern = try union()
        if at < scalars.count { throw failure("end-of-string expected at position \(at)") }
        return pattern
    }

    private func failure(_ reason: String) -> SearchError { SearchError(.invalid, reason) }

    private var next: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        if next != scalar { return false }
        at += 1
        return true
    }

    private mutating func union() throws(SearchError) -> TermPattern {
        depth += 1
        if depth > RegexpParser.maximumDepth { throw failure("groups are nested too deeply") }
        defer { depth -= 1 }
        var parts = [try concatenation()]
        while take("|") { parts.append(try concatenation()) }
        return parts.count == 1 ? parts[0] : .alternatives(parts)
    }

    private mutating func concatenation() throws(SearchError) -> TermPattern {
        var parts: [TermPattern] = []
        while let scalar = next, scalar != "|", scalar != ")" { parts.append(try repetition()) }
        return parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func repetition() throws(SearchError) -> TermPattern {
        var pattern = try atom()
        while let scalar = next {
            switch scalar {
            case "?": pattern = .repeated(pattern, minimum: 0, maximum: 1)
            case "*": pattern = .repeated(pattern, minimum: 0, maximum: nil)
            case "+": pattern = .repeated(pattern, minimum: 1, maximum: nil)
            case "{":
                pattern = try counted(pattern)
                continue
            default: return pattern
            }
            at += 1
        }
        return pattern
    }

    /// `{n}`, `{n,}` or `{n,m}`.
    private mutating func counted(_ pattern: TermPattern) throws(SearchError) -> TermPattern {
        at += 1
        let minimum = try number()
        var maximum: Int? = minimum
        if take(",") { maximum = next == "}" ? nil : try number() }
        if !take("}") { throw failure("expected '}' at position \(at)") }
        if let maximum, maximum < minimum { throw failure("invalid repetition range") }
        return .repeated(pattern, minimum: minimum, maximum: maximum)
    }

    private mutating func number() throws(SearchError) -> Int {
        var value = 0
        let start = at
        while let scalar = next,
            let digit = scalar.properties.numericType == .decimal
                ? Int(String(scalar)) : nil
        {
            value = value * 10 + digit
            if value > RegexpParser.maximumCount { throw failure("number too large") }
            at += 1
        }
        if at == start { throw failure("integer expected at position \(at)") }
        return value
    }

    private mutating func atom() throws(SearchError) -> TermPattern {
        guard let scalar = next else { throw failure("unexpected end of the expression") }
        at += 1
        switch scalar {
        case ".": return .anyScalar
        case "@": return .anything
        case "#": return .nothing
        case "(":
            if take(")") { return .empty }
            let inner = try union()
            if !take(")") { throw failure("expected ')' at position \(at)") }
            return inner
        case "[": return try characterClass()
        case "\"": return try quoted()
        case "<": return try interval()
        case "~", "&": throw failure("the operator '\(scalar)' is not supported")
        case "\\":
            guard let literal = next else { throw failure("unexpected end of the expression") }
            at += 1
            return RegexpParser.shorthand(literal)
                ?? .scalar(literal, ignoringCase: ignoresCase)
        default: return .scalar(scalar, ignoringCase: ignoresCase)
        }
    }

    /// `\d`, `\w`, `\s` and their complements.
    private static func shorthand(_ scalar: Unicode.Scalar) -> TermPattern? {
        let digits: [ClosedRange<UInt32>] = [0x30...0x39]
        let words: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
        let spaces: [ClosedRange<UInt32>] = [0x09...0x0A, 0x0D...0x0D, 0x20...0x20]
        switch scalar {
        case "d": return .scalars(digits)
        case "D": return .scalars(complement(digits))
        case "w": return .scalars(words)
        case "W": return .scalars(complement(words))
        case "s": return .scalars(spaces)
        case "S": return .scalars(complement(spaces))
        default: return nil
        }
    }

    private static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var rest: [ClosedRange<UInt32>] = []
        var start: UInt32 = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > start { rest.append(start...(range.lowerBound - 1)) }
            start = max(start, range.upperBound + 1)
        }
        if start <= 0x10_FFFF { rest.append(start...0x10_FFFF) }
        return rest
    }

    private mutating func characterClass() throws(SearchError) -> TermPattern {
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        repeat {
            let first = try classScalar()
            if take("-") {
                let last = try classScalar()
                if last.value < first.value { throw failure("invalid character range") }
                ranges.append(first.value...last.value)
            } else {
                guard
                    case .scalars(let forms) = TermPattern.scalar(
                        first, ignoringCase: ignoresCase)
                else { continue }
                ranges += forms
            }
        } while next != nil && next != "]"
        if !take("]") { throw failure("expected ']' at position \(at)") }
        return .scalars(isNegated ? RegexpParser.complement(ranges) : ranges)
    }

    private mutating func classScalar() throws(SearchError) -> Unicode.Scalar {
        if next == "\\" { at += 1 }
        guard let scalar = next else { throw failure("unexpected end of the expression") }
        at += 1
        return scalar
    }

    private mutating func quoted() throws(SearchError) -> TermPattern {
        var parts: [TermPattern] = []
        while let scalar = next, scalar != "\"" {
            parts.append(.scalar(scalar, ignoringCase: ignoresCase))
            at += 1
        }
        if !take("\"") { throw failure("expected '\"' at position \(at)") }
        return .sequence(parts)
    }

    /// `<n-m>`: the numbers between two, without leading zeros.
    private mutating func interval() throws(SearchError) -> TermPattern {
        let first = try number()
        if !take("-") { throw failure("interval syntax error at position \(at)") }
        let last = try number()
        if !take(">") { throw failure("expected '>' at position \(at)") }
        let range = min(first, last)...max(first, last)
        return .alternatives(
            range.map {
                .sequence(String($0).unicodeScalars.map { .scalar($0, ignoringCase: false) })
            })
    }
}
