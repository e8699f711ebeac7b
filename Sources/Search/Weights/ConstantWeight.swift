import Segments

/// Matches found without scoring; the boost is the score of each.
final class ConstantWeight: Weight {
    private let context: SearchContext
    private let name: () -> String
    /// Nil when scores are not needed.
    private let score: Float?
    private let matches: (Leaf) throws -> (any Scorer)?
    private let count: (Leaf) throws -> Int?

    /// - Parameters:
    ///   - name: what explanations call it.
    ///   - matches: the score-free scorer of a leaf.
    ///   - count: live matches of a leaf if they are known beforehand.
    init(
        _ context: SearchContext, name: @autoclosure @escaping () -> String, score: Float?,
        count: @escaping (Leaf) throws -> Int? = { _ in nil },
        matches: @escaping (Leaf) throws -> (any Scorer)?
    ) {
        self.context = context
        self.name = name
        self.score = score
        self.matches = matches
        self.count = count
    }

    func makeScorer(_ leaf: Leaf) throws -> (any Scorer)? {
        guard let scorer = try matches(leaf) else { return nil }
        guard let score else { return scorer }
        return ConstantScorer(scorer, score: score)
    }

    func exactCount(_ leaf: Leaf) throws -> Int? { try count(leaf) }

    func explain(_ doc: DocID, in leaf: Leaf) throws -> Explanation {
        let name = context.named(self.name())
        guard try self.score(of: doc, in: leaf) != nil else {
            return .noMatch("\(name) doesn't match id \(doc)")
        }
        let value = score ?? 0
        return .match(value, value == 1 ? name : "\(name)^\(value)")
    }
}

extension Weight {
    /// The score of one document, or nil when it does not match.
    func score(of doc: DocID, in leaf: Leaf) throws -> Float? {
        guard let scorer = try makeScorer(leaf) else { return nil }
        let block = DocBlock()
        block.docs[0] = doc
        block.scores[0] = 0
        block.count = 1
        scorer.skip(to: doc)
        try scorer.retain(block)
        return block.count == 0 ? nil : Float(block.scores[0])
    }
}

extension SearchContext {
    /// A description with field names in place of `#number`.
    func named(_ description: String) -> String {
        var output = ""
        var rest = Substring(description)
        while let mark = rest.firstIndex(of: "#") {
            output += rest[..<mark]
            let after = rest[rest.index(after: mark)...]
            let digits = after.prefix { $0.isASCII && $0.isNumber }
            if let number = FieldNumber(digits), let field = snapshot.fields[number] {
                output += field.name
                rest = after[digits.endIndex...]
            } else {
                output += "#"
                rest = after
            }
        }
        return output + rest
    }
}
