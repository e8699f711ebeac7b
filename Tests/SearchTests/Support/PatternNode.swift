import Primitives

/// A pattern of terms as a tree, with its spellings and a matcher that tries everything: the
/// brute-force twin of wildcards and regular expressions.
indirect enum PatternNode {
    case literal(Unicode.Scalar)
    case anyScalar
    case anything
    case nothing
    case empty
    case members([Unicode.Scalar], isNegated: Bool)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    case repeated(PatternNode, Int, Int?)
    case quoted([Unicode.Scalar])
    case interval(Int, Int)

    static let letters: [Unicode.Scalar] = ["a", "b", "B", "é", "É", "日", "😀", "1", "7", "-", "*"]

    // MARK: Spelling

    /// As Lucene's regular expressions write it.
    var regexp: String {
        switch self {
        case .literal(let scalar): return Self.escaped(scalar)
        case .anyScalar: return "."
        case .anything: return "@"
        case .nothing: return "#"
        case .empty: return "()"
        case .members(let scalars, let isNegated):
            return (isNegated ? "[^" : "[") + scalars.map(Self.escaped).joined() + "]"
        case .sequence(let parts): return parts.map(\.grouped).joined()
        case .alternatives(let parts): return parts.map(\.grouped).joined(separator: "|")
        case .repeated(let part, let least, let most):
            switch (least, most) {
            case (0, nil): return part.grouped + "*"
            case (1, nil): return part.grouped + "+"
            case (0, 1): return part.grouped + "?"
            case (_, nil): return part.grouped + "{\(least),}"
            case (_, let most?):
                return part.grouped + (least == most ? "{\(least)}" : "{\(least),\(most)}")
            }
        case .quoted(let scalars):
            return "\"" + String(String.UnicodeScalarView(scalars)) + "\""
        case .interval(let first, let last): return "<\(first)-\(last)>"
        }
    }

    private var grouped: String {
        switch self {
        case .sequence, .alternatives, .repeated: return "(" + regexp + ")"
        default: return regexp
        }
    }

    /// Of a sequence of literals, `anyScalar` and `anything`.
    var wildcard: String {
        switch self {
        case .literal(let scalar):
            return "*?\\".unicodeScalars.contains(scalar) ? "\\\(scalar)" : "\(scalar)"
        case .anyScalar: return "?"
        case .anything: return "*"
        case .sequence(let parts): return parts.map(\.wildcard).joined()
        default: preconditionFailure("\(self) has no wildcard")
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        ".?+*|{}[]()\"\\#@&<>~-^".unicodeScalars.contains(scalar) ? "\\\(scalar)" : "\(scalar)"
    }

    // MARK: Matching

    func matches(_ text: String, ignoringCase: Bool) -> Bool {
        let scalars = Array(text.unicodeScalars)
        return ends(scalars, [0], ignoringCase).contains(scalars.count)
    }

    /// Where a match may end that begins at one of `starts`.
    private func ends(
        _ text: [Unicode.Scalar], _ starts: Set<Int>, _ ignoringCase: Bool
    ) -> Set<Int> {
        switch self {
        case .empty: return starts
        case .nothing: return []
        case .anything:
            guard let first = starts.min() else { return [] }
            return Set(first...text.count)
        case .literal(let wanted):
            return step(text, starts) { Self.isSame($0, wanted, ignoringCase) }
        case .anyScalar: return step(text, starts) { _ in true }
        case .members(let scalars, let isNegated):
            return step(text, starts) { one in
                scalars.contains { Self.isSame(one, $0, ignoringCase) } != isNegated
            }
        case .sequence(let parts):
            return parts.reduce(starts) { $1.ends(text, $0, ignoringCase) }
        case .alternatives(let parts):
            return parts.reduce(into: []) { $0.formUnion($1.ends(text, starts, ignoringCase)) }
        case .repeated(let part, let least, let most):
            return repeated(part, least, most, text, starts, ignoringCase)
        case .quoted(let scalars):
            return PatternNode.sequence(scalars.map { .literal($0) })
                .ends(text, starts, ignoringCase)
        case .interval(let first, let last):
            let numbers = (min(first, last)...max(first, last)).map { number in
                PatternNode.quoted(Array("\(number)".unicodeScalars))
            }
            return PatternNode.alternatives(numbers).ends(text, starts, false)
        }
    }

    private func step(
        _ text: [Unicode.Scalar], _ starts: Set<Int>, _ fits: (Unicode.Scalar) -> Bool
    ) -> Set<Int> {
        Set(starts.filter { $0 < text.count && fits(text[$0]) }.map { $0 + 1 })
    }

    private func repeated(
        _ part: PatternNode, _ least: Int, _ most: Int?, _ text: [Unicode.Scalar],
        _ starts: Set<Int>, _ ignoringCase: Bool
    ) -> Set<Int> {
        var reached = starts
        for _ in 0..<least { reached = part.ends(text, reached, ignoringCase) }
        var found = reached
        for _ in 0..<((most ?? least + text.count) - least) {
            reached = part.ends(text, reached, ignoringCase)
            found.formUnion(reached)
        }
        return found
    }

    private static func isSame(
        _ one: Unicode.Scalar, _ other: Unicode.Scalar, _ ignoringCase: Bool
    ) -> Bool {
        one == other || ignoringCase && "\(one)".lowercased() == "\(other)".lowercased()
    }

    // MARK: Random trees

    static func randomWildcard(_ random: inout SeededGenerator) -> PatternNode {
        .sequence(
            (0..<(1 + random.below(4))).map { _ in
                switch random.below(4) {
                case 0: return .anyScalar
                case 1: return .anything
                default: return .literal(letter(&random))
                }
            })
    }

    static func random(depth: Int, _ random: inout SeededGenerator) -> PatternNode {
        guard depth > 0 else { return leaf(&random) }
        switch random.below(6) {
        case 0, 1: return .sequence(list(depth, &random))
        case 2: return .alternatives(list(depth, &random))
        case 3, 4:
            let least = random.below(3)
            let most = random.chance(0.5) ? nil : least + random.below(3)
            return .repeated(Self.random(depth: depth - 1, &random), least, most)
        default: return leaf(&random)
        }
    }

    private static func list(_ depth: Int, _ random: inout SeededGenerator) -> [PatternNode] {
        (0..<(1 + random.below(3))).map { _ in Self.random(depth: depth - 1, &random) }
    }

    private static func leaf(_ random: inout SeededGenerator) -> PatternNode {
        switch random.below(12) {
        case 0: return .anyScalar
        case 1: return .anything
        case 2: return random.chance(0.2) ? .nothing : .empty
        case 3, 4:
            return .members(
                (0..<(1 + random.below(3))).map { _ in letter(&random) },
                isNegated: random.chance(0.4))
        case 5: return .quoted((0..<random.below(3)).map { _ in letter(&random) })
        case 6: return .interval(random.below(12), random.below(40))
        default: return .literal(letter(&random))
        }
    }

    private static func letter(_ random: inout SeededGenerator) -> Unicode.Scalar {
        letters[random.below(letters.count)]
    }

    static func randomWord(_ random: inout SeededGenerator) -> String {
        let scalars = (0..<(1 + random.below(4))).map { _ in letter(&random) }
        return String(String.UnicodeScalarView(scalars))
    }
}
