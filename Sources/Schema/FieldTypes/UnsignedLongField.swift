import JSON

/// Whole numbers from 0 to 2^64 - 1.
package struct UnsignedLongField: FieldType {
    package static let name = "unsigned_long"
    package static let summary = "Whole numbers from 0 to 2^64 - 1."
    package static let parameters = MappingParameter.numeric

    private let coerces: Bool
    private let nullValue: Int64?
    package let storage: FieldStorage

    package init(_ parameters: FieldParameters, lookup: AnalyzerLookup) throws(MappingError) {
        coerces = parameters.boolean("coerce")
        storage = .numeric(
            index: parameters.boolean("index"), columnValues: parameters.boolean("doc_values"),
            .unsigned)
        guard let given = parameters.scalar("null_value") else {
            nullValue = nil
            return
        }
        do {
            nullValue = try Self.encode(NumberReader.read(given))
        } catch {
            throw MappingError(.mapperParsing, error.reason, at: parameters.path)
        }
    }

    package var kind: FieldKind { .integer }

    private static func encode(_ number: NumberReader.Number) throws(FieldValueError) -> Int64 {
        guard let value = unsigned(number) else {
            throw FieldValueError(
                .illegalArgument, "Value [\(number.text)] is out of range for an unsigned long")
        }
        return NumberEncoding.encode(unsigned: value)
    }

    private static func unsigned(_ number: NumberReader.Number) -> UInt64? {
        switch number {
        case .integer(let value): UInt64(exactly: value)
        case .unsigned(let value): value
        case .double(let value): UInt64(exactly: value.rounded(.towardZero))
        }
    }

    package func index(_ value: JSONNode, into sink: FieldSink) throws(FieldValueError) {
        guard
            let number = try NumberReader.read(
                value, coerce: coerces, typeName: "Unsigned Long")
        else {
            indexNull(into: sink)
            return
        }
        if !coerces, number.hasDecimals {
            throw FieldValueError(
                .illegalArgument,
                "\(number.text) cannot be converted to Unsigned Long without data loss")
        }
        sink.add(number: try Self.encode(number))
    }

    package func indexNull(into sink: FieldSink) {
        if let nullValue { sink.add(number: nullValue) }
    }

    package func queryTerm(
        _ value: JSONValue, _ context: QueryValueContext
    ) throws(FieldValueError) -> QueryTerm {
        let number = try NumberReader.read(value)
        guard !number.hasDecimals, let whole = Self.unsigned(number) else { return .none }
        return .number(NumberEncoding.encode(unsigned: whole))
    }

    package func rangeBound(
        _ end: RangeEnd, _ context: QueryValueContext
    ) throws(FieldValueError) -> RangeBound {
        let number = try NumberReader.read(end.value)
        guard !number.double.isNaN else { throw .notANumber("NaN") }
        if number.double < 0 { return end.isLower ? .number(.min) : .none }
        if case .double(let value) = number, value.rounded(.down) != value {
            return bound(UInt64(exactly: value.rounded(end.isLower ? .up : .down)), end.isLower)
        }
        guard let whole = Self.unsigned(number) else { return bound(nil, end.isLower) }
        if end.isInclusive { return bound(whole, end.isLower) }
        let (moved, overflow) =
            end.isLower
            ? whole.addingReportingOverflow(1) : whole.subtractingReportingOverflow(1)
        return overflow ? .none : bound(moved, end.isLower)
    }

    /// nil: above the largest value.
    private func bound(_ value: UInt64?, _ isLower: Bool) -> RangeBound {
        guard let value else { return isLower ? .none : .number(.max) }
        return .number(NumberEncoding.encode(unsigned: value))
    }

    package func sourceValue(_ encoded: Int64) -> JSONValue? { storage.encoding.json(encoded) }
}
