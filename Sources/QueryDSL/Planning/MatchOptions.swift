import JSON
import Schema

/// How a text is matched against a field, shared by `match`, `multi_match` and `query_string`.
struct MatchOptions: Sendable {
    enum Kind: Sendable, Equatable {
        case words
        case phrase
        /// A phrase whose last word is a beginning.
        case phrasePrefix
        /// Words, the last of them a beginning.
        case wordsPrefix
    }

    enum Operator: String, Sendable, CaseIterable { case and, or }
    enum ZeroTerms: String, Sendable, CaseIterable { case none, all }

    var kind = Kind.words
    var combining = Operator.or
    var minimumShouldMatch: MinimumShouldMatch?
    var fuzziness: Fuzziness?
    var prefixLength = 0
    var maxExpansions = 50
    var transpositions = true
    var slop = 0
    var analyzer: String?
    var isLenient = false
    var zeroTerms = ZeroTerms.none
    /// Multi-word synonyms match as phrases, else as all of their words.
    var synonymsAsPhrases = true

    static let parameters: [ClauseParameter] = [
        ClauseParameter("analyzer", "cuts the text, in place of the field's own"),
        ClauseParameter(
            "auto_generate_synonyms_phrase_query", "synonyms of several words match as phrases"),
        ClauseParameter("fuzziness", "edits a word may be away: 0, 1, 2, AUTO, AUTO:low,high"),
        ClauseParameter("fuzzy_rewrite", "every variant scores by its distance", .acceptedOnly),
        ClauseParameter("fuzzy_transpositions", "a swap of neighbours counts as one edit"),
        ClauseParameter("lenient", "a value that does not fit the field matches nothing"),
        ClauseParameter("max_expansions", "variants of a word that are searched"),
        ClauseParameter("minimum_should_match", "how many words must match"),
        ClauseParameter("operator", "or: any word matches; and: all of them"),
        ClauseParameter("prefix_length", "leading characters without edits"),
        ClauseParameter("query", "the text"),
        ClauseParameter("zero_terms_query", "what a text of stop words matches: none or all"),
    ]

    static func fuzziness(_ body: ClauseBody) throws(RequestError) -> Fuzziness? {
        guard let text = try body.text("fuzziness") else { return nil }
        guard let fuzziness = Fuzziness(text) else {
            throw body.illegal(
                "failed to parse [\(text)] as a \"auto:int,int\" or an edit distance of 0, 1 or 2",
                at: body.value("fuzziness"))
        }
        return fuzziness
    }

    static func minimum(_ body: ClauseBody) throws(RequestError) -> MinimumShouldMatch? {
        guard let text = try body.text("minimum_should_match") else { return nil }
        guard let minimum = MinimumShouldMatch(text) else {
            throw place(body, "minimum_should_match", text)
        }
        return minimum
    }

    private static func place(
        _ body: ClauseBody, _ key: StaticString, _ text: String
    ) -> RequestError {
        body.place.fault(
            .numberFormat, "For input string: \"\(text)\"", at: body.value(key) ?? body.node)
    }

    /// The text of `query`: any scalar, printed.
    static func query(_ body: ClauseBody) throws(RequestError) -> JSONValue {
        guard let node = body.value("query") else {
            throw body.fault("No text specified for text query")
        }
        guard node.scalarText != nil else { throw body.wrongToken("query", node) }
        return node.value
    }

    /// Reads what `match`, `match_bool_prefix` and `multi_match` share.
    mutating func read(_ body: ClauseBody) throws(RequestError) {
        analyzer = try body.text("analyzer")
        combining = try body.choice("operator", Operator.self) ?? combining
        minimumShouldMatch = try Self.minimum(body)
        fuzziness = try Self.fuzziness(body)
        slop = try body.count("slop") ?? slop
        prefixLength = try body.count("prefix_length") ?? prefixLength
        maxExpansions = try body.count("max_expansions", atLeast: 1) ?? maxExpansions
        transpositions = try body.flag("fuzzy_transpositions") ?? transpositions
        isLenient = try body.flag("lenient") ?? isLenient
        zeroTerms = try body.choice("zero_terms_query", ZeroTerms.self) ?? zeroTerms
        synonymsAsPhrases =
            try body.flag("auto_generate_synonyms_phrase_query") ?? synonymsAsPhrases
        guard maxExpansions <= QueryLimits.expansions else {
            throw body.illegal(
                "[\(body.clause)] max_expansions [\(maxExpansions)] is over "
                    + "[\(QueryLimits.expansions)]")
        }
    }
}
