import JSON
import Primitives
import Schema

/// Reads query clauses.
package enum QueryParser {
    /// Reads one clause: an object whose one key names it.
    package static func parse(
        _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) -> ClauseNode {
        guard node.isObject else {
            throw place.fault(
                "[_na] query malformed, must start with start_object", at: node)
        }
        guard place.depth < QueryLimits.depth else {
            throw place.fault(
                .illegalArgument,
                "The nested depth of the query exceeds the maximum nested depth for queries set in "
                    + "[indices.query.max_nested_depth]", at: node)
        }
        var members = node.members
        guard let member = members.next() else {
            throw place.fault(.illegalArgument, "query malformed, empty clause found", at: node)
        }
        let name = member.key
        guard member.value.isObject else {
            throw place.fault(
                "[\(name)] query malformed, no start_object after query name", at: member.value)
        }
        guard let clause = ClauseRegistry.clause(named: name) else {
            throw unknown(name, member.value, place)
        }
        if let second = members.next() {
            throw place.fault(
                "[\(name)] malformed query, expected [END_OBJECT] but found [FIELD_NAME] "
                    + "[\(second.key)]", at: second.value)
        }
        return try clause.parse(member.value, place.child(name).deeper)
    }

    private static func unknown(
        _ name: String, _ node: JSONNode, _ place: RequestPlace
    ) -> RequestError {
        let names = ClauseRegistry.all.map { $0.name }
        return place.fault(
            "unknown query [\(name)]" + Suggestion.phrase(for: name, among: names), at: node,
            suggestion: Suggestion.nearest(to: name, among: names))
    }

    /// Reads one clause, or a list of them.
    static func parseList(
        _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) -> [ClauseNode] {
        guard node.isArray else { return [try parse(node, place)] }
        var clauses: [ClauseNode] = []
        for (index, element) in node.elements.enumerated() {
            clauses.append(try parse(element, place.element(index)))
        }
        return clauses
    }

    /// Reads a clause that stands by itself: an alias's filter.
    package static func parse(_ document: JSONDocument) throws(RequestError) -> ClauseNode {
        try parse(document.root, RequestPlace(document: document))
    }
}
