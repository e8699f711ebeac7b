import JSON
import Segments

/// Growing a mapping by what documents bring along, at a cost that follows what is new: the fields
/// there are stay as they were compiled.
extension IndexMapping {
    /// This mapping with the fields a document brought along.
    package func merging(_ dynamic: DynamicUpdate) throws(MappingError) -> IndexMapping {
        try extending(dynamic.mappings, numbering)
    }

    /// What `applying` needs to make this mapping out of the one before `update`: the update, and
    /// the numbers given out for it.
    package func delta(
        since before: IndexMapping, _ update: DynamicUpdate
    ) -> JSONValue {
        let paths = numbering.paths.dropFirst(before.numbering.paths.count)
        let spaces = numbering.spacePaths.dropFirst(before.numbering.spacePaths.count)
        return [
            "mappings": update.mappings,
            "first_field": .integer(Int64(before.numbering.paths.count)),
            "field_numbers": .array(paths.map(JSONValue.string)),
            "first_space": .integer(Int64(before.numbering.spacePaths.count)),
            "spaces": .array(spaces.map(JSONValue.string)),
        ]
    }

    /// This mapping after what `delta` wrote; does no harm when it has it already.
    /// - Throws: when the delta does not follow this mapping.
    package func applying(delta: JSONValue) throws(MappingError) -> IndexMapping {
        guard let numbering = numbering.appending(delta) else {
            throw MappingError(.mapperParsing, "a stored change of another mapping")
        }
        return try extending(delta["mappings"] ?? .null, numbering)
    }

    private func extending(
        _ update: JSONValue, _ numbering: FieldNumbering
    ) throws(MappingError) -> IndexMapping {
        let update = try RootDefinition(update)
        if update.hasOnlyProperties {
            var compiler = MappingCompiler(extending: self, numbering: numbering)
            if let root = try compiler.extend(root, by: update.object) {
                if compiler.fields.count == fields.count, root === self.root { return self }
                return try IndexMapping(
                    extending: self, definition.merging(update), root, compiler)
            }
        }
        let merged = try definition.merging(update)
        if merged == definition { return self }
        return try IndexMapping(merged, numbering: numbering, lookup: lookup, limits: limits)
    }
}

extension RootDefinition {
    /// Nothing but fields, none of which copies to others.
    var hasOnlyProperties: Bool {
        var bare = self
        bare.object = ObjectDefinition(path: "")
        return bare == RootDefinition() && object.dynamic == nil && object.isPlain
    }
}

extension ObjectDefinition {
    /// No aliases and no `copy_to` below, which can only be checked against the whole mapping.
    fileprivate var isPlain: Bool {
        names.allSatisfy { name in
            switch properties[name] {
            case .field(let field): field.copyTargets.isEmpty
            case .object(let inner): inner.isPlain
            case .alias, nil: false
            }
        }
    }
}

extension FieldNumbering {
    /// With the numbers a delta gave out; nil when it does not fit.
    fileprivate func appending(_ delta: JSONValue) -> FieldNumbering? {
        guard let firstField = delta["first_field"]?.integer, let fields = delta["field_numbers"],
            let firstSpace = delta["first_space"]?.integer, let spaces = delta["spaces"]
        else { return nil }
        var result = self
        for (offset, path) in (fields.array ?? []).enumerated() {
            guard let path = path.string, let number = try? result.number(for: path),
                Int(number - ReservedField.firstMapped) == Int(firstField) + offset
            else { return nil }
        }
        for (offset, path) in (spaces.array ?? []).enumerated() {
            guard let path = path.string,
                Int(result.space(for: path)) == Int(firstSpace) + offset + 1
            else { return nil }
        }
        return result
    }
}
