import Analysis
import JSON

/// The settings of one index: what was set, as texts and lists of texts under dotted names, checked
/// against `IndexSettingTable`. Immutable; a change makes other settings.
package struct IndexSettings: Sendable, Equatable {
    package enum Value: Sendable, Equatable {
        case text(String)
        case list([String])

        var json: JSONValue {
            switch self {
            case .text(let text): .string(text)
            case .list(let texts): .array(texts.map(JSONValue.string))
            }
        }
    }

    /// By name without `index.`.
    private var values: [String: Value] = [:]
    /// Whether any is under `similarity`, which every search asks.
    private(set) var definesSimilarities = false
    /// `max_result_window`, which every search asks.
    package private(set) var maxResultWindow = defaultResultWindow
    /// `blocks.read`, which every search asks.
    package private(set) var blocksReading = false

    private static let defaultResultWindow = 10_000

    /// Names without `index.`, alphabetically.
    private var names: [String] { values.keys.sorted() }

    package init() {}

    package static let standard = IndexSettings()

    /// Reads the `settings` of a create request: nested, dotted, with or without `index.`.
    package static func parse(_ settings: JSONValue) throws(SettingsError) -> IndexSettings {
        var parsed = IndexSettings()
        for (name, value) in try flatten(settings) {
            guard let value else { continue }
            try check(name, value, assigned: false)
            parsed.set(name, value)
        }
        try parsed.checkWhole()
        return parsed
    }

    /// Reads what `flat` wrote, assigned settings included.
    package static func restore(_ settings: JSONValue) throws(SettingsError) -> IndexSettings {
        var parsed = IndexSettings()
        for (name, value) in try flatten(settings) {
            guard let value else { continue }
            parsed.set(name, value)
        }
        return parsed
    }

    /// These settings after a put-settings request. null resets; an index that serves accepts
    /// dynamic settings only.
    /// - Parameter label: `name/uuid` of the index, for the message.
    package func updating(
        _ update: JSONValue, preserveExisting: Bool = false, isOpen: Bool = true, label: String
    ) throws(SettingsError) -> IndexSettings {
        var updated = self
        var fixed: [String] = []
        for (name, value) in try Self.flatten(update) {
            if preserveExisting, values[name] != nil { continue }
            let definition = try Self.check(
                name, value ?? .text(""), assigned: false, isReset: value == nil)
            if definition.scope == .fixed, isOpen { fixed.append("index." + name) }
            updated.set(name, value)
        }
        guard fixed.isEmpty else {
            throw SettingsError(
                "Can't update non dynamic settings [[\(fixed.joined(separator: ", "))]] for open "
                    + "indices [[\(label)]]", setting: fixed[0])
        }
        try updated.checkWhole()
        return updated
    }

    /// These settings with one the daemon assigns (`uuid`, `creation_date`, …).
    package func assigning(_ name: String, _ value: String) -> IndexSettings {
        var copy = self
        copy.set(name, .text(value))
        return copy
    }

    private mutating func set(_ name: String, _ value: Value?) {
        values[name] = value
        maxResultWindow = integer("max_result_window") ?? Self.defaultResultWindow
        blocksReading = flag("blocks.read")
        definesSimilarities = values.keys.contains { $0.hasPrefix("similarity.") }
    }

    // MARK: Reading

    /// - Parameter name: without `index.`.
    /// - Returns: as set, or the default; of a list its first text.
    package func text(_ name: String) -> String? {
        switch values[name] {
        case .text(let text): text
        case .list(let texts): texts.first
        case nil: IndexSettingTable.definition(of: name)?.defaultValue
        }
    }

    package func isSet(_ name: String) -> Bool { values[name] != nil }

    package func integer(_ name: String) -> Int? { text(name).flatMap { Int($0) } }

    package func flag(_ name: String) -> Bool { text(name) == "true" }

    /// Texts of a list, or of a comma-separated text.
    package func list(_ name: String) -> [String] {
        if case .list(let texts)? = values[name] { return texts }
        return (text(name) ?? "").split(separator: ",").map(String.init)
    }

    /// Unit: milliseconds; -1 for off.
    package func milliseconds(_ name: String) -> Int? {
        text(name).flatMap { TimeValue.milliseconds($0) }
    }

    package var numberOfShards: Int { integer("number_of_shards") ?? 1 }
    package var numberOfReplicas: Int { integer("number_of_replicas") ?? 1 }
    /// nil: never by itself.
    package var refreshMilliseconds: Int? {
        milliseconds("refresh_interval").flatMap { $0 < 0 ? nil : $0 }
    }
    package var maxTermsCount: Int { integer("max_terms_count") ?? 65_536 }
    package var maxRegexLength: Int { integer("max_regex_length") ?? 1000 }
    /// Whether a write is answered after its fsync.
    package var isDurablePerRequest: Bool { text("translog.durability") != "async" }
    package var uuid: String? { text("uuid") }

    package var mappingLimits: MappingLimits {
        MappingLimits(
            totalFields: integer("mapping.total_fields.limit") ?? SchemaLimits.totalFields,
            depth: integer("mapping.depth.limit") ?? SchemaLimits.depth,
            nestedFields: integer("mapping.nested_fields.limit") ?? SchemaLimits.nestedFields,
            nestedObjects: integer("mapping.nested_objects.limit") ?? SchemaLimits.nestedObjects,
            ignoresMalformed: flag("mapping.ignore_malformed"), coerces: flag("mapping.coerce"))
    }

    // MARK: Echo

    /// `{"index": {"number_of_shards": "1", …}}`
    package var nested: JSONValue {
        var root = JSONObject()
        for name in names {
            guard let value = values[name] else { continue }
            Self.place(value.json, at: Self.parts("index." + name)[...], in: &root)
        }
        return .object(root)
    }

    /// `{"index.number_of_shards": "1", …}`
    package var flat: JSONValue {
        var root = JSONObject()
        for name in names { root["index." + name] = values[name]?.json }
        return .object(root)
    }

    /// The defaults of everything not set, in the form of `nested`.
    package var defaults: JSONValue {
        var root = JSONObject()
        for definition in IndexSettingTable.all where values[definition.name] == nil {
            guard let value = definition.defaultValue else { continue }
            Self.place(.string(value), at: Self.parts("index." + definition.name)[...], in: &root)
        }
        return .object(root)
    }

    private static func place(
        _ value: JSONValue, at path: ArraySlice<String>, in object: inout JSONObject
    ) {
        guard let name = path.first else { return }
        if path.count == 1 {
            object[name] = value
            return
        }
        if let existing = object[name], existing.object == nil {
            object[path.joined(separator: ".")] = value
            return
        }
        var inner = object[name]?.object ?? JSONObject()
        place(value, at: path.dropFirst(), in: &inner)
        object[name] = .object(inner)
    }

    private static func parts(_ name: String) -> [String] {
        name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }

    /// The settings below a family (`analysis`, `similarity`), as a tree; nil when there are none.
    func tree(_ family: String) -> JSONObject? {
        var root = JSONObject()
        for name in names where name.hasPrefix(family + ".") {
            guard let value = values[name] else { continue }
            Self.place(value.json, at: Self.parts(name)[...], in: &root)
        }
        return root[family]?.object
    }
}

