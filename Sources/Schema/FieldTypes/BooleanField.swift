import JSON

/// true or false; the texts `"true"`, `"false"` and `""` (false) are read too.
package struct BooleanField: FieldType {
    package static let name = "boolean"
    package static let summary = "true or false."
    package static let parameters: [MappingParameter] = [
        .boost, .columnValues, .ignoreMalformed, .index, .meta, .nullValue, .store,
    ]

    private let nullValue: Bool?
    package let storage: FieldStorage

    package init(_ parameters: FieldParameters, lookup: AnalyzerLookup) throws(MappingError) {
        storage = .numeric(
            index: parameters.boolean("index"), columnValues: parameters.boolean("doc_values"),
            .integer)
        guard let given = parameters.scalar("null_value") else {
            nullValue = nil
            return
        }
        guard let flag = MappingParameter.boolean(given)?.boolean else {
            throw MappingError(
                .mapperParsing,
                "Failed to parse value [\(FieldParameters.preview(given))] as only [true] or "
                    + "[false] are allowed.", at: parameters.path)
        }
        nullValue = flag
    }

    package var kind: FieldKind { .boolean }

    package func index(_ value: JSONNode, into sink: FieldSink) throws(FieldValueError) {
        sink.add(number: try read(value) ? 1 : 0)
    }

    private func read(_ value: JSONNode) throws(FieldValueError) -> Bool {
        switch value.kind {
        case .boolean: return value.boolean ?? false
        case .string: return try Self.read(value.string ?? "")
        case .object, .array:
            throw FieldValueError(.illegalState, "Can't get text on a START_OBJECT")
        default: throw Self.unreadable(JavaText.text(value.value))
        }
    }

    private static func read(_ text: String) throws(FieldValueError) -> Bool {
        switch text {
        case "true": return true
        case "false", "": return false
        default: throw unreadable(text)
        }
    }

    private static func unreadable(_ text: String) -> FieldValueError {
        FieldValueError(
            .illegalArgument,
            "Failed to parse value [\(text)] as only [true] or [false] are allowed.")
    }

    package func indexNull(into sink: FieldSink) {
        if let nullValue { sink.add(number: nullValue ? 1 : 0) }
    }

    package func queryTerm(
        _ value: JSONValue, _ context: QueryValueContext
    ) throws(FieldValueError) -> QueryTerm {
        if let flag = value.boolean { return .number(flag ? 1 : 0) }
        let text = JavaText.text(value)
        guard text == "true" || text == "false" || text.isEmpty else {
            throw FieldValueError(
                .illegalArgument, "Can't parse boolean value [\(text)], expected [true] or [false]")
        }
        return .number(text == "true" ? 1 : 0)
    }

    package func rangeBound(
        _ end: RangeEnd, _ context: QueryValueContext
    ) throws(FieldValueError) -> RangeBound {
        guard case .number(let value) = try queryTerm(end.value, context) else { return .none }
        return .number(end.isInclusive ? value : end.isLower ? value + 1 : value - 1)
    }

    package func key(_ encoded: Int64) -> JSONValue { .integer(encoded) }

    package func keyText(_ encoded: Int64, format: DateFormat?, zone: TimeZoneRules) -> String? {
        encoded == 0 ? "false" : "true"
    }

    package func sourceValue(_ encoded: Int64) -> JSONValue? { .boolean(encoded != 0) }
}
