import JSON
import Schema
import Search

/// `{"terms": {"brand": ["acme", "globex"]}}`
struct TermsClause: QueryClause, PlannableClause {
    static let name = "terms"
    static let summary = "documents with any of these values in a field"
    static let parameters: [ClauseParameter] = [
        ClauseParameter("value_type", "how values are written: default", .acceptedOnly)
    ]

    let field: String
    let values: [JSONValue]
    /// Where the values are read instead.
    let lookup: TermsLookup?

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let beside = ["_name", "boost", "value_type"]
        let field = try FieldBody(node, clause: name, beside: beside, place: place)
        if let kind = node["value_type"], kind.string != "default" {
            throw place.fault("[terms] value_type must be [default]", at: kind)
        }
        let own = try TermsClause.body(node, field: field.field, place)
        guard field.value.isArray else {
            guard field.value.isObject else {
                throw field.place.fault(
                    "[terms] query does not support [\(field.field)]", at: field.value)
            }
            let lookup = try TermsLookup(field.value, field.place)
            return ClauseNode(
                Self(field: field.field, values: [], lookup: lookup), boost: own.boost,
                name: own.name, node: node, place: field.place)
        }
        var values: [JSONValue] = []
        values.reserveCapacity(field.value.count)
        for element in field.value.elements {
            guard !element.isNull else {
                throw field.place.fault("No value specified for terms query", at: element)
            }
            guard element.scalarText != nil else {
                throw field.place.fault(
                    "[terms] query does not support values of type [\(element.token)]", at: element)
            }
            values.append(element.value)
        }
        return ClauseNode(
            Self(field: field.field, values: values, lookup: nil), boost: own.boost, name: own.name,
            node: node,
            place: field.place)
    }

    /// `boost` and `_name`, which stand beside the field.
    private static func body(
        _ node: JSONNode, field: String, _ place: RequestPlace
    ) throws(RequestError) -> (boost: Float, name: String?) {
        let known = parameters + [ClauseParameter(field, "")]
        let body = try ClauseBody(node, clause: name, known: known, place: place)
        return (try body.boost(), try body.queryName())
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        try context.count(1)
        let values = try lookup.map(context.values(of:)) ?? values
        let limit = context.settings.maxTermsCount
        guard values.count <= limit else {
            throw RequestError(
                .illegalArgument,
                "The number of terms [\(values.count)] used in the Terms Query request has "
                    + "exceeded the allowed maximum of [\(limit)]. This maximum can be set by "
                    + "changing the [index.max_terms_count] index level setting.")
        }
        if values.isEmpty {
            return MatchNoneQuery(reason: "No terms supplied for \"terms\" query.")
        }
        return ConstantScoreQuery(query: try context.anyOf(values, in: field, isSet: true))
    }
}
