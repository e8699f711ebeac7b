import JSON
import Primitives

/// One field as a mapping declares it: the source of what GET shows and of what is compiled.
struct FieldDefinition: Sendable, Equatable {
    static func == (left: FieldDefinition, right: FieldDefinition) -> Bool {
        left.path == right.path && left.typeName == right.typeName
            && left.parameters == right.parameters && left.copyTargets == right.copyTargets
            && left.subfields == right.subfields
    }

    let path: String
    let typeName: String
    let type: any FieldType.Type
    var parameters: FieldParameters
    var copyTargets: [String]
    /// Multi-fields, in the order given.
    var subfields: [FieldDefinition]

    init(_ object: JSONObject, type: any FieldType.Type, path: String) throws(MappingError) {
        var members = object
        members.remove("type")
        copyTargets = try Self.copyTargets(members.remove("copy_to"), path)
        subfields = try Self.subfields(members.remove("fields"), of: path)
        parameters = try FieldParameters(
            members, of: type.name, table: type.parameters, path: path)
        self.path = path
        self.type = type
        typeName = type.name
    }

    private static func copyTargets(
        _ value: JSONValue?, _ path: String
    ) throws(MappingError) -> [String] {
        guard let value, !value.isNull else { return [] }
        let names = value.array ?? [value]
        let targets = names.compactMap(\.string)
        guard targets.count == names.count, targets.allSatisfy({ !$0.isEmpty }) else {
            throw MappingError(
                .mapperParsing, "copy_to on field [\(path)] must be a name or a list of names",
                at: path)
        }
        return targets
    }

    private static func subfields(
        _ value: JSONValue?, of path: String
    ) throws(MappingError) -> [FieldDefinition] {
        guard let value, !value.isNull, value.array?.isEmpty != true else { return [] }
        guard let members = value.object else {
            throw MappingError(
                .mapperParsing,
                "expected map for property [fields] on field [\(path)] or [fields] but got a "
                    + value.kindName, at: path)
        }
        var subfields: [FieldDefinition] = []
        for (name, definition) in members {
            subfields.append(try subfield(name, definition, of: path))
        }
        return subfields
    }

    private static func subfield(
        _ name: String, _ definition: JSONValue, of path: String
    ) throws(MappingError) -> FieldDefinition {
        guard !name.contains(".") else {
            throw MappingError(
                .mapperParsing,
                "Field name [\(name)] which is a multi field of [\(path)] cannot contain '.'",
                at: path)
        }
        guard !name.isEmpty else {
            throw MappingError(.illegalArgument, "name cannot be empty string", at: path)
        }
        let full = path + "." + name
        guard let object = definition.object, let typeName = object["type"]?.string else {
            throw MappingError(
                .mapperParsing, "no type specified for property [\(name)]", at: full)
        }
        guard typeName != "object", typeName != "nested" else {
            throw MappingError(
                .mapperParsing, "Type [\(typeName)] cannot be used in multi field", at: full)
        }
        for key in ["fields", "copy_to"] where object[key] != nil {
            throw MappingError(
                .mapperParsing,
                key == "fields"
                    ? "Cannot set [fields] in a multi field [\(full)]"
                    : "copy_to in multi fields is not allowed. Found the copy_to in field "
                        + "[\(full)] which is within a multi field.", at: full)
        }
        return try FieldDefinition(object, type: type(named: typeName, at: full), path: full)
    }

    static func type(
        named name: String, at path: String
    ) throws(MappingError) -> any FieldType.Type {
        if let type = FieldTypeRegistry.type(named: name) { return type }
        let suggestion = Suggestion.nearest(to: name, among: FieldTypeRegistry.names)
        throw MappingError(
            .mapperParsing,
            "No handler for type [\(name)] declared on field [\(FieldParameters.leaf(path))]"
                + (suggestion.map { " did you mean [\($0)]?" } ?? ""),
            at: path, suggestion: suggestion)
    }

    /// What GET shows.
    var echo: JSONValue {
        var object: JSONObject = ["type": .string(typeName)]
        parameters.echo(into: &object)
        if !copyTargets.isEmpty { object["copy_to"] = .array(copyTargets.map(JSONValue.string)) }
        if !subfields.isEmpty {
            var fields = JSONObject()
            for subfield in subfields {
                fields[FieldParameters.leaf(subfield.path)] = subfield.echo
            }
            object["fields"] = .object(fields)
        }
        return .object(object)
    }

    /// This definition changed into `update`, where that is allowed.
    func merging(_ update: FieldDefinition) throws(MappingError) -> FieldDefinition {
        guard update.typeName == typeName else {
            throw MappingError(
                .illegalArgument,
                "mapper [\(path)] cannot be changed from type [\(typeName)] to "
                    + "[\(update.typeName)]", at: path)
        }
        var merged = self
        merged.parameters = try parameters.merging(update.parameters)
        merged.copyTargets = update.copyTargets
        for subfield in update.subfields {
            if let index = merged.subfields.firstIndex(where: { $0.path == subfield.path }) {
                merged.subfields[index] = try merged.subfields[index].merging(subfield)
            } else {
                merged.subfields.append(subfield)
            }
        }
        return merged
    }
}
