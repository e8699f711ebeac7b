import JSON
import Primitives
import Schema
import Search

/// The parameters of one aggregation, read by name with OpenSearch's messages.
package struct AggregationBody {
    package let node: JSONNode
    /// Of the aggregation in the request.
    package let name: String
    package let parsing: any AggregationParsing
    let typeName: String
    /// The nested path of the documents it sees; nil for root documents.
    let nestedPath: String?

    /// Refuses keys the type does not have.
    init(
        _ node: JSONNode, type: any Aggregation.Type, name: String, nestedPath: String?,
        parsing: any AggregationParsing
    ) throws {
        self.node = node
        self.name = name
        self.parsing = parsing
        self.nestedPath = nestedPath
        typeName = type.name
        if type.hasQueryBody { return }
        for member in node.members where !type.parameters.contains(member.key) {
            throw failure(
                "[\(typeName)] unknown field [\(member.key)]"
                    + Suggestion.phrase(for: member.key, among: type.parameters),
                at: member.keyNode)
        }
    }

    /// A content error that begins with the place, as OpenSearch's do.
    func failure(_ reason: String, at place: JSONNode? = nil) -> AggregationError {
        guard let position = parsing.position(of: place ?? node) else {
            return AggregationError(.contentParsing, reason)
        }
        return AggregationError(
            .contentParsing, "[\(position.line):\(position.column)] \(reason)", at: position)
    }

    func illegal(_ reason: String) -> AggregationError {
        AggregationError(.illegalArgument, reason)
    }

    private func unreadable(_ key: String, _ value: JSONNode) -> AggregationError {
        failure("[\(typeName)] failed to parse field [\(key)]", at: value)
    }

    private func wrongToken(_ key: String, _ value: JSONNode) -> AggregationError {
        failure(
            "[\(typeName)] \(key) doesn't support values of type: "
                + AggregationParser.token(value), at: value)
    }

    /// A parameter that is given and not null.
    func value(_ key: StaticString) -> JSONNode? {
        guard let value = node[key], !value.isNull else { return nil }
        return value
    }

    func string(_ key: StaticString) throws -> String? {
        guard let value = value(key) else { return nil }
        switch value.kind {
        case .string: return value.string
        case .integer, .unsignedInteger, .double, .boolean: return value.value.serialized()
        default: throw wrongToken(key.description, value)
        }
    }

    func integer(_ key: StaticString) throws -> Int64? {
        guard let value = value(key) else { return nil }
        if let number = value.integer { return number }
        if let text = value.string, let number = Int64(text) { return number }
        if let number = value.double, number.magnitude < 0x1p62 { return Int64(number) }
        throw value.isObject || value.isArray
            ? wrongToken(key.description, value) : unreadable(key.description, value)
    }

    func double(_ key: StaticString) throws -> Double? {
        guard let value = value(key) else { return nil }
        if let number = value.double { return number }
        if let text = value.string, let number = Double(text) { return number }
        throw value.isObject || value.isArray
            ? wrongToken(key.description, value) : unreadable(key.description, value)
    }

    func boolean(_ key: StaticString) throws -> Bool? {
        guard let value = value(key) else { return nil }
        if let flag = value.boolean { return flag }
        switch value.string {
        case "true": return true
        case "false": return false
        default: throw unreadable(key.description, value)
        }
    }

    func object(_ key: StaticString) throws -> JSONNode? {
        guard let value = value(key) else { return nil }
        guard value.isObject else { throw wrongToken(key.description, value) }
        return value
    }

    func array(_ key: StaticString) throws -> JSONNode? {
        guard let value = value(key) else { return nil }
        guard value.isArray else { throw wrongToken(key.description, value) }
        return value
    }

    /// A whole number of at least `minimum`; `label` is OpenSearch's own spelling in the message.
    func count(
        _ key: StaticString, label: String, atLeast minimum: Int64
    ) throws -> Int64? {
        guard let number = try integer(key) else { return nil }
        if number < minimum {
            let rule =
                minimum == 0
                ? "greater than or equal to 0" : "greater than \(minimum - 1)"
            throw illegal("[\(label)] must be \(rule). Found [\(number)] in [\(name)]")
        }
        return number
    }

    /// A query over the documents this aggregation sees: root documents or nested objects.
    func query(_ clause: JSONNode) throws -> any Query {
        try parsing.query(clause, inside: nestedPath)
    }

    func dateFormat() throws -> DateFormat? {
        guard let pattern = try string("format") else { return nil }
        guard let format = DateFormat(pattern) else {
            throw illegal("Invalid format: [\(pattern)]: Unknown pattern letter")
        }
        return format
    }

    func timeZone() throws -> TimeZoneRules? {
        guard let value = value("time_zone") else { return nil }
        if let hours = value.integer {
            return TimeZoneRules(identifier: "", offsetSeconds: Int(hours) * 3600)
        }
        let name = value.string ?? ""
        guard let zone = TimeZoneRules(named: name) else {
            throw illegal("Unknown time-zone ID: \(name)")
        }
        return zone
    }
}
