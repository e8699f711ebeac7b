import JSON
import Schema

/// Templates as they are sent, checked, and as they are shown.
package enum TemplateText {
    private static let legacyKeys: Set<String> = [
        "index_patterns", "template", "order", "version", "settings", "mappings", "aliases",
    ]
    private static let composableKeys: Set<String> = [
        "index_patterns", "template", "composed_of", "priority", "version", "_meta",
    ]
    private static let componentKeys: Set<String> = ["template", "version", "_meta"]
    private static let partKeys: Set<String> = ["settings", "mappings", "aliases"]

    /// A legacy template's body in the form it is kept: order present, settings dotted.
    package static func legacy(
        _ body: JSONValue, named name: String, order: Int64?
    ) throws(EngineError) -> JSONValue {
        try checkKeys(body, legacyKeys, what: "template")
        let patterns = TemplateSet.patterns(of: body)
        guard !patterns.isEmpty else {
            throw EngineError(.validation(["index patterns are missing"]))
        }
        try check(patterns, of: name)
        var kept = JSONObject()
        kept["order"] = .integer(order ?? body["order"]?.integer ?? 0)
        if let version = body["version"] { kept["version"] = version }
        kept["index_patterns"] = .array(patterns.map { .string($0) })
        kept["settings"] = try settings(body["settings"])
        kept["mappings"] = body["mappings"] ?? .object(JSONObject())
        kept["aliases"] = try aliases(body["aliases"]) ?? .object(JSONObject())
        return .object(kept)
    }

    package static func composable(
        _ body: JSONValue, named name: String
    ) throws(EngineError) -> JSONValue {
        try checkKeys(body, composableKeys, what: "index_template")
        let patterns = TemplateSet.patterns(of: body)
        guard !patterns.isEmpty else {
            throw EngineError(
                .validation(["index_template [\(name)] invalid, cause [index patterns are missing]"]
                ))
        }
        try check(patterns, of: name)
        var kept = JSONObject()
        kept["index_patterns"] = .array(patterns.map { .string($0) })
        kept["template"] = try part(body["template"])
        kept["composed_of"] = body["composed_of"] ?? .array([])
        for key in ["priority", "version", "_meta"] { kept[key] = body[key] }
        return .object(kept)
    }

    package static func component(_ body: JSONValue) throws(EngineError) -> JSONValue {
        try checkKeys(body, componentKeys, what: "component_template")
        guard body["template"] != nil else {
            throw EngineError(.parsing("Required [template]"))
        }
        var kept = JSONObject()
        kept["template"] = try part(body["template"]) ?? .object(JSONObject())
        for key in ["version", "_meta"] { kept[key] = body[key] }
        return .object(kept)
    }

    private static func part(_ value: JSONValue?) throws(EngineError) -> JSONValue? {
        guard let value else { return nil }
        try checkKeys(value, partKeys, what: "template")
        var kept = JSONObject()
        if value["settings"] != nil { kept["settings"] = try settings(value["settings"]) }
        if let mappings = value["mappings"] { kept["mappings"] = mappings }
        if value["aliases"] != nil { kept["aliases"] = try aliases(value["aliases"]) }
        return .object(kept)
    }

    /// Flat, checked; shown nested later.
    private static func settings(_ value: JSONValue?) throws(EngineError) -> JSONValue {
        do { return try Schema.IndexSettings.parse(value ?? .null).flat } catch {
            throw EngineError(.settings(error.reason))
        }
    }

    private static func aliases(_ value: JSONValue?) throws(EngineError) -> JSONValue? {
        guard let object = value?.object else { return nil }
        var kept = JSONObject()
        for (name, spec) in object { kept[name] = try AliasEntry(spec).shown }
        return .object(kept)
    }

    private static func check(_ patterns: [String], of name: String) throws(EngineError) {
        if name != name.lowercased() {
            throw EngineError(.validation(["name must be lower cased"]))
        }
        if name.contains(" ") || name.contains(",") || name.hasPrefix("_") {
            throw EngineError(
                .validation(["name must not contain a space or a comma or start with '_'"]))
        }
        for pattern in patterns where pattern.hasPrefix("_") || pattern.contains(" ") {
            throw EngineError(.validation(["index_pattern [\(pattern)] must not start with '_'"]))
        }
    }

    private static func checkKeys(
        _ body: JSONValue, _ known: Set<String>, what: String
    ) throws(EngineError) {
        guard let object = body.object else {
            throw .illegal("[\(what)] expected an object but found a \(body.kindName)")
        }
        for key in object.keys where !known.contains(key) {
            throw EngineError(.parsing("[\(what)] unknown field [\(key)]"))
        }
    }

    /// A kept body as an answer shows it.
    package static func shown(_ body: JSONValue, flatSettings: Bool) -> JSONValue {
        guard var object = body.object else { return body }
        if let settings = object["settings"] {
            let kept = try? Schema.IndexSettings.restore(settings)
            object["settings"] = flatSettings ? kept?.flat : kept?.nested
        }
        if let part = object["template"] {
            object["template"] = shown(part, flatSettings: flatSettings)
        }
        return .object(object)
    }
}
