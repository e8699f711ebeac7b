import JSON
import Primitives

/// A whole mapping as declared: the root object and the rules beside it.
struct RootDefinition: Sendable, Equatable {
    var object = ObjectDefinition(path: "")
    var templates: [DynamicTemplate] = []
    var templatesEcho: JSONValue?
    var detectsDates: Bool?
    var detectsNumbers: Bool?
    var dynamicDateFormats: [String]?
    var meta: JSONValue?
    /// `_routing.required`
    var requiresRouting: Bool?

    static let keys = [
        "_field_names", "_meta", "_routing", "_source", "date_detection", "dynamic",
        "dynamic_date_formats", "dynamic_templates", "numeric_detection", "properties",
    ]

    init() {}

    init(_ mappings: JSONValue) throws(MappingError) {
        guard var members = mappings.object else {
            if mappings.isNull { return }
            throw MappingError(
                .mapperParsing, "Expected map for mappings but got a \(mappings.kindName)")
        }
        if members.count == 1, let inner = members["_doc"]?.object { members = inner }
        var unknown: [String] = []
        for (key, value) in members {
            if try !read(key, value) { unknown.append(key) }
        }
        guard unknown.isEmpty else { throw Self.unsupported(unknown, members) }
    }

    private static func unsupported(_ names: [String], _ members: JSONObject) -> MappingError {
        let list = names.map { "[\($0) : \(JavaText.text(members[$0] ?? .null))]" }
        let suggestion = names.compactMap { Suggestion.nearest(to: $0, among: keys) }.first
        return MappingError(
            .mapperParsing,
            "Root mapping definition has unsupported parameters:  " + list.joined(separator: " ")
                + (suggestion.map { " did you mean [\($0)]?" } ?? ""), suggestion: suggestion)
    }

    private mutating func read(_ key: String, _ value: JSONValue) throws(MappingError) -> Bool {
        switch key {
        case "properties": try object.add(value, depth: 0)
        case "dynamic": object.dynamic = try DynamicRule.parse(value, at: "")
        case "date_detection": detectsDates = try ObjectDefinition.flag(value, key, "_doc")
        case "numeric_detection": detectsNumbers = try ObjectDefinition.flag(value, key, "_doc")
        case "dynamic_date_formats": dynamicDateFormats = try Self.formats(value)
        case "dynamic_templates": try readTemplates(value)
        case "_meta": meta = value
        case "_routing": requiresRouting = try Self.only("required", of: key, value)
        case "_source": try Self.readSource(value)
        case "_field_names": _ = try Self.only("enabled", of: key, value)
        default: return false
        }
        return true
    }

    private static func formats(_ value: JSONValue) throws(MappingError) -> [String] {
        let formats = (value.array ?? [value]).compactMap(\.string)
        for format in formats where DateFormat(format) == nil {
            throw MappingError(
                .mapperParsing, "Invalid format: [\(format)]: unknown pattern")
        }
        return formats.contains("none") ? [] : formats
    }

    private mutating func readTemplates(_ value: JSONValue) throws(MappingError) {
        guard let list = value.array else {
            throw MappingError(
                .mapperParsing,
                "Dynamic template syntax error. An array of named "
                    + "objects is expected.")
        }
        guard list.count <= SchemaLimits.dynamicTemplates else {
            throw MappingError(
                .illegalArgument, "more than [\(SchemaLimits.dynamicTemplates)] dynamic templates")
        }
        var read: [DynamicTemplate] = []
        for entry in list { read.append(try DynamicTemplate(entry)) }
        templates = read
        templatesEcho = value
    }

    /// A metadata field whose definition has one flag.
    private static func only(
        _ flag: String, of key: String, _ value: JSONValue
    ) throws(MappingError) -> Bool? {
        var members = value.object ?? JSONObject()
        let given = members.remove(flag)
        if let other = members.keys.first {
            throw MappingError(
                .mapperParsing,
                "Mapping definition for [\(key)] has unsupported parameters:  [\(other) : "
                    + "\(JavaText.text(members[other] ?? .null))]")
        }
        return try given.map { value throws(MappingError) in
            try ObjectDefinition.flag(value, flag, key)
        }
    }

    /// The source is always kept whole: updates, highlighting and rebuilding read it.
    private static func readSource(_ value: JSONValue) throws(MappingError) {
        for (key, inner) in value.object ?? JSONObject() {
            if key == "enabled", MappingParameter.boolean(inner) == true { continue }
            throw MappingError(
                .mapperParsing,
                "Mapping definition for [_source] has unsupported parameters:  [\(key) : "
                    + "\(JavaText.text(inner))]: the source is always kept whole")
        }
    }

    /// What GET shows.
    var echo: JSONValue {
        var root = JSONObject()
        if let dynamic = object.dynamic { root["dynamic"] = dynamic.echo }
        if let meta { root["_meta"] = meta }
        if let requiresRouting { root["_routing"] = ["required": .boolean(requiresRouting)] }
        if let detectsDates { root["date_detection"] = .boolean(detectsDates) }
        if let detectsNumbers { root["numeric_detection"] = .boolean(detectsNumbers) }
        if let formats = dynamicDateFormats {
            root["dynamic_date_formats"] = .array(formats.map(JSONValue.string))
        }
        if let templatesEcho { root["dynamic_templates"] = templatesEcho }
        if !object.names.isEmpty { root["properties"] = object.echoedProperties }
        return .object(root)
    }

    func merging(_ update: RootDefinition) throws(MappingError) -> RootDefinition {
        var merged = self
        merged.object = try object.merging(update.object)
        if update.templatesEcho != nil { try merged.mergeTemplates(update) }
        merged.detectsDates = update.detectsDates ?? detectsDates
        merged.detectsNumbers = update.detectsNumbers ?? detectsNumbers
        merged.dynamicDateFormats = update.dynamicDateFormats ?? dynamicDateFormats
        merged.meta = update.meta ?? meta
        if let required = update.requiresRouting {
            if let requiresRouting, requiresRouting != required {
                throw MappingError(
                    .illegalArgument,
                    "Mapper for [_routing] conflicts with existing mapper:\n\tCannot update "
                        + "parameter [required] from [\(requiresRouting)] to [\(required)]")
            }
            merged.requiresRouting = required
        }
        return merged
    }

    /// Templates of the same name are replaced, others added at the end.
    private mutating func mergeTemplates(_ update: RootDefinition) throws(MappingError) {
        var echoes = templatesEcho?.array ?? []
        for (index, template) in update.templates.enumerated() {
            guard let echo = update.templatesEcho?[index] else { continue }
            if let place = templates.firstIndex(where: { $0.name == template.name }) {
                templates[place] = template
                echoes[place] = echo
            } else {
                templates.append(template)
                echoes.append(echo)
            }
        }
        templatesEcho = .array(echoes)
    }
}
