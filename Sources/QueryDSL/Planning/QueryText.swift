import Analysis
import Schema

/// One token of an analysed query text.
struct QueryToken: Equatable {
    let term: [UInt8]
    /// Ascending; tokens of one position are alternatives.
    let position: Int
    /// Positions it stands for: more than 1 in a graph of multi-word synonyms.
    let positionLength: Int
}

extension PlanContext {
    /// The tokens of a query text.
    ///
    /// A text goes to several fields in a row, most of which share their analyzer.
    func tokens(of text: String, by analyzer: Analyzer) throws(RequestError) -> [QueryToken] {
        if let last = lastTokens, last.analyzer === analyzer, last.text == text {
            return last.tokens
        }
        let tokens = try analyse(text, by: analyzer)
        lastTokens = (analyzer, text, tokens)
        return tokens
    }

    private func analyse(
        _ text: String, by analyzer: Analyzer
    ) throws(RequestError) -> [QueryToken] {
        do throws(AnalysisError) {
            return try mapping.analyzers.registry.analyze(text, by: analyzer, Self.tokens(in:))
        } catch {
            throw RequestError(.illegalArgument, error.description)
        }
    }

    private static func tokens(in buffer: TokenBuffer) -> [QueryToken] {
        var tokens: [QueryToken] = []
        tokens.reserveCapacity(buffer.count)
        for index in 0..<buffer.count {
            let token = QueryToken(
                term: Array(buffer.vocabulary.term(buffer.termIDs[index])),
                position: Int(buffer.positions[index]),
                positionLength: max(1, Int(buffer.positionLengths[index])))
            if !tokens.contains(token) { tokens.append(token) }
        }
        return tokens
    }

    /// Whether a text field's analyzer makes small letters of capitals, so that patterns must too.
    func foldsCase(_ field: MappedField?) throws(RequestError) -> Bool {
        guard let analyzer = field?.searchAnalyzer else { return false }
        return try tokens(of: "Q", by: analyzer).first?.term == [UInt8(ascii: "q")]
    }

    /// The analyzer a query names, or the field's own.
    func analyzer(named name: String?, or own: Analyzer?) throws(RequestError) -> Analyzer {
        let registry = mapping.analyzers.registry
        if let name {
            if let analyzer = registry.analyzer(named: name) { return analyzer }
            let suggestion = registry.suggestion(forAnalyzer: name)
            throw RequestError(
                .queryShard,
                "[match] analyzer [\(name)] not found"
                    + (suggestion.map { ", did you mean [\($0)]?" } ?? ""), suggestion: suggestion)
        }
        if let own { return own }
        guard let standard = registry.analyzer(named: "standard") else {
            throw RequestError(.queryShard, "analyzer [standard] not found")
        }
        return standard
    }
}
