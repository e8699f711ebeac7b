import JSON
import Schema
import Search

/// `{"simple_query_string": {"query": "red +shoes -kids", "fields": ["title"]}}`
struct SimpleQueryStringClause: QueryClause, PlannableClause {
    static let name = "simple_query_string"
    static let summary = "documents that fit a query in a syntax without errors"
    static let parameters =
        QueryStringOptions.parameters + [
            ClauseParameter("flags", "the operators that are on, joined by |; ALL by default")
        ]

    let text: String
    let operators: Set<SimpleQueryParser.Operator>?
    let options: QueryStringOptions

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let body = try ClauseBody(node, clause: name, known: parameters, place: place)
        var options = QueryStringOptions()
        try options.read(body)
        options.tieBreaker = 1
        return try body.finish(
            Self(
                text: QueryStringOptions.query(body), operators: operators(body),
                options: options))
    }

    /// nil: all of them.
    private static func operators(
        _ body: ClauseBody
    ) throws(RequestError) -> Set<SimpleQueryParser.Operator>? {
        guard let text = try body.text("flags"), text != "-1" else { return nil }
        var names: Set<SimpleQueryParser.Operator> = []
        for part in text.split(separator: "|") {
            let name = String(part).lowercased()
            guard let flag = SimpleQueryParser.Operator(rawValue: name) else {
                throw body.illegal(
                    "Unknown simple_query_string flag [\(part)]", at: body.value("flags"))
            }
            names.insert(flag)
        }
        if names.contains(.all) { return nil }
        return names.contains(.none) ? [] : names
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        let node = SimpleQueryParser.parse(
            text, operators: operators, combining: options.combining)
        return try QueryStringPlanner(options, context).plan(node)
    }
}
