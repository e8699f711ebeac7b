/// The bounds of what one request may ask.
package enum QueryLimits {
    /// Term, range and pattern clauses of one query (`indices.query.bool.max_clause_count`).
    package static let clauses = 1024
    /// Clauses inside one another (`indices.query.bool.max_nested_depth`).
    package static let depth = 20
    /// Values of one `terms` clause unless `index.max_terms_count` says otherwise.
    package static let terms = 65_536
    /// Characters of one regular expression unless `index.max_regex_length` says otherwise.
    package static let regexpCharacters = 1000
    /// Characters of one wildcard pattern.
    package static let wildcardCharacters = 8192
    /// States a regular expression may compile to when the clause does not say.
    package static let automatonStates = 10_000
    /// Terms a fuzzy or prefix expansion may reach.
    package static let expansions = 10_000
    /// Sort keys of one search.
    package static let sortKeys = 64
    /// Paths through the tokens of one text that end as separate queries.
    package static let tokenPaths = 64
    /// Fields one multi-field clause may reach (`indices.query.query_string.max_fields`).
    package static let fields = 1024
    /// Characters of one `query_string`.
    package static let queryStringCharacters = 32_000
    /// Groups inside one another in a `query_string`.
    package static let queryStringDepth = 100
    /// Named queries of one search.
    package static let namedQueries = 1024
    /// Functions of one `function_score`.
    package static let functions = 1024
}
