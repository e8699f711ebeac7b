import Index
import QueryDSL
import Schema

/// What a field is in each of several indices.
package struct FieldCapability: Sendable {
    package let type: String
    package var isSearchable = true
    package var isAggregatable = true
    package var indices: [String] = []
    package var nonSearchable: [String] = []
    package var nonAggregatable: [String] = []
}

package struct FieldCapabilities: Sendable {
    package let indices: [String]
    /// By field, then by type, both in byte order.
    package let fields: [(name: String, types: [FieldCapability])]
}

extension Engine {
    /// - Parameter patterns: of field names.
    package func fieldCapabilities(
        _ expression: IndexExpression, _ options: IndicesOptions, patterns: [String],
        includeUnmapped: Bool, filter: SearchRequest? = nil
    ) throws -> FieldCapabilities {
        var targets = try targets(of: expression, options)
        if var filter {
            filter.size = 0
            filter.trackTotal = .exact
            targets = try targets.filter { target in
                let found = try SearchRunner(engine: self, request: filter, targets: [target]).run()
                return (found.total?.count ?? 0) > 0
            }
        }
        let names = targets.map(\.entry.name).sorted()
        var table: [String: [String: FieldCapability]] = [:]
        for target in targets.sorted(by: { $0.entry.name < $1.entry.name }) {
            add(target, patterns, to: &table)
        }
        let fields = table.sorted { $0.key < $1.key }.map { name, types in
            var types = types
            let mapped = Set(types.values.flatMap(\.indices))
            let unmapped = names.filter { !mapped.contains($0) }
            if includeUnmapped, !unmapped.isEmpty {
                types["unmapped"] = FieldCapability(
                    type: "unmapped", isSearchable: false, isAggregatable: false,
                    indices: unmapped)
            }
            return (name, types.sorted { $0.key < $1.key }.map(\.value))
        }
        return FieldCapabilities(indices: names, fields: fields)
    }

    private func add(
        _ target: SearchTarget, _ patterns: [String],
        to table: inout [String: [String: FieldCapability]]
    ) {
        func add(_ path: String, _ type: String, _ searchable: Bool, _ aggregatable: Bool) {
            guard patterns.contains(where: { NamePattern.matches($0, path) }) else { return }
            var entry = table[path]?[type] ?? FieldCapability(type: type)
            entry.indices.append(target.entry.name)
            if !searchable { entry.nonSearchable.append(target.entry.name) }
            if !aggregatable { entry.nonAggregatable.append(target.entry.name) }
            entry.isSearchable = entry.nonSearchable.isEmpty
            entry.isAggregatable = entry.nonAggregatable.isEmpty
            table[path, default: [:]][type] = entry
        }
        var objects: Set<String> = []
        for field in target.mapping.fields {
            let meant = target.mapping.field(field.path) ?? field
            add(field.path, meant.typeName, meant.isSearchable, meant.isAggregatable)
            guard field.parentPath == nil else { continue }
            var path = field.path
            while let dot = path.lastIndex(of: ".") {
                path = String(path[..<dot])
                if target.mapping.isObject(path) { objects.insert(path) }
            }
        }
        for path in objects.sorted() {
            let isNested = target.mapping.nestedSpace(path) != nil
            add(path, isNested ? "nested" : "object", false, false)
        }
        for (name, searchable, aggregatable) in Self.metadataFields {
            add(name, name, searchable, aggregatable)
        }
    }

    private static let metadataFields: [(String, Bool, Bool)] = [
        ("_id", true, true), ("_ignored", true, true), ("_index", true, true),
        ("_routing", true, false), ("_seq_no", true, true), ("_source", false, false),
        ("_version", false, true),
    ]
}
