import Analysis
import JSON
import Schema
import Search
import Segments

/// A text looked for in several fields as if they were one: each word may be in any of them.
///
/// Fields are grouped by their analyzer; within a group the operator holds over words, and a word
/// scores by the field it fits best. Document frequencies stay those of each field: OpenSearch
/// blends them, so scores differ from its own while matches do not.
struct CrossFields {
    let context: PlanContext
    let options: MatchOptions
    let tieBreaker: Float

    private struct Group {
        let analyzer: UInt64
        var fields: [(field: MappedField, boost: Float)]
    }

    func plan(
        _ value: JSONValue, _ matches: [FieldSelection.Match]
    ) throws(RequestError) -> any Query {
        var groups: [Group] = []
        var queries: [any Query] = []
        for match in matches {
            guard case .mapped(let field) = FieldTarget(match.field, context), field.isText else {
                let query = try TextQueryBuilder(context: context, options: options)
                    .query(value, in: match.field)
                if !(query is MatchNoneQuery) {
                    queries.append(BoostQuery(query: query, boost: match.boost))
                }
                continue
            }
            let print = field.searchAnalyzer?.fingerprint ?? 0
            if let index = groups.firstIndex(where: { $0.analyzer == print }) {
                groups[index].fields.append((field, match.boost))
            } else {
                groups.append(Group(analyzer: print, fields: [(field, match.boost)]))
            }
        }
        for group in groups {
            if let query = try plan(PlanContext.text(value), group) { queries.append(query) }
        }
        guard let first = queries.first else {
            return options.zeroTerms == .all ? MatchAllQuery() : MatchNoneQuery()
        }
        return queries.count == 1
            ? first : DisjunctionMaxQuery(queries: queries, tieBreaker: tieBreaker)
    }

    private func plan(_ text: String, _ group: Group) throws(RequestError) -> (any Query)? {
        guard let first = group.fields.first else { return nil }
        let analyzer = try context.analyzer(
            named: options.analyzer, or: first.field.searchAnalyzer)
        let tokens = try context.tokens(of: text, by: analyzer)
        try context.count(tokens.count * group.fields.count)
        let words = TokenGraph.places(tokens).map { place in word(place.terms, group) }
        guard let only = words.first else { return nil }
        if words.count == 1 { return only }
        if options.combining == .and { return BooleanQuery(must: words) }
        return BooleanQuery(
            should: words, minimumShouldMatch: options.minimumShouldMatch?.demanded(of: words.count)
        )
    }

    private func word(_ terms: [[UInt8]], _ group: Group) -> any Query {
        var queries: [any Query] = []
        for (field, boost) in group.fields {
            let query: any Query =
                terms.count == 1
                ? TermQuery(field: field.number, term: terms[0])
                : SynonymQuery(field: field.number, terms: terms)
            queries.append(boost == 1 ? query : BoostQuery(query: query, boost: boost))
        }
        return queries.count == 1
            ? queries[0] : DisjunctionMaxQuery(queries: queries, tieBreaker: tieBreaker)
    }
}
