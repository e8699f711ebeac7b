import JSON

/// Collects what a document has and the mapping lacks, key by key.
final class DynamicFields {
    private let templates: [DynamicTemplate]
    private let detectsDates: Bool
    private let detectsNumbers: Bool
    private let dateFormats: [DateFormat]
    /// The one at hand; what it says of unknown fields does not change.
    var mapping: IndexMapping
    private var properties = JSONObject()
    private var isEmpty = true

    init(_ mapping: IndexMapping) {
        let definition = mapping.definition
        templates = definition.templates
        detectsDates = definition.detectsDates ?? true
        detectsNumbers = definition.detectsNumbers ?? false
        let patterns = definition.dynamicDateFormats ?? DateFormat.dynamicDefaults
        dateFormats = patterns.compactMap { DateFormat($0) }
        self.mapping = mapping
    }

    func begin() {
        guard !isEmpty else { return }
        properties = JSONObject()
        isEmpty = true
    }

    var update: DynamicUpdate? {
        isEmpty ? nil : DynamicUpdate(mappings: ["properties": .object(properties)])
    }

    /// Adds the keys `parts`, one inside the other, whose value is unknown in `scope`.
    func add(_ parts: [String], _ value: JSONNode, _ scope: ObjectScope) throws(DocumentError) {
        let context = Context(
            path: scope.path.isEmpty ? [] : scope.path.split(separator: ".").map(String.init),
            rule: scope.dynamic)
        try add(parts[...], value, context)
    }

    private struct Context {
        /// Names from the root to the object at hand.
        var path: [String]
        let rule: DynamicRule

        func adding(_ name: String) -> Context { Context(path: path + [name], rule: rule) }
        var joined: String { path.joined(separator: ".") }
    }

    private func add(
        _ parts: ArraySlice<String>, _ value: JSONNode, _ context: Context
    ) throws(DocumentError) {
        guard let name = parts.first else { return }
        let inner = context.adding(name)
        guard inner.path.count <= SchemaLimits.deepestDefinition else {
            throw DocumentError(
                .mapperParsing,
                "Limit of mapping depth [\(SchemaLimits.deepestDefinition)] has been exceeded due "
                    + "to object field [\(inner.joined.prefix(80))]", at: inner.joined)
        }
        if parts.count > 1 {
            try addObject(name, inner)
            try add(parts.dropFirst(), value, inner)
            return
        }
        switch value.kind {
        case .null:
            if context.rule == .refuse { throw Self.strict(name, context) }
        case .array: try addArray(name, value, context)
        case .object:
            guard try addObject(name, inner) else { return }
            for member in value.members {
                let key = member.key
                let keys = key.split(separator: ".", omittingEmptySubsequences: false)
                guard keys.allSatisfy({ !$0.isEmpty }) else {
                    throw DocumentError(
                        .illegalArgument,
                        key.isEmpty
                            ? "field name cannot be an empty string"
                            : "object field starting or ending with a [.] makes object resolution "
                                + "ambiguous: [\(key)]", at: inner.joined)
                }
                try add(keys.map(String.init)[...], member.value, inner)
            }
        default: try addField(name, value, inner)
        }
    }

    /// All objects of an array may bring keys along; of scalars the first tells the type.
    private func addArray(
        _ name: String, _ array: JSONNode, _ context: Context
    ) throws(DocumentError) {
        if context.rule == .refuse { throw Self.strict(name, context) }
        var hasType = false
        for element in array.elements {
            switch element.kind {
            case .null: continue
            case .object, .array: try add([name], element, context)
            default:
                if hasType { continue }
                hasType = true
                try add([name], element, context)
            }
        }
    }

    /// - Returns: whether the object's keys may be added too.
    @discardableResult
    private func addObject(_ name: String, _ place: Context) throws(DocumentError) -> Bool {
        if let existing = value(at: place.path) {
            return existing["properties"] != nil || existing["type"] == nil
        }
        let definition = try definition(name, .object, place)
        guard let definition else { return false }
        set(definition, at: place.path)
        let type = definition["type"]?.string ?? "object"
        return type == "object" || type == "nested"
    }

