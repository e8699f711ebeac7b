import Analysis
import JSON
import Schema
import Search
import Segments

/// `{"combined_fields": {"query": "red shoes", "fields": ["title^2", "brand"]}}`
struct CombinedFieldsClause: QueryClause, PlannableClause {
    static let name = "combined_fields"
    static let summary = "documents with words in several fields, scored as if these were one"
    static let parameters: [ClauseParameter] = [
        ClauseParameter(
            "auto_generate_synonyms_phrase_query", "words are searched one by one", .acceptedOnly),
        ClauseParameter(
            "fields", "text fields of one analyzer, each with a weight from 1: title^2"),
        ClauseParameter("minimum_should_match", "how many words must match"),
        ClauseParameter("operator", "or: any word matches; and: all of them"),
        ClauseParameter("query", "the text"),
        ClauseParameter("zero_terms_query", "what a text of stop words matches: none or all"),
    ]

    let value: JSONValue
    let fields: FieldSelection
    let options: MatchOptions

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let body = try ClauseBody(node, clause: name, known: parameters, place: place)
        var options = MatchOptions()
        try options.read(body)
        let list = try body.required("fields")
        let fields = try FieldSelection(list, clause: name, place: place.child("fields"))
        if let low = fields.entries.first(where: { $0.boost < 1 }) {
            throw body.illegal(
                "[combined_fields] requires field boosts to be >= 1.0, but [\(low.pattern)] has "
                    + "[\(low.boost)]", at: list)
        }
        return try body.finish(
            Self(value: MatchOptions.query(body), fields: fields, options: options))
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        var found: [(field: MappedField, weight: Float)] = []
        for match in try fields.resolve(context) {
            guard case .mapped(let field) = FieldTarget(match.field, context) else { continue }
            guard field.isText else {
                if match.isFromPattern { continue }
                throw RequestError(
                    .queryShard,
                    "failed to create query: Field [\(field.path)] of type [\(field.typeName)] "
                        + "does not support [combined_fields] queries")
            }
            try context.requireSearchable(field)
            found.append((field, match.boost))
        }
        guard let first = found.first else { return MatchNoneQuery(reason: "no mapped field") }
        let analyzers = Set(found.map { $0.field.searchAnalyzer?.fingerprint ?? 0 })
        guard analyzers.count == 1 else {
            throw RequestError(
                .queryShard,
                "failed to create query: All fields in [combined_fields] query must have the same "
                    + "search analyzer")
        }
        let analyzer = try context.analyzer(named: nil, or: first.field.searchAnalyzer)
        let tokens = try context.tokens(of: PlanContext.text(value), by: analyzer)
        try context.count(tokens.count * found.count)
        return query(tokens, found)
    }

    private func query(
        _ tokens: [QueryToken], _ found: [(field: MappedField, weight: Float)]
    ) -> any Query {
        guard !tokens.isEmpty else {
            return options.zeroTerms == .all ? MatchAllQuery() : MatchNoneQuery()
        }
        let fields = found.map { (field: $0.field.number, weight: $0.weight) }
        let places = TokenGraph.places(tokens)
        let required =
            options.combining == .and
            ? places.count : options.minimumShouldMatch?.required(of: places.count) ?? 1
        if places.allSatisfy({ $0.terms.count == 1 }) {
            return CombinedFieldsQuery(
                fields: fields, terms: places.map { $0.terms[0] },
                minimumShouldMatch: max(1, required))
        }
        let words = places.map { place in
            CombinedFieldsQuery(fields: fields, terms: place.terms, minimumShouldMatch: 1)
        }
        return BooleanQuery(should: words, minimumShouldMatch: max(1, required))
    }
}
