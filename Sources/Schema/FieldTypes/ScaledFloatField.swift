import JSON

/// Decimals kept as whole multiples of `1 / scaling_factor`: prices in cents with a factor of 100.
package struct ScaledFloatField: FieldType {
    package static let name = "scaled_float"
    package static let summary = "Decimals kept as whole multiples of 1 / scaling_factor."
    package static let parameters =
        MappingParameter.numeric + [
            MappingParameter(
                "scaling_factor", .honoured, .number, "multiplied by before rounding; above 0")
        ]

    private let factor: Double
    private let coerces: Bool
    private let nullValue: Int64?
    package let storage: FieldStorage

    package init(_ parameters: FieldParameters, lookup: AnalyzerLookup) throws(MappingError) {
        guard let factor = parameters.double("scaling_factor") else {
            throw MappingError(
                .mapperParsing,
                "Field [\(parameters.path)] misses required parameter "
                    + "[scaling_factor]", at: parameters.path)
        }
        guard factor > 0, factor.isFinite else {
            throw MappingError(
                .mapperParsing,
                "[scaling_factor] must be a positive number, got "
                    + "[\(JSONNumberText.text(factor))]", at: parameters.path)
        }
        self.factor = factor
        coerces = parameters.boolean("coerce")
        storage = .numeric(
            index: parameters.boolean("index"), columnValues: parameters.boolean("doc_values"),
            .scaled(factor: factor))
        guard let given = parameters.scalar("null_value") else {
            nullValue = nil
            return
        }
        do {
            nullValue = try Self.scale(NumberReader.read(given).double, factor)
        } catch {
            throw MappingError(.mapperParsing, error.reason, at: parameters.path)
        }
    }

    package var kind: FieldKind { .floating }

    /// Half up, as `Math.round`.
    private static func scale(_ value: Double, _ factor: Double) throws(FieldValueError) -> Int64 {
        let scaled = (value * factor + 0.5).rounded(.down)
        guard value.isFinite else {
            throw FieldValueError(
                .illegalArgument,
                "[scaled_float] supports only finite values, but got "
                    + "[\(JSONNumberText.text(value))]")
        }
        guard let whole = Int64(exactly: scaled) else {
            throw FieldValueError(
                .illegalArgument,
                "Value [\(JSONNumber.text(value))] is out of range for a scaled_float with a "
                    + "scaling_factor of [\(JSONNumber.text(factor))]")
        }
        return whole
    }

    package func index(_ value: JSONNode, into sink: FieldSink) throws(FieldValueError) {
        if let number = value.double {
            sink.add(number: try Self.scale(number, factor))
            return
        }
        guard let number = try NumberReader.read(value, coerce: coerces, typeName: "Double") else {
            indexNull(into: sink)
            return
        }
        sink.add(number: try Self.scale(number.double, factor))
    }

    package func indexNull(into sink: FieldSink) {
        if let nullValue { sink.add(number: nullValue) }
    }

    package func queryTerm(
        _ value: JSONValue, _ context: QueryValueContext
    ) throws(FieldValueError) -> QueryTerm {
        let number = try NumberReader.read(value).double
        guard let scaled = try? Self.scale(number, factor) else { return .none }
        return .number(scaled)
    }

    package func rangeBound(
        _ end: RangeEnd, _ context: QueryValueContext
    ) throws(FieldValueError) -> RangeBound {
        var value = try NumberReader.read(end.value).double
        guard !value.isNaN else { throw .notANumber("NaN") }
        if !end.isInclusive { value = end.isLower ? value.nextUp : value.nextDown }
        let scaled = (value * factor).rounded(end.isLower ? .up : .down)
        if scaled >= 0x1p63 { return end.isLower ? .none : .number(.max) }
        if scaled < -0x1p63 { return end.isLower ? .number(.min) : .none }
        return .number(Int64(scaled))
    }

    package func sourceValue(_ encoded: Int64) -> JSONValue? { storage.encoding.json(encoded) }
}
