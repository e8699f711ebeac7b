import JSON
import Schema
import Segments

/// Values of mapped fields for a hit: `fields` reads them from the source, `docvalue_fields` from
/// columns; both print dates in the field's format.
enum FieldFetch {
    static func values(
        of wanted: [FetchedField], in source: JSONValue, mapping: IndexMapping
    ) throws -> [(String, [JSONValue])] {
        wanted.flatMap { entry in
            mapping.fields(matching: entry.pattern).compactMap { field -> (String, [JSONValue])? in
                let values = SourceValues.values(at: field.parentPath ?? field.path, in: source)
                let printed = values.compactMap { shown($0, field, format: entry.format) }
                return printed.isEmpty ? nil : (field.path, printed)
            }
        }
    }

    private static func shown(
        _ value: JSONValue, _ field: MappedField, format: String?
    ) -> JSONValue? {
        guard field.isDate || field.isNumeric || field.isBoolean else {
            return value.object == nil ? value : nil
        }
        guard
            case .number(let encoded)? = try? field.queryTerm(
                from: value, QueryValueContext(now: 0))
        else { return nil }
        if field.isBoolean { return .boolean(encoded != 0) }
        return printed(encoded, field, format: format)
    }

    private static func printed(
        _ encoded: Int64, _ field: MappedField, format: String?
    ) -> JSONValue {
        guard field.isDate else { return field.encoding.json(encoded) }
        let chosen = format.flatMap { $0 == "use_field_mapping" ? nil : DateFormat($0) }
        guard let format = chosen ?? field.format else { return .integer(encoded) }
        return .string(format.print(millis: encoded))
    }

    private static let reserved = [
        "_seq_no": ReservedField.sequenceNumber, "_version": ReservedField.version,
    ]

    /// - Parameter nestedPath: of the objects `doc` is one of; nil for root documents.
    static func columnValues(
        of wanted: FetchedField, _ doc: DocID, _ view: SegmentView, mapping: IndexMapping,
        nestedPath: String? = nil
    ) throws -> [(String, [JSONValue])] {
        if let reserved = reserved[wanted.pattern] {
            guard let column = try view.numericColumn(reserved) else { return [] }
            let values = ColumnValues.all(column, doc).map { JSONValue.integer($0) }
            return values.isEmpty ? [] : [(wanted.pattern, values)]
        }
        return try mapping.fields(matching: wanted.pattern).compactMap { field in
            guard field.nestedPath == nestedPath else { return nil }
            switch field.info.column {
            case .none: return nil
            case .numeric:
                guard let column = try view.numericColumn(field.number) else { return nil }
                let values = ColumnValues.all(column, doc).map { encoded in
                    field.isBoolean
                        ? JSONValue.boolean(encoded != 0)
                        : printed(encoded, field, format: wanted.format)
                }
                return values.isEmpty ? nil : (field.path, values)
            case .ordinal:
                guard let column = try view.ordinalColumn(field.number) else { return nil }
                let values = try ColumnValues.texts(column, doc, field.terms)
                return values.isEmpty ? nil : (field.path, values.map { .string($0) })
            }
        }
    }
}
