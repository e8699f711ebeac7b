import JSON

/// The body of a clause whose one key is a field: `{"price": {"gte": 5}}`, or with a short form
/// `{"brand": "acme"}`.
struct FieldBody {
    let field: String
    /// What stands under the field.
    let value: JSONNode
    let place: RequestPlace

    /// - Parameter beside: keys that may stand next to the field, as `boost` does in `terms`.
    init(
        _ node: JSONNode, clause: String, beside: [String] = [], place: RequestPlace
    ) throws(RequestError) {
        var found: (field: String, value: JSONNode)?
        for member in node.members {
            let key = member.key
            if beside.contains(key) { continue }
            if let found {
                throw place.fault(
                    "[\(clause)] query doesn't support multiple fields, found [\(found.field)] "
                        + "and [\(key)]", at: member.value)
            }
            found = (key, member.value)
        }
        guard let found else {
            throw place.fault(
                .illegalArgument, "[\(clause)] query requires a field name", at: node)
        }
        guard !found.field.isEmpty else {
            throw place.fault(.illegalArgument, "field name is null or empty", at: node)
        }
        field = found.field
        value = found.value
        self.place = place.child(found.field)
    }
}