    private func addField(
        _ name: String, _ value: JSONNode, _ place: Context
    ) throws(DocumentError) {
        if self.value(at: place.path) != nil { return }
        let (kind, format) = kind(of: value)
        guard var definition = try definition(name, kind, place) else { return }
        if kind == .date, let format, definition["type"] == "date", definition["format"] == nil,
            format.pattern != DateFormat.dynamicDefaults[0]
        {
            definition["format"] = .string(format.pattern)
        }
        set(definition, at: place.path)
    }

    /// nil: the key stays in the source only.
    private func definition(
        _ name: String, _ kind: DynamicKind, _ place: Context
    ) throws(DocumentError) -> JSONObject? {
        let path = place.joined
        if place.rule == .refuse { throw Self.strict(name, place, isParent: true) }
        if let template = templates.first(where: { $0.fits(name: name, path: path, kind: kind) }) {
            return template.definition(name: name, kind: kind)
        }
        switch place.rule {
        case .refuseWithoutTemplate: throw Self.strict(name, place, isParent: true)
        case .ignoreWithoutTemplate, .ignore: return nil
        case .add, .refuse: return Self.standard(kind)
        }
    }

    private static func standard(_ kind: DynamicKind) -> JSONObject {
        switch kind {
        case .object: ["properties": [:]]
        case .string:
            [
                "type": "text",
                "fields": ["keyword": ["type": "keyword", "ignore_above": 256]],
            ]
        default: ["type": .string(kind.defaultType)]
        }
    }

    private func kind(of value: JSONNode) -> (kind: DynamicKind, format: DateFormat?) {
        switch value.kind {
        case .boolean: return (.boolean, nil)
        case .integer, .unsignedInteger: return (.long, nil)
        case .double: return (.double, nil)
        default: return kind(of: value.stringBytes)
        }
    }

    private func kind(
        of text: UnsafeRawBufferPointer
    ) -> (kind: DynamicKind, format: DateFormat?) {
        let isLikely = text.first.map { (48...57).contains($0) || $0 == UInt8(ascii: "-") } ?? false
        if detectsDates, isLikely, text.count >= 4 {
            for format in dateFormats where !Self.isPlainNumber(text) {
                if format.parse(text) != nil { return (.date, format) }
            }
        }
        if detectsNumbers, !text.isEmpty {
            let copy = String(decoding: text, as: UTF8.self)
            if Int64(copy) != nil { return (.long, nil) }
            if Double(copy) != nil { return (.double, nil) }
        }
        return (.string, nil)
    }

    /// A year alone is no date: OpenSearch wants a separator before it tries its formats.
    private static func isPlainNumber(_ text: UnsafeRawBufferPointer) -> Bool {
        !text.contains {
            $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/")
        }
    }

    private static func strict(
        _ name: String, _ place: Context, isParent: Bool = false
    ) -> DocumentError {
        let outer = isParent ? place.path.dropLast().joined(separator: ".") : place.joined
        return DocumentError(
            .strictMapping,
            "mapping set to \(place.rule.rawValue), dynamic introduction of [\(name)] within "
                + "[\(outer.isEmpty ? "_doc" : outer)] is not allowed", at: outer)
    }

    // MARK: The definitions so far

    private func value(at path: [String]) -> JSONObject? {
        var current = properties
        for (index, name) in path.enumerated() {
            guard let found = current[name]?.object else { return nil }
            if index == path.count - 1 { return found }
            guard let inner = found["properties"]?.object else { return nil }
            current = inner
        }
        return nil
    }

    private func set(_ definition: JSONObject, at path: [String]) {
        isEmpty = false
        set(definition, at: path, from: 0, in: &properties)
    }

    private func set(
        _ definition: JSONObject, at path: [String], from level: Int,
        in properties: inout JSONObject
    ) {
        let name = path[level]
        if level == path.count - 1 {
            properties[name] = .object(definition)
            return
        }
        var outer = properties[name]?.object ?? JSONObject()
        let isNested = mapping.nestedSpace(path[...level].joined(separator: ".")) != nil
        if isNested { outer["type"] = "nested" }
        var inner = outer["properties"]?.object ?? JSONObject()
        // Nothing else may hold the members while they are added to, or each would copy them all.
        properties[name] = .null
        outer["properties"] = .null
        set(definition, at: path, from: level + 1, in: &inner)
        outer["properties"] = .object(inner)
        properties[name] = .object(outer)
    }
}
