import JSON
import Segments

/// What `double`, `float` and `half_float` share: everything but their precision.
struct FloatingType: Sendable {
    let name: String
    /// To the nearest value the type can hold; infinite when it can hold none near.
    let round: @Sendable (Double) -> Double
    /// The neighbours of a value the type can hold.
    let next: @Sendable (Double, _ up: Bool) -> Double
    let coerces: Bool
    let nullValue: Int64?
    let storage: FieldStorage

    init(
        _ parameters: FieldParameters, name: String, round: @escaping @Sendable (Double) -> Double,
        next: @escaping @Sendable (Double, Bool) -> Double
    ) throws(MappingError) {
        self.name = name
        self.round = round
        self.next = next
        coerces = parameters.boolean("coerce")
        storage = .numeric(
            index: parameters.boolean("index"), columnValues: parameters.boolean("doc_values"),
            .floating)
        guard let given = parameters.scalar("null_value") else {
            nullValue = nil
            return
        }
        do {
            nullValue = try Self.encode(NumberReader.read(given).double, round, name)
        } catch {
            throw MappingError(.mapperParsing, error.reason, at: parameters.path)
        }
    }

    private static func encode(
        _ value: Double, _ round: (Double) -> Double, _ name: String
    ) throws(FieldValueError) -> Int64 {
        let rounded = round(value)
        guard rounded.isFinite else {
            throw FieldValueError(
                .illegalArgument,
                "[\(name)] supports only finite values, but got [\(JSONNumberText.text(rounded))]")
        }
        return NumericEncoding.encode(rounded == 0 ? 0 : rounded)
    }

    func index(_ value: JSONNode, into sink: FieldSink) throws(FieldValueError) {
        if let number = value.double {
            sink.add(number: try Self.encode(number, round, name))
            return
        }
        guard let number = try NumberReader.read(value, coerce: coerces, typeName: "Double") else {
            indexNull(into: sink)
            return
        }
        sink.add(number: try Self.encode(number.double, round, name))
    }

    func indexNull(into sink: FieldSink) {
        if let nullValue { sink.add(number: nullValue) }
    }

    func queryTerm(_ value: JSONValue) throws(FieldValueError) -> QueryTerm {
        let rounded = round(try NumberReader.read(value).double)
        guard rounded.isFinite else { return .none }
        return .number(NumericEncoding.encode(rounded == 0 ? 0 : rounded))
    }

    func rangeBound(_ end: RangeEnd) throws(FieldValueError) -> RangeBound {
        let value = try NumberReader.read(end.value).double
        guard !value.isNaN else { throw .notANumber("NaN") }
        var bound = round(value)
        if end.isLower ? bound < value : bound > value {
            bound = next(bound, end.isLower)
        } else if bound == value, !end.isInclusive {
            bound = next(bound, end.isLower)
        }
        if bound == (end.isLower ? .infinity : -.infinity) { return .none }
        let limit = end.isLower ? -Double.greatestFiniteMagnitude : .greatestFiniteMagnitude
        return .number(NumericEncoding.encode(bound.isFinite ? (bound == 0 ? 0 : bound) : limit))
    }
}

/// Doubles in messages.
enum JSONNumberText {
    static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        return JSONNumber.text(value)
    }
}
