import JSON
import Schema
import Search
import Segments

/// `{"exists": {"field": "brand"}}`
struct ExistsClause: QueryClause, PlannableClause {
    static let name = "exists"
    static let summary = "documents with any value in a field, or in any field of an object"
    static let parameters: [ClauseParameter] = [
        ClauseParameter("field", "a field, an object, or a pattern with *")
    ]

    let field: String

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let body = try ClauseBody(node, clause: name, known: parameters, place: place)
        guard let field = try body.text("field") else {
            throw body.fault("[exists] must be provided with a [field]")
        }
        return try body.finish(Self(field: field))
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        var fields: [FieldNumber] = []
        switch field {
        case "_id", "_index", "_seq_no", "_version", "_source":
            return ConstantScoreQuery(query: MatchAllQuery())
        case "_routing": fields = [ReservedField.routing]
        case "_ignored": fields = [ReservedField.ignored]
        default:
            let named =
                context.mapping.isObject(field)
                ? context.mapping.fields(under: field) : context.mapping.fields(matching: field)
            let seen = named.filter {
                $0.nestedPath == context.nestedPath && $0.isSearchable
            }
            if context.nestedPath != nil, let blind = seen.first(where: \.hasNameAlone) {
                throw RequestError(
                    .queryShard,
                    "failed to create query: [exists] inside [nested] needs norms or doc_values, "
                        + "and [\(blind.path)] has neither")
            }
            fields = seen.map(\.number)
        }
        try context.count(fields.count)
        let queries = fields.map { ExistsQuery(field: $0) }
        guard let first = queries.first else {
            return MatchNoneQuery(reason: "No field [\(field)] in the mapping")
        }
        return ConstantScoreQuery(
            query: queries.count == 1 ? first : BooleanQuery(should: queries))
    }
}
