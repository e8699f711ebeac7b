import JSON
import Primitives

/// An object, or the root, as a mapping declares it.
struct ObjectDefinition: Sendable, Equatable {
    /// What one name in an object is.
    enum Property: Sendable, Equatable {
        case field(FieldDefinition)
        indirect case object(ObjectDefinition)
        case alias(AliasDefinition)
    }

    /// Empty for the root.
    let path: String
    var isNested = false
    var dynamic: DynamicRule?
    var isEnabled = true
    var names: [String] = []
    private(set) var properties = LayeredTable<String, Property>()

    init(path: String) {
        self.path = path
    }

    static func == (left: ObjectDefinition, right: ObjectDefinition) -> Bool {
        left.path == right.path && left.isNested == right.isNested
            && left.dynamic == right.dynamic && left.isEnabled == right.isEnabled
            && left.names == right.names
            && left.names.allSatisfy { left.properties[$0] == right.properties[$0] }
    }

    init(_ object: JSONObject, path: String, depth: Int) throws(MappingError) {
        self.path = path
        isNested = object["type"]?.string == "nested"
        for (key, value) in object {
            switch key {
            case "type": continue
            case "dynamic": dynamic = try DynamicRule.parse(value, at: path)
            case "enabled": isEnabled = try Self.flag(value, key, path)
            case "properties": try add(value, depth: depth)
            default: throw try Self.unsupported(key, value, isNested: isNested, path)
            }
        }
    }

    static func flag(
        _ value: JSONValue, _ key: String, _ path: String
    ) throws(MappingError) -> Bool {
        guard let flag = MappingParameter.boolean(value)?.boolean else {
            throw MappingError(
                .mapperParsing,
                "Could not convert [\(path).\(key)] to boolean: Failed to parse value "
                    + "[\(JavaText.text(value))] as only [true] or [false] are allowed.", at: path)
        }
        return flag
    }

    private static func unsupported(
        _ key: String, _ value: JSONValue, isNested: Bool, _ path: String
    ) throws(MappingError) -> MappingError {
        let known = ["dynamic", "enabled", "properties", "type"]
        let hint =
            ["include_in_parent", "include_in_root"].contains(key)
            ? ": nested objects are searched through nested queries only"
            : Suggestion.phrase(for: key, among: known)
        return MappingError(
            .mapperParsing,
            "Mapping definition for [\(FieldParameters.leaf(path))] has unsupported parameters:  "
                + "[\(key) : \(JavaText.text(value))]" + hint,
            at: path, suggestion: Suggestion.nearest(to: key, among: known))
    }

    /// Reads `properties`.
    mutating func add(_ value: JSONValue, depth: Int) throws(MappingError) {
        if value.array?.isEmpty == true { return }
        guard let members = value.object else {
            throw MappingError(.mapperParsing, "properties must be a map type", at: path)
        }
        for (name, definition) in members {
            try add(name, definition, depth: depth)
        }
    }

