import JSON
import Primitives
import Schema

/// The object of named parameters of one clause, read by name with OpenSearch's messages.
struct ClauseBody {
    let node: JSONNode
    /// Of the clause, as messages name it.
    let clause: String
    let place: RequestPlace

    /// Refuses keys beside `known`, `boost` and `_name`.
    init(
        _ node: JSONNode, clause: String, known: [ClauseParameter], place: RequestPlace
    ) throws(RequestError) {
        self.node = node
        self.clause = clause
        self.place = place
        guard node.isObject else {
            throw place.fault(
                "[\(clause)] query malformed, no start_object after query name", at: node)
        }
        for member in node.members {
            let key = member.key
            if known.contains(where: { $0.name == key }) || key == "boost" || key == "_name" {
                continue
            }
            let names = known.map(\.name) + ["_name", "boost"]
            throw place.fault(
                "[\(clause)] query does not support [\(key)]"
                    + Suggestion.phrase(for: key, among: names), at: member.value,
                suggestion: Suggestion.nearest(to: key, among: names))
        }
    }

    func fault(_ reason: String, at node: JSONNode? = nil) -> RequestError {
        place.fault(reason, at: node ?? self.node)
    }

    func illegal(_ reason: String, at node: JSONNode? = nil) -> RequestError {
        place.fault(.illegalArgument, reason, at: node ?? self.node)
    }

    func has(_ key: StaticString) -> Bool { node[key] != nil }

    /// A parameter given and not null.
    func value(_ key: StaticString) -> JSONNode? {
        guard let value = node[key], !value.isNull else { return nil }
        return value
    }

    /// Any scalar as text.
    func text(_ key: StaticString) throws(RequestError) -> String? {
        guard let value = value(key) else { return nil }
        guard let text = value.scalarText else { throw wrongToken(key, value) }
        return text
    }

    func required(_ key: StaticString) throws(RequestError) -> JSONNode {
        guard let value = value(key) else {
            throw fault("[\(clause)] requires '\(key)' field")
        }
        return value
    }

    func integer(_ key: StaticString) throws(RequestError) -> Int? {
        guard let value = value(key) else { return nil }
        if let number = value.integer { return Int(number) }
        if let number = value.double, number.magnitude < 0x1p53 { return Int(number) }
        guard let text = value.scalarText else { throw wrongToken(key, value) }
        guard let number = Int(text) else {
            throw place.fault(.numberFormat, "For input string: \"\(text)\"", at: value)
        }
        return number
    }

    /// A whole number from 0 on.
    func count(_ key: StaticString, atLeast minimum: Int = 0) throws(RequestError) -> Int? {
        guard let number = try integer(key) else { return nil }
        guard number >= minimum else {
            throw illegal(
                "[\(clause)] requires \(key) to be at least [\(minimum)] but was [\(number)]")
        }
        return number
    }

    func float(_ key: StaticString) throws(RequestError) -> Float? {
        guard let value = value(key) else { return nil }
        guard let text = value.scalarText else { throw wrongToken(key, value) }
        guard let number = Float(text), number.isFinite else {
            throw place.fault(.numberFormat, "For input string: \"\(text)\"", at: value)
        }
        return number
    }

    func double(_ key: StaticString) throws(RequestError) -> Double? {
        guard let value = value(key) else { return nil }
        guard let text = value.scalarText else { throw wrongToken(key, value) }
        guard let number = Double(text), number.isFinite else {
            throw place.fault(.numberFormat, "For input string: \"\(text)\"", at: value)
        }
        return number
    }

    func flag(_ key: StaticString) throws(RequestError) -> Bool? {
        guard let value = value(key) else { return nil }
        switch value.scalarText {
        case "true": return true
        case "false": return false
        default:
            let text = value.scalarText ?? value.token
            throw illegal(
                "Failed to parse value [\(text)] as only [true] or [false] are allowed.", at: value)
        }
    }

    /// One of several names.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: StaticString, _ type: Choice.Type, fold: Bool = true
    ) throws(RequestError) -> Choice? where Choice.RawValue == String {
        guard let text = try text(key) else { return nil }
        if let choice = Choice(rawValue: fold ? text.lowercased() : text) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        throw fault(
            "[\(clause)] query does not support [\(key)] value [\(text)]; it takes "
                + names.joined(separator: ", ") + Suggestion.phrase(for: text, among: names),
            at: value(key))
    }

    func wrongToken(_ key: StaticString, _ value: JSONNode) -> RequestError {
        fault("[\(clause)] unknown token [\(value.token)] after [\(key)]", at: value)
    }

    /// `boost`, 1 when absent.
    func boost() throws(RequestError) -> Float {
        guard let boost = try float("boost") else { return 1 }
        guard boost >= 0 else {
            throw illegal(
                "negative [boost] are not allowed in [\(clause)], use a value between 0 and 1 to "
                    + "deboost", at: value("boost"))
        }
        return boost
    }

    func queryName() throws(RequestError) -> String? { try text("_name") }

    /// The clause with this body's `boost` and `_name`.
    func finish(_ query: any PlannableClause) throws(RequestError) -> ClauseNode {
        ClauseNode(
            query, boost: try boost(), name: try queryName(), node: node, place: place)
    }
}
