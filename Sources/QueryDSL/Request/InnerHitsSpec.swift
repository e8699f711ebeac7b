import JSON
import Primitives
import Schema

/// `inner_hits` of a nested query or of `collapse`: what to show of the hits within a hit.
package struct InnerHitsSpec: Sendable {
    /// nil: the path or field it belongs to.
    package let name: String?
    package let request: SearchRequest

    private static let keys = [
        "_source", "collapse", "docvalue_fields", "explain", "fields", "from", "highlight",
        "ignore_unmapped", "name", "seq_no_primary_term", "size", "sort", "stored_fields",
        "track_scores", "version",
    ]
    /// Not shown of nested objects.
    private static let ofDocuments = ["explain", "fields", "highlight", "stored_fields"]

    /// - Parameter allowsCollapse: inside `collapse`, whose hits are documents.
    init(
        _ node: JSONNode, _ place: RequestPlace, allowsCollapse: Bool
    ) throws(RequestError) {
        guard node.isObject else {
            throw place.fault(
                .contentParsing, "[inner_hits] expected an object but found [\(node.token)]",
                at: node)
        }
        var request = SearchRequest()
        request.size = 3
        request.document = place.document
        var name: String?
        for member in node.members {
            let key = member.key
            let value = member.value
            guard Self.keys.contains(key), key != "collapse" || allowsCollapse else {
                throw place.fault(
                    .contentParsing,
                    "[inner_hits] unknown field [\(key)]"
                        + Suggestion.phrase(for: key, among: Self.keys), at: value)
            }
            if !allowsCollapse, Self.ofDocuments.contains(key) {
                throw place.fault(
                    "[\(key)] is not supported in [inner_hits] of a [nested] query", at: value)
            }
            switch key {
            case "name": name = value.scalarText
            case "ignore_unmapped": continue
            case "collapse":
                request.collapse = try CollapseSpec(value, place.child(key), isInner: true)
            default: try request.read(key, value, place.child(key))
            }
        }
        self.name = name
        self.request = request
    }

    /// Holds `index.max_inner_result_window`.
    func check(_ settings: IndexSettings, name: String) throws(RequestError) {
        let window = settings.integer("max_inner_result_window") ?? 100
        guard request.from + request.size <= window else {
            throw RequestError(
                .illegalArgument,
                "Inner result window is too large, the inner hit definition's [\(name)]'s from + "
                    + "size must be less than or equal to: [\(window)] but was "
                    + "[\(request.from + request.size)]. This limit can be set by changing the "
                    + "[index.max_inner_result_window] index level setting.")
        }
    }
}