    /// Reads one property; a dotted name stands for objects inside one another.
    private mutating func add(
        _ name: String, _ definition: JSONValue, depth: Int
    ) throws(MappingError) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.allSatisfy({ !$0.isEmpty }) else {
            throw MappingError(
                .illegalArgument,
                name.isEmpty
                    ? "name cannot be empty string"
                    : "object field starting or ending with a [.] makes object resolution "
                        + "ambiguous: [\(name)]", at: path)
        }
        var property = try Self.property(
            definition, name: parts[parts.count - 1], path: child(name), depth: depth + parts.count)
        for index in stride(from: parts.count - 1, to: 0, by: -1) {
            let outer = parts[..<index].joined(separator: ".")
            var object = ObjectDefinition(path: child(outer))
            object.set(parts[index], property)
            property = .object(object)
        }
        if let existing = properties[parts[0]], parts.count > 1 {
            property = try Self.merge(existing, property)
        }
        set(parts[0], property)
    }

    private func child(_ name: String) -> String { path.isEmpty ? name : path + "." + name }

    mutating func set(_ name: String, _ property: Property) {
        if properties[name] == nil { names.append(name) }
        properties[name] = property
    }

    private static func property(
        _ definition: JSONValue, name: String, path: String, depth: Int
    ) throws(MappingError) -> Property {
        guard let object = definition.object else {
            throw MappingError(
                .mapperParsing,
                "Expected map for property [fields] on field [\(name)] but got a "
                    + definition.kindName, at: path)
        }
        guard path.utf8.count <= SchemaLimits.pathBytes, depth <= SchemaLimits.deepestDefinition
        else {
            throw MappingError(
                .illegalArgument,
                "Limit of mapping depth [\(SchemaLimits.deepestDefinition)] has "
                    + "been exceeded due to object field [\(path.prefix(80))]", at: path)
        }
        guard let typeName = try typeName(object, name: name, path: path) else {
            return .object(try ObjectDefinition(object, path: path, depth: depth))
        }
        if typeName == "alias" { return .alias(try AliasDefinition(object, path: path)) }
        let type = try FieldDefinition.type(named: typeName, at: path)
        return .field(try FieldDefinition(object, type: type, path: path))
    }

    /// nil for objects.
    private static func typeName(
        _ object: JSONObject, name: String, path: String
    ) throws(MappingError) -> String? {
        guard let given = object["type"] else {
            if object["properties"] != nil || object.count == 1 && object["enabled"] != nil {
                return nil
            }
            throw MappingError(
                .mapperParsing, "No type specified for field [\(name)]", at: path)
        }
        guard let typeName = given.string else {
            throw MappingError(
                .mapperParsing, "The [type] of field [\(path)] must be a string", at: path)
        }
        return typeName == "object" || typeName == "nested" ? nil : typeName
    }

    /// What GET shows inside `properties`.
    var echoedProperties: JSONValue {
        var object = JSONObject()
        for name in names {
            switch properties[name] {
            case .field(let field): object[name] = field.echo
            case .object(let inner): object[name] = inner.echo
            case .alias(let alias): object[name] = alias.echo
            case nil: continue
            }
        }
        return .object(object)
    }

    private var echo: JSONValue {
        var object = JSONObject()
        if isNested {
            object["type"] = "nested"
        } else if names.isEmpty {
            object["type"] = "object"
        }
        if let dynamic { object["dynamic"] = dynamic.echo }
        if !isEnabled { object["enabled"] = false }
        if !names.isEmpty { object["properties"] = echoedProperties }
        return .object(object)
    }

    /// This object changed into `update`, where that is allowed.
    func merging(_ update: ObjectDefinition) throws(MappingError) -> ObjectDefinition {
        guard update.isNested == isNested || update.path.isEmpty else {
            throw MappingError(
                .illegalArgument,
                isNested
                    ? "cannot change object mapping from nested to non-nested"
                    : "cannot change object mapping from non-nested to nested", at: path)
        }
        guard update.isEnabled == isEnabled else {
            throw MappingError(
                .mapperParsing,
                "the [enabled] parameter can't be updated for the object mapping [\(path)]",
                at: path)
        }
        var merged = self
        merged.dynamic = update.dynamic ?? dynamic
        for name in update.names {
            guard let new = update.properties[name] else { continue }
            if let old = properties[name] {
                merged.set(name, try Self.merge(old, new))
            } else {
                merged.set(name, new)
            }
        }
        return merged
    }

    private static func conflict(_ path: String, _ old: String, _ new: String) -> MappingError {
        MappingError(
            .illegalArgument, "mapper [\(path)] cannot be changed from type [\(old)] to [\(new)]",
            at: path)
    }

    private static func merge(_ old: Property, _ new: Property) throws(MappingError) -> Property {
        switch (old, new) {
        case (.field(let old), .field(let new)): return .field(try old.merging(new))
        case (.object(let old), .object(let new)): return .object(try old.merging(new))
        case (.alias, .alias(let new)): return .alias(new)
        case (.alias(let old), .field(let new)):
            throw conflict(old.path, "alias", new.typeName)
        case (.field(let old), .alias): throw conflict(old.path, old.typeName, "alias")
        case (.alias(let alias), .object), (.object, .alias(let alias)):
            throw MappingError(
                .illegalArgument,
                "can't merge a non object mapping [\(alias.path)] with an object mapping",
                at: alias.path)
        case (.field(let old), .object):
            throw MappingError(
                .illegalArgument,
                "can't merge a non object mapping [\(old.path)] with an object mapping",
                at: old.path)
        case (.object(let old), .field):
            throw MappingError(
                .illegalArgument,
                "can't merge a non object mapping [\(old.path)] with an object mapping",
                at: old.path)
        }
    }
}
