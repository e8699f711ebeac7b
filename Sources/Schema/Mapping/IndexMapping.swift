import JSON
import Segments

/// What the documents of one index are: its fields by path, their numbers and types, and what
/// becomes of keys it does not know. Immutable; a change makes another mapping.
///
/// A field's number never changes and is never given out twice over the index's life: `persisted`
/// carries the numbers, `serialized` is what a client sees.
package final class IndexMapping: Sendable {
    let definition: RootDefinition
    let numbering: FieldNumbering
    let root: ObjectScope
    /// Every field, multi-fields included, by slot.
    package let fields: [MappedField]
    private let byPath: LayeredTable<String, MappedField>
    private let byNumber: LayeredTable<FieldNumber, MappedField>
    /// Fields by their other names.
    private let byAlias: [String: MappedField]
    /// Objects by path; true for nested ones.
    let objects: [String: Bool]
    /// What `index.mapping.total_fields.limit` counts.
    let countedFields: Int
    /// Shared by the mappings that grew out of one another and kept its fields in their slots.
    let lineage: Lineage
    package let fieldInfos: FieldInfos
    /// Full paths of fields others copy to.
    private let copyTargets: Set<String>
    package let limits: MappingLimits
    let lookup: AnalyzerLookup

    /// An identity.
    final class Lineage: Sendable {}

    init(
        _ definition: RootDefinition, numbering: FieldNumbering, lookup: AnalyzerLookup,
        limits: MappingLimits
    ) throws(MappingError) {
        var compiler = MappingCompiler(lookup: lookup, limits: limits, numbering: numbering)
        root = try compiler.compile(definition)
        self.definition = definition
        self.numbering = compiler.numbering
        self.lookup = lookup
        self.limits = limits
        fields = compiler.fields
        objects = compiler.objects
        countedFields = compiler.counted
        lineage = Lineage()
        copyTargets = Set(compiler.fields.flatMap(\.copyTargets))
        fieldInfos = FieldInfos(
            (compiler.fields + compiler.textColumns).map(\.info), spaces: compiler.spaces)
        var byPath: [String: MappedField] = [:]
        var byNumber: [FieldNumber: MappedField] = [:]
        for field in compiler.fields {
            byPath[field.path] = field
            byNumber[field.number] = field
        }
        var byAlias: [String: MappedField] = [:]
        for alias in compiler.aliases { byAlias[alias.path] = byPath[alias.target] }
        self.byAlias = byAlias
        self.byPath = LayeredTable(byPath)
        self.byNumber = LayeredTable(byNumber)
    }

    /// `base` with the fields a compiler added to it.
    init(
        extending base: IndexMapping, _ definition: RootDefinition, _ root: ObjectScope,
        _ compiler: MappingCompiler
    ) {
        self.definition = definition
        self.root = root
        numbering = compiler.numbering
        lookup = base.lookup
        limits = base.limits
        fields = compiler.fields
        objects = compiler.objects
        countedFields = compiler.counted
        lineage = base.lineage
        copyTargets = base.copyTargets
        let added = compiler.fields[base.fields.count...]
        fieldInfos = base.fieldInfos.adding(
            (added + compiler.textColumns).map(\.info), spaces: compiler.spaces)
        var byPath = base.byPath
        var byNumber = base.byNumber
        for field in added {
            byPath[field.path] = field
            byNumber[field.number] = field
        }
        byAlias = base.byAlias
        self.byPath = byPath
        self.byNumber = byNumber
    }

    /// Reads the `mappings` of a create or put request.
    package static func parse(
        _ mappings: JSONValue, analyzers lookup: AnalyzerLookup,
        limits: MappingLimits = .standard
    ) throws(MappingError) -> IndexMapping {
        try IndexMapping(
            RootDefinition(mappings), numbering: FieldNumbering(), lookup: lookup, limits: limits)
    }

    /// Reads what `persisted` wrote.
    package static func restore(
        _ persisted: JSONValue, analyzers lookup: AnalyzerLookup,
        limits: MappingLimits = .standard
    ) throws(MappingError) -> IndexMapping {
        guard let paths = persisted["field_numbers"]?.array,
            let spaces = persisted["spaces"]?.array,
            let numbering = FieldNumbering(paths: paths, spaces: spaces)
        else {
            throw MappingError(.mapperParsing, "a stored mapping without its field numbers")
        }
        return try IndexMapping(
            RootDefinition(persisted["mappings"] ?? .null), numbering: numbering, lookup: lookup,
            limits: limits)
    }

    /// This mapping with the fields and changes of a put-mapping request.
    package func merging(_ update: JSONValue) throws(MappingError) -> IndexMapping {
        let merged = try definition.merging(RootDefinition(update))
        if merged == definition { return self }
        return try IndexMapping(merged, numbering: numbering, lookup: lookup, limits: limits)
    }

    /// The same fields under other limits, after a change of settings.
    package func with(limits: MappingLimits) throws(MappingError) -> IndexMapping {
        try IndexMapping(definition, numbering: numbering, lookup: lookup, limits: limits)
    }

    /// Fields that can be changed without indexing the document again.
    package var fastFields: FastFields {
        FastFields(root: root, fields: fields, copyTargets: copyTargets)
    }

    /// As GET shows it: as declared, defaults left out.
    package var serialized: JSONValue { definition.echo }

    /// For the commit point: `serialized` and the numbers given out.
    package var persisted: JSONValue {
        [
            "mappings": definition.echo,
            "field_numbers": .array(numbering.paths.map(JSONValue.string)),
            "spaces": .array(numbering.spacePaths.map(JSONValue.string)),
        ]
    }

    /// The field of a full path, or the one an alias of that path stands for.
    package func field(_ path: String) -> MappedField? { byPath[path] ?? byAlias[path] }

    /// Other names of fields, with the fields they stand for.
    package var aliases: [String: MappedField] { byAlias }

    package func field(number: FieldNumber) -> MappedField? { byNumber[number] }

    /// Fields whose path fits a pattern of `*` and other characters, in the order of numbers.
    package func fields(matching pattern: String) -> [MappedField] {
        guard pattern.contains("*") else { return field(pattern).map { [$0] } ?? [] }
        return fields.filter { SimplePattern.matches(pattern, $0.path) }
            .sorted { $0.number < $1.number }
    }

    package func isObject(_ path: String) -> Bool { objects[path] != nil }

    /// The space of a nested object; nil when the path is none.
    package func nestedSpace(_ path: String) -> SpaceNumber? {
        guard objects[path] == true else { return nil }
        return fieldInfos.spaces.first { $0.path == path }?.number
    }

    /// The spaces below one nested path (nil: the root) down to another, outermost first; nil when
    /// the second is not a nested object below the first.
    package func spaces(from outer: String?, to inner: String) -> [SpaceNumber]? {
        let start = outer.flatMap { nestedSpace($0) } ?? 0
        guard var number = nestedSpace(inner), number != start else { return nil }
        var chain = [number]
        while let space = fieldInfos.space(number), space.parent != start {
            if space.parent == 0 { return nil }
            number = space.parent
            chain.append(number)
        }
        return chain.reversed()
    }

    /// The fields below an object, at any depth.
    package func fields(under path: String) -> [MappedField] {
        fields.filter { $0.path.hasPrefix(path + ".") }
    }

    /// What GET shows of one field, by its full path; nil when there is none.
    package func serializedField(_ path: String) -> JSONValue? {
        var object = definition.object
        let parts = path.split(separator: ".").map(String.init)
        for (index, part) in parts.enumerated() {
            switch object.properties[part] {
            case .object(let inner): object = inner
            case .field(let field):
                if index == parts.count - 1 { return field.echo }
                guard index == parts.count - 2 else { return nil }
                return field.subfields.first { $0.path == path }?.echo
            case .alias(let alias): return index == parts.count - 1 ? alias.echo : nil
            case nil: return nil
            }
        }
        return nil
    }

    /// Documents must come with a routing.
    package var requiresRouting: Bool { definition.requiresRouting ?? false }

    /// The analyzers this mapping names its own from.
    package var analyzers: AnalyzerLookup { lookup }
}
