import JSON
import Segments

/// Turns a declared mapping into fields with numbers and types, and scopes to find them by.
struct MappingCompiler {
    private let lookup: AnalyzerLookup
    private let limits: MappingLimits
    private(set) var numbering: FieldNumbering
    private(set) var fields: [MappedField] = []
    private(set) var spaces: [SpaceInfo] = []
    private(set) var objects: [String: Bool] = [:]
    private(set) var aliases: [AliasDefinition] = []
    /// Columns beside texts.
    private(set) var textColumns: [MappedField] = []
    /// Fields, multi-fields and objects: what `index.mapping.total_fields.limit` counts.
    private(set) var counted = 0

    init(lookup: AnalyzerLookup, limits: MappingLimits, numbering: FieldNumbering) {
        self.lookup = lookup
        self.limits = limits
        self.numbering = numbering
    }

    /// Goes on from a mapping: its fields, spaces and objects are there already, `aliases` and
    /// `textColumns` will hold what is new.
    init(extending mapping: IndexMapping, numbering: FieldNumbering) {
        lookup = mapping.lookup
        limits = mapping.limits
        self.numbering = numbering
        fields = mapping.fields
        spaces = mapping.fieldInfos.spaces
        objects = mapping.objects
        counted = mapping.countedFields
    }

    /// The scope of an object with what `update` adds to it.
    /// - Returns: nil when the update changes something that is there, for which everything has to
    ///   be compiled again.
    mutating func extend(
        _ scope: ObjectScope, by update: ObjectDefinition
    ) throws(MappingError) -> ObjectScope? {
        guard update.path.isEmpty || update.isNested == scope.isNested,
            update.isEnabled == scope.isEnabled, update.dynamic == nil
        else { return nil }
        let place = place(of: scope)
        var inner = place
        inner.depth += 1
        var added: [(name: String, entry: ObjectScope.Entry)] = []
        var replaced: [(name: String, scope: ObjectScope)] = []
        for name in update.names {
            switch (scope.entry(name[...]), update.properties[name]) {
            case (nil, .field(let field)?):
                try count()
                added.append((name, .field(try compile(field, place))))
            case (nil, .object(let object)?):
                try count()
                added.append((name, .object(try compile(object, inner))))
            case (.object(let old)?, .object(let object)?):
                guard let new = try extend(old, by: object) else { return nil }
                if new !== old { replaced.append((name, new)) }
            default: return nil
            }
        }
        if added.isEmpty, replaced.isEmpty { return scope }
        return scope.changed(adding: added, replacing: replaced)
    }

    private func place(of scope: ObjectScope) -> Place {
        let depth = scope.path.isEmpty ? 1 : 2 + scope.path.utf8.count { $0 == 0x2E }
        let nested = spaces.first { $0.number == scope.space }
        return Place(
            space: scope.space, nestedPath: nested?.path, depth: depth, dynamic: scope.dynamic)
    }

    /// Where in the nested spaces the walk stands.
    private struct Place {
        var space: SpaceNumber = 0
        var nestedPath: String?
        var depth = 1
        var dynamic = DynamicRule.add
    }

    mutating func compile(_ root: RootDefinition) throws(MappingError) -> ObjectScope {
        let scope = try compile(root.object, Place())
        for field in fields {
            for target in field.copyTargets where objects[target] != nil {
                throw MappingError(
                    .illegalArgument,
                    "Cannot copy to field [\(target)] since it is mapped as an object",
                    at: field.path)
            }
        }
        for alias in aliases { try alias.check(fields) }
        return scope
    }

    private mutating func compile(
        _ object: ObjectDefinition, _ outer: Place
    ) throws(MappingError) -> ObjectScope {
        var place = outer
        place.dynamic = object.dynamic ?? outer.dynamic
        guard place.depth <= limits.depth || object.path.isEmpty else {
            throw MappingError(
                .illegalArgument,
                "Limit of mapping depth [\(limits.depth)] has been exceeded due to object field "
                    + "[\(object.path)]", at: object.path)
        }
        if object.isNested { try enterSpace(object.path, &place) }
        if !object.path.isEmpty { objects[object.path] = object.isNested }
        var entries: [(name: String, entry: ObjectScope.Entry)] = []
        var inner = place
        inner.depth += 1
        for name in object.names {
            guard let property = object.properties[name] else { continue }
            try count()
            switch property {
            case .field(let field): entries.append((name, .field(try compile(field, place))))
            case .object(let object): entries.append((name, .object(try compile(object, inner))))
            case .alias(let alias):
                aliases.append(alias)
                entries.append((name, .alias(alias.path)))
            }
        }
        return ObjectScope(
            path: object.path, dynamic: place.dynamic, isEnabled: object.isEnabled,
            isNested: object.isNested, space: place.space, entries: entries)
    }

    private mutating func enterSpace(
        _ path: String, _ place: inout Place
    ) throws(MappingError) {
        let number = numbering.space(for: path)
        spaces.append(SpaceInfo(number: number, path: path, parent: place.space))
        guard spaces.count <= limits.nestedFields else {
            throw MappingError(
                .illegalArgument,
                "Limit of nested fields [\(limits.nestedFields)] has been exceeded", at: path)
        }
        place.space = number
        place.nestedPath = path
    }

    private mutating func count() throws(MappingError) {
        counted += 1
        guard counted <= limits.totalFields else {
            throw MappingError(
                .illegalArgument,
                "Limit of total fields [\(limits.totalFields)] has been exceeded")
        }
    }

    /// - Returns: the field's place in `fields`.
    private mutating func compile(
        _ field: FieldDefinition, _ place: Place
    ) throws(MappingError) -> Int {
        var subfields: [Int] = []
        for subfield in field.subfields {
            try count()
            subfields.append(try add(subfield, place, parent: field.path, subfields: []))
        }
        return try add(field, place, parent: nil, subfields: subfields)
    }

    private mutating func add(
        _ field: FieldDefinition, _ place: Place, parent: String?, subfields: [Int]
    ) throws(MappingError) -> Int {
        let type = try field.type.init(effective(field.parameters), lookup: lookup)
        let ignores =
            field.parameters.isGiven("ignore_malformed")
            ? field.parameters.boolean("ignore_malformed") : limits.ignoresMalformed
        let mapped = MappedField(
            path: field.path, number: try numbering.number(for: field.path), type: type,
            space: place.space, nestedPath: place.nestedPath, parentPath: parent,
            ignoresMalformed: ignores, subfields: subfields, copyTargets: field.copyTargets,
            slot: fields.count, hasNullValue: field.parameters.isGiven("null_value"),
            textColumn: try textColumn(of: type, field.path, place))
        fields.append(mapped)
        return mapped.slot
    }

    private mutating func textColumn(
        of type: any FieldType, _ path: String, _ place: Place
    ) throws(MappingError) -> MappedField? {
        guard let text = type as? TextField, text.hasColumn else { return nil }
        let column = MappedField(
            path: path, number: try numbering.number(for: MappedField.columnName(path)),
            type: TextColumn(), space: place.space, nestedPath: place.nestedPath, parentPath: nil,
            ignoresMalformed: false, subfields: [], copyTargets: [], slot: 0)
        textColumns.append(column)
        return column
    }

    /// The parameters with the index's own default of `coerce`.
    private func effective(_ parameters: FieldParameters) -> FieldParameters {
        limits.coerces || parameters.isGiven("coerce") ? parameters : parameters.withoutCoercion
    }
}
