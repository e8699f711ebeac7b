import JSON

/// What `long`, `integer`, `short` and `byte` share: everything but their width.
struct IntegerType: Sendable {
    /// Smallest and largest value.
    let range: ClosedRange<Int64>
    /// As messages name it: `Integer`.
    let className: String
    /// With its article: `an integer`.
    let phrase: String
    let coerces: Bool
    let nullValue: Int64?
    let storage: FieldStorage

    init(
        _ parameters: FieldParameters, range: ClosedRange<Int64>, className: String, phrase: String
    ) throws(MappingError) {
        self.range = range
        self.className = className
        self.phrase = phrase
        coerces = parameters.boolean("coerce")
        storage = .numeric(
            index: parameters.boolean("index"), columnValues: parameters.boolean("doc_values"),
            .integer)
        guard let given = parameters.scalar("null_value") else {
            nullValue = nil
            return
        }
        do {
            nullValue = try Self.fit(NumberReader.read(given), range, phrase)
        } catch {
            throw MappingError(.mapperParsing, error.reason, at: parameters.path)
        }
    }

    private static func fit(
        _ number: NumberReader.Number, _ range: ClosedRange<Int64>, _ phrase: String
    ) throws(FieldValueError) -> Int64 {
        guard let value = number.truncated, range.contains(value) else {
            throw FieldValueError(
                .illegalArgument, "Value [\(number.text)] is out of range for \(phrase)")
        }
        return value
    }

    func index(_ value: JSONNode, into sink: FieldSink) throws(FieldValueError) {
        if let number = value.integer, value.kind == .integer, range.contains(number) {
            sink.add(number: number)
            return
        }
        guard let number = try NumberReader.read(value, coerce: coerces, typeName: className)
        else {
            indexNull(into: sink)
            return
        }
        if !coerces, number.hasDecimals {
            throw FieldValueError(
                .illegalArgument,
                "\(number.text) cannot be converted to \(className) without data loss")
        }
        sink.add(number: try Self.fit(number, range, phrase))
    }

    func indexNull(into sink: FieldSink) {
        if let nullValue { sink.add(number: nullValue) }
    }

    func queryTerm(_ value: JSONValue) throws(FieldValueError) -> QueryTerm {
        let number = try NumberReader.read(value)
        guard !number.hasDecimals, let whole = number.truncated, range.contains(whole) else {
            return .none
        }
        return .number(whole)
    }

    func rangeBound(_ end: RangeEnd) throws(FieldValueError) -> RangeBound {
        let number = try NumberReader.read(end.value)
        var bound: Int64
        switch number {
        case .integer(let value): bound = value
        case .unsigned: return end.isLower ? .none : .number(range.upperBound)
        case .double(let value):
            guard !value.isNaN else { throw .notANumber("NaN") }
            let rounded = value.rounded(end.isLower ? .up : .down)
            guard let whole = Int64(exactly: rounded) else {
                return (value > 0) == end.isLower
                    ? .none : .number(end.isLower ? range.lowerBound : range.upperBound)
            }
            if rounded != value { return clamped(whole, isLower: end.isLower) }
            bound = whole
        }
        if !end.isInclusive {
            let (moved, overflow) =
                end.isLower
                ? bound.addingReportingOverflow(1) : bound.subtractingReportingOverflow(1)
            if overflow { return .none }
            bound = moved
        }
        return clamped(bound, isLower: end.isLower)
    }

    private func clamped(_ bound: Int64, isLower: Bool) -> RangeBound {
        if isLower { return bound > range.upperBound ? .none : .number(bound) }
        return bound < range.lowerBound ? .none : .number(bound)
    }
}
