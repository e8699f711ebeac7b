import JSON
import Primitives

/// The parameters of one field's definition: checked against its type's table, in the order given.
package struct FieldParameters: Sendable, Equatable {
    package static func == (left: FieldParameters, right: FieldParameters) -> Bool {
        left.path == right.path && left.given == right.given
    }

    /// Full path of the field, for messages.
    let path: String
    private let table: [MappingParameter]
    private var given: JSONObject

    /// Checks `members` of a definition (without `type`, `fields`, `properties`, `copy_to`).
    init(
        _ members: JSONObject, of typeName: String, table: [MappingParameter], path: String
    ) throws(MappingError) {
        var given = JSONObject()
        var unknown: [String] = []
        for (name, value) in members {
            guard let parameter = table.first(where: { $0.name == name }) else {
                unknown.append("[\(name) : \(Self.preview(value))]")
                continue
            }
            // What is the case anyway may be said.
            guard parameter.handling != .refused || parameter.isDefault(value) else {
                throw Self.refused(parameter, value, typeName, path)
            }
            if value.isNull, name == "null_value" { continue }
            guard let kept = parameter.normalized(value) else {
                throw Self.wrongShape(parameter, value, path)
            }
            given[name] = kept
        }
        guard unknown.isEmpty else {
            throw Self.unknown(unknown, members.keys, table, path)
        }
        self.path = path
        self.table = table
        self.given = given
    }

    private static func unknown(
        _ list: [String], _ names: [String], _ table: [MappingParameter], _ path: String
    ) -> MappingError {
        let known = table.map(\.name)
        let suggestion = names.filter { !known.contains($0) }
            .compactMap { Suggestion.nearest(to: $0, among: known) }.first
        return MappingError(
            .mapperParsing,
            "Mapping definition for [\(leaf(path))] has unsupported parameters:  "
                + list.joined(separator: " ") + (suggestion.map { " did you mean [\($0)]?" } ?? ""),
            at: path, suggestion: suggestion)
    }

    private static func refused(
        _ parameter: MappingParameter, _ value: JSONValue, _ typeName: String, _ path: String
    ) -> MappingError {
        MappingError(
            .mapperParsing,
            "Mapping definition for [\(leaf(path))] has unsupported parameters:  "
                + "[\(parameter.name) : \(preview(value))]: \(parameter.summary)", at: path)
    }

    private static func wrongShape(
        _ parameter: MappingParameter, _ value: JSONValue, _ path: String
    ) -> MappingError {
        let place = "[\(parameter.name)] on field [\(path)]"
        let text = preview(value)
        let reason =
            switch parameter.shape {
            case .boolean:
                "Could not convert \(place) to boolean: Failed to parse value [\(text)] as only "
                    + "[true] or [false] are allowed."
            case .integer(let minimum):
                "Parameter \(place) must be an integer of at least \(minimum), but was [\(text)]"
            case .number: "Parameter \(place) must be a number, but was [\(text)]"
            case .choice(let names):
                "Unknown value [\(text)] for \(place) - accepted values are "
                    + "[\(names.joined(separator: ", "))]"
            case .text, .scalar, .names, .object:
                "Parameter \(place) cannot be [\(text)]"
            }
        return MappingError(.mapperParsing, reason, at: path)
    }

    static func leaf(_ path: String) -> String {
        path.split(separator: ".").last.map(String.init) ?? path
    }

    /// A value as the messages of a Java server print it.
    static func preview(_ value: JSONValue) -> String {
        value.string ?? JavaText.text(value)
    }

    /// The value given, or the type's default.
    func value(_ name: String) -> JSONValue {
        given[name] ?? table.first { $0.name == name }?.defaultValue ?? .null
    }

    func isGiven(_ name: String) -> Bool { given[name] != nil }

    func boolean(_ name: String) -> Bool { value(name).boolean ?? false }

    func integer(_ name: String) -> Int? { value(name).integer.map(Int.init) }

    func double(_ name: String) -> Double? { value(name).double }

    func text(_ name: String) -> String? { value(name).string }

    /// A scalar parameter as given; nil when absent.
    func scalar(_ name: String) -> JSONValue? {
        let value = value(name)
        return value.isNull ? Optional.none : .some(value)
    }

    /// As if `coerce` had been given as false.
    var withoutCoercion: FieldParameters {
        var copy = self
        if table.contains(where: { $0.name == "coerce" }) { copy.given["coerce"] = false }
        return copy
    }

    /// What GET shows: the given parameters less those equal to their defaults.
    func echo(into object: inout JSONObject) {
        for (name, value) in given {
            guard let parameter = table.first(where: { $0.name == name }) else { continue }
            if value == parameter.defaultValue, !parameter.echoesDefault { continue }
            object[name] = value
        }
    }

    /// The parameters of `update` when it may take the place of these.
    func merging(_ update: FieldParameters) throws(MappingError) -> FieldParameters {
        var conflicts: [String] = []
        for parameter in table where !parameter.isUpdatable {
            let old = value(parameter.name)
            let new = update.value(parameter.name)
            if old != new {
                conflicts.append(
                    "Cannot update parameter [\(parameter.name)] from "
                        + "[\(Self.preview(old))] to [\(Self.preview(new))]")
            }
        }
        guard conflicts.isEmpty else {
            throw MappingError(
                .illegalArgument,
                "Mapper for [\(path)] conflicts with existing mapper:\n\t"
                    + conflicts.joined(separator: "\n\t"), at: path)
        }
        return update
    }
}