extension IndexSettings {
    // MARK: Checking

    /// Dotted names without `index.` and what they are set to; nil for null.
    private static func flatten(
        _ settings: JSONValue
    ) throws(SettingsError) -> [(name: String, value: Value?)] {
        guard !settings.isNull else { return [] }
        guard let object = settings.object else {
            throw SettingsError("settings must be an object", setting: "index")
        }
        var flat: [(name: String, value: Value?)] = []
        try flatten(object, prefix: "", depth: 1, into: &flat)
        return flat.map { entry in
            (
                entry.name.hasPrefix("index.") ? String(entry.name.dropFirst(6)) : entry.name,
                entry.value
            )
        }
    }

    private static func flatten(
        _ object: JSONObject, prefix: String, depth: Int,
        into flat: inout [(name: String, value: Value?)]
    ) throws(SettingsError) {
        for (key, value) in object {
            let name = prefix.isEmpty ? key : prefix + "." + key
            guard depth <= SchemaLimits.depth, flat.count < SchemaLimits.settings else {
                throw SettingsError("too many settings", setting: name)
            }
            switch value {
            case .object(let inner):
                if prefix.isEmpty, key == "settings" {
                    try flatten(inner, prefix: "", depth: depth + 1, into: &flat)
                } else {
                    try flatten(inner, prefix: name, depth: depth + 1, into: &flat)
                }
            case .array(let elements):
                flat.append((name, .list(elements.map(JavaText.text))))
            case .null: flat.append((name, nil))
            default: flat.append((name, .text(JavaText.text(value))))
            }
        }
    }

    @discardableResult
    private static func check(
        _ name: String, _ value: Value, assigned: Bool, isReset: Bool = false
    ) throws(SettingsError) -> SettingDefinition {
        let full = "index." + name
        guard let definition = IndexSettingTable.definition(of: name) else {
            throw SettingsError(
                "unknown setting [\(full)]" + IndexSettingTable.advice(for: name), setting: full)
        }
        if definition.scope == .assigned {
            throw SettingsError(
                "private index setting [\(full)] can not be set explicitly", setting: full)
        }
        if isReset { return definition }
        guard definition.handling != .refused || value == .text(definition.defaultValue ?? "")
        else {
            throw SettingsError(
                "setting [\(full)] is not supported: \(definition.summary)", setting: full)
        }
        switch value {
        case .text(let text):
            if let fault = definition.fault(of: text, setting: full) {
                throw SettingsError(fault, setting: full)
            }
        case .list(let texts):
            guard definition.shape == .list || definition.shape == .text else {
                throw SettingsError(
                    "Failed to parse value [\(texts.joined(separator: ", "))] for setting "
                        + "[\(full)]", setting: full)
            }
        }
        return definition
    }

    /// What the settings say together: similarities and analyzers that can work.
    private func checkWhole() throws(SettingsError) {
        _ = try similarities()
        _ = try analyzers()
        try checkGrams()
    }

    /// The analysis and similarities these settings define.
    package func analyzers() throws(SettingsError) -> AnalyzerLookup {
        let names = Set(try similarities().keys)
        guard let tree = tree("analysis") else {
            return AnalyzerLookup(registry: .builtin, similarities: names)
        }
        do {
            let registry = try AnalysisRegistry(settings: Self.parameter(.object(tree)))
            return AnalyzerLookup(registry: registry, similarities: names)
        } catch {
            throw SettingsError(error.description, setting: "index.\(error.place)")
        }
    }

    /// JSON settings in the form the analysis takes.
    package static func parameter(_ value: JSONValue) -> ParameterValue {
        switch value {
        case .null: .string("")
        case .boolean(let flag): .boolean(flag)
        case .integer(let number): .integer(number)
        case .unsignedInteger(let number): .double(Double(number))
        case .double(let number): .double(number)
        case .string(let text): .string(text)
        case .array(let elements): .list(elements.map(parameter))
        case .object(let members): .map(members.map { ($0.0, parameter($0.1)) })
        }
    }
}
