import JSON

/// Instants in milliseconds, read and printed by `format`.
package struct DateField: FieldType {
    package static let name = "date"
    package static let summary = "Instants in milliseconds, read and printed by `format`."
    package static let parameters: [MappingParameter] = [
        .boost, .columnValues,
        MappingParameter(
            "format", .honoured, .text, default: .string(DateFormat.defaultPattern),
            updatable: false, "named formats or patterns, alternatives separated by ||"),
        .ignoreMalformed, .index,
        MappingParameter(
            "locale", .storedOnly, .text, default: "", "names of months and days are English"),
        .meta, .nullValue,
        MappingParameter(
            "print_format", .storedOnly, .text, "the first alternative of `format` prints"),
        .store,
    ]

    package let format: DateFormat
    private let nullValue: Int64?
    package let storage: FieldStorage

    package init(_ parameters: FieldParameters, lookup: AnalyzerLookup) throws(MappingError) {
        let pattern = parameters.text("format") ?? DateFormat.defaultPattern
        guard let format = DateFormat(pattern) else {
            throw MappingError(
                .mapperParsing,
                "Error parsing [format] on field [\(FieldParameters.leaf(parameters.path))]: "
                    + "Invalid format: [\(pattern)]: unknown pattern", at: parameters.path)
        }
        self.format = format
        storage = .numeric(
            index: parameters.boolean("index"), columnValues: parameters.boolean("doc_values"),
            .integer)
        guard let given = parameters.scalar("null_value") else {
            nullValue = nil
            return
        }
        guard let instant = format.parse(JavaText.text(given)) else {
            throw MappingError(
                .mapperParsing,
                "Error parsing [null_value] on field [\(FieldParameters.leaf(parameters.path))]: "
                    + "failed to parse date field [\(JavaText.text(given))] with format "
                    + "[\(pattern)]", at: parameters.path)
        }
        nullValue = instant.millis
    }

    package var kind: FieldKind { .date }

    package func index(_ value: JSONNode, into sink: FieldSink) throws(FieldValueError) {
        let text = try sink.text(of: value)
        guard let instant = format.parse(text) else {
            throw FieldValueError(
                .illegalArgument,
                "failed to parse date field [\(String(decoding: text, as: UTF8.self))] with format "
                    + "[\(format.pattern)]")
        }
        sink.add(number: instant.millis)
    }

    package func indexNull(into sink: FieldSink) {
        if let nullValue { sink.add(number: nullValue) }
    }

    package func queryTerm(
        _ value: JSONValue, _ context: QueryValueContext
    ) throws(FieldValueError) -> QueryTerm {
        let first = try instant(value, roundUp: false, context)
        return .range(first...max(first, try instant(value, roundUp: true, context)))
    }

    package func rangeBound(
        _ end: RangeEnd, _ context: QueryValueContext
    ) throws(FieldValueError) -> RangeBound {
        let roundUp = end.isLower != end.isInclusive
        let millis = try instant(end.value, roundUp: roundUp, context)
        if end.isInclusive { return .number(millis) }
        return .number(end.isLower ? millis + 1 : millis - 1)
    }

    private func instant(
        _ value: JSONValue, roundUp: Bool, _ context: QueryValueContext
    ) throws(FieldValueError) -> Int64 {
        let math = DateMath(format: context.format ?? format, zone: context.zone, now: context.now)
        do {
            return try math.instant(JavaText.text(value), roundUp: roundUp).millis
        } catch {
            throw FieldValueError(.parse, error.reason)
        }
    }

    package func keyText(
        _ encoded: Int64, format: DateFormat?, zone: TimeZoneRules
    ) -> String? {
        (format ?? self.format).print(millis: encoded, zone: zone)
    }

    package func sourceValue(_ encoded: Int64) -> JSONValue? {
        .string(format.print(millis: encoded))
    }

    package func exactNumber(_ value: JSONValue) -> Int64? {
        guard case .string(let text) = value, let instant = format.parse(text),
            format.print(millis: instant.millis) == text
        else { return nil }
        return instant.millis
    }
}
