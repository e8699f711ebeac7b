import JSON
import Schema
import Search

/// `rescore`: a second query over the best hits.
package struct RescoreSpec: Sendable {
    let window: Int
    let query: ClauseNode
    let queryWeight: Float
    let rescoreWeight: Float
    let mode: Rescoring.Mode

    private static let parameters: [ClauseParameter] = [
        "query_weight", "rescore_query", "rescore_query_weight", "score_mode",
    ].map { ClauseParameter($0, "") }

    static func parse(
        _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) -> [RescoreSpec] {
        var specs: [RescoreSpec] = []
        for element in node.isArray ? Array(node.elements) : [node] {
            specs.append(try RescoreSpec(element, place))
        }
        return specs
    }

    private init(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) {
        guard node.isObject else {
            throw place.fault("rescore doesn't support [\(node.token)]", at: node)
        }
        var window = 10
        var body: ClauseBody?
        for member in node.members {
            switch member.key {
            case "window_size":
                window = try SearchRequest.count(member.value, "window_size", place)
            case "query":
                body = try ClauseBody(
                    member.value, clause: "query", known: Self.parameters,
                    place: place.child("query"))
            default:
                throw place.fault(
                    "rescore doesn't support rescorer [\(member.key)]: only [query]",
                    at: member.value)
            }
        }
        guard let body else { throw place.fault("missing rescore type", at: node) }
        self.window = window
        query = try QueryParser.parse(
            try body.required("rescore_query"), body.place.child("rescore_query"))
        queryWeight = try body.float("query_weight") ?? 1
        rescoreWeight = try body.float("rescore_query_weight") ?? 1
        mode = try body.choice("score_mode", Rescoring.Mode.self) ?? .total
    }

    func plan(_ context: PlanContext) throws(RequestError) -> Rescoring {
        let limit =
            context.settings.integer("max_rescore_window") ?? context.settings.maxResultWindow
        guard window <= limit else {
            throw RequestError(
                .illegalArgument,
                "Rescore window [\(window)] is too large. It must be less than [\(limit)]. This "
                    + "prevents allocating massive heaps for storing the results to be rescored. "
                    + "This limit can be set by changing the [index.max_rescore_window] index "
                    + "level setting.")
        }
        return Rescoring(
            query: try query.plan(context), window: window, queryWeight: queryWeight,
            rescoreWeight: rescoreWeight, mode: mode)
    }
}
