import JSON
import Schema

/// How the leaves of a query string are matched.
struct QueryStringOptions: Sendable {
    var fields: FieldSelection?
    var defaultField: String?
    var analyzer: String?
    var combining = MatchOptions.Operator.or
    var allowsLeadingWildcard = true
    var analyzesWildcards = false
    var fuzziness = Fuzziness.automatic
    var fuzzyMaxExpansions = 50
    var fuzzyPrefixLength = 0
    var fuzzyTranspositions = true
    var phraseSlop = 0
    var isLenient: Bool?
    var minimumShouldMatch: MinimumShouldMatch?
    var quoteFieldSuffix: String?
    var tieBreaker: Float?
    var kind = MultiMatchClause.Kind.bestFields
    var zone = TimeZoneRules.utc
    var synonymsAsPhrases = true

    static let parameters: [ClauseParameter] = [
        ClauseParameter("analyze_wildcard", "patterns are normalized", .acceptedOnly),
        ClauseParameter("analyzer", "cuts the texts, in place of the fields' own"),
        ClauseParameter(
            "auto_generate_synonyms_phrase_query", "synonyms of several words match as phrases"),
        ClauseParameter("default_operator", "or: any word matches; and: all of them"),
        ClauseParameter("fields", "names and patterns, each with a boost: title^3"),
        ClauseParameter("fuzzy_max_expansions", "variants of a fuzzy word that are searched"),
        ClauseParameter("fuzzy_prefix_length", "leading characters without edits"),
        ClauseParameter("fuzzy_transpositions", "a swap of neighbours counts as one edit"),
        ClauseParameter("lenient", "a value that does not fit a field matches nothing"),
        ClauseParameter("minimum_should_match", "how many optional parts must match"),
        ClauseParameter("query", "the text"),
        ClauseParameter("quote_field_suffix", "phrases are searched in the fields of this ending"),
    ]

    /// Reads what both clauses share.
    mutating func read(_ body: ClauseBody) throws(RequestError) {
        if let node = body.value("fields") {
            fields = try FieldSelection(
                node, clause: body.clause, place: body.place.child("fields"))
        }
        analyzer = try body.text("analyzer")
        analyzesWildcards = try body.flag("analyze_wildcard") ?? false
        combining = try body.choice("default_operator", MatchOptions.Operator.self) ?? .or
        fuzzyMaxExpansions = try body.count("fuzzy_max_expansions", atLeast: 1) ?? 50
        fuzzyPrefixLength = try body.count("fuzzy_prefix_length") ?? 0
        fuzzyTranspositions = try body.flag("fuzzy_transpositions") ?? true
        isLenient = try body.flag("lenient")
        minimumShouldMatch = try MatchOptions.minimum(body)
        quoteFieldSuffix = try body.text("quote_field_suffix")
        synonymsAsPhrases = try body.flag("auto_generate_synonyms_phrase_query") ?? true
    }

    static func query(_ body: ClauseBody) throws(RequestError) -> String {
        guard let text = try body.text("query") else {
            throw body.fault("[\(body.clause)] must be provided with a [query]")
        }
        guard text.utf8.count <= QueryLimits.queryStringCharacters else {
            throw body.illegal(
                "Query string length exceeds max allowed length "
                    + "\(QueryLimits.queryStringCharacters) "
                    + "(search.query.max_query_string_length); actual length: \(text.utf8.count)")
        }
        return text
    }
}
