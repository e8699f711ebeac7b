import Primitives

/// Turns the text of a field into tokens: char filters rewrite it, a tokenizer cuts it, token
/// filters change what was cut.
///
/// The filters up to the first that needs context (synonyms, shingles, …) are a function of the
/// single token, and run once per distinct token of a vocabulary (`TokenMemo`); the others run
/// over the tokens of each value. An analyzer is a definition: immutable, shared by all threads;
/// what is remembered from token to token lives in the `Vocabulary`.
package final class Analyzer: Sendable {
    package let name: String
    /// The same in every process for the same definition and language data: two fields whose
    /// fingerprints agree have comparable terms.
    package let fingerprint: UInt64
    /// Positions left free between two values of one field.
    package let positionIncrementGap: Int
    /// Whether it was put together from components in settings or a request, rather than built in.
    package let isCustom: Bool
    /// The definition that `fingerprint` is a hash of, for people.
    package let definition: String

    let charFilters: [Component<any CharFilter>]
    let tokenizer: Component<any Tokenizer>
    let filters: [Component<any TokenFilter>]
    /// The context-free beginning of `filters`.
    let termFilters: [any TermFilter]
    /// The rest.
    let listFilters: [any TokenFilter]
    let memoEntryLimit: Int

    init(_ parts: AnalyzerParts, name: String, isCustom: Bool) throws(AnalysisError) {
        self.name = name
        self.isCustom = isCustom
        positionIncrementGap = parts.positionIncrementGap
        memoEntryLimit = parts.memoEntryLimit
        definition = parts.definition
        fingerprint = Analyzer.hash(parts.definition)
        charFilters = parts.charFilters
        tokenizer = parts.tokenizer
        filters = try parts.boundFilters()
        let split = filters.firstIndex { !($0.part is any TermFilter) } ?? filters.count
        termFilters = filters[..<split].compactMap { $0.part as? any TermFilter }
        listFilters = filters[split...].map(\.part)
    }

    /// The same analyzer with another bound on what a memo remembers; 0 runs every filter on every
    /// token.
    package func withMemoLimit(_ entries: Int) throws(AnalysisError) -> Analyzer {
        var parts = AnalyzerParts(tokenizer: tokenizer, definition: definition)
        parts.charFilters = charFilters
        parts.filters = filters
        parts.positionIncrementGap = positionIncrementGap
        parts.memoEntryLimit = entries
        return try Analyzer(parts, name: name, isCustom: isCustom)
    }

    private static func hash(_ definition: String) -> UInt64 {
        var text = "aisle analysis 1 " + definition
        return text.withUTF8 { Hash64.hash(UnsafeRawBufferPointer($0)) }
    }

    /// Appends the tokens of a text.
    /// - Parameters:
    ///   - text: UTF-8, up to `AnalysisLimits.textBytes`.
    ///   - basePosition: position of the first token.
    /// - Returns: the next free position, holes of dropped tokens at the end included.
    package func analyze(
        _ text: UnsafeRawBufferPointer, into tokens: TokenBuffer, basePosition: UInt32
    ) throws(AnalysisError) -> UInt32 {
        guard text.count <= AnalysisLimits.textBytes else {
            throw AnalysisError(
                .textTooLong(byteCount: text.count, limit: AnalysisLimits.textBytes), at: name)
        }
        return try tokens.vocabulary.state(of: self).analyze(text, tokens, basePosition)
    }
}

/// A component and how it is called.
package struct Component<Part: Sendable>: Sendable {
    package let name: String
    package let part: Part
}

/// What an analyzer is put together from.
struct AnalyzerParts {
    var charFilters: [Component<any CharFilter>] = []
    var tokenizer: Component<any Tokenizer>
    var filters: [Component<any TokenFilter>] = []
    var positionIncrementGap = AnalyzerParts.defaultPositionIncrementGap
    /// Canonical text of all components with their parameters.
    var definition: String
    var memoEntryLimit = AnalysisLimits.memoEntries

    static let defaultPositionIncrementGap = 100

    /// The filters, each told what comes before it.
    func boundFilters() throws(AnalysisError) -> [Component<any TokenFilter>] {
        var bound: [Component<any TokenFilter>] = []
        for filter in filters {
            let preceding = PrecedingChain(
                charFilters: charFilters, tokenizer: tokenizer, filters: bound)
            bound.append(Component(name: filter.name, part: try filter.part.bound(to: preceding)))
        }
        return bound
    }
}
