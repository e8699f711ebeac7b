import JSON
import Schema
import Segments

/// What the numbers of an aggregation stand for, over all its indices.
///
/// Indices that agree keep their column's own numbers; where they differ, all become floats.
struct NumberDomain: Sendable, Equatable {
    let encoding: NumberEncoding
    let kind: FieldBinding.Kind
    let format: DateFormat?
    let zone: TimeZoneRules

    /// - Throws: when a field is a text in one index and a number in another.
    init(_ bindings: [FieldBinding], aggregation name: String) throws(AggregationError) {
        let mapped = bindings.filter { $0.kind != .unmapped }
        if mapped.contains(where: { $0.kind == .keyword })
            && mapped.contains(where: { $0.kind != .keyword })
        {
            throw AggregationError(
                .execution,
                "Merging/Reducing the aggregations failed when computing the aggregation [\(name)] "
                    + "because the field you gave in the aggregation query existed as two "
                    + "different "
                    + "types in two different indices")
        }
        let first = mapped.first
        kind = first?.kind ?? .unmapped
        format = first?.format
        zone = first?.zone ?? .utc
        let encodings = mapped.map(\.encoding)
        let agrees = encodings.allSatisfy { $0 == encodings[0] }
        let hasFraction = bindings.contains {
            if case .floating? = $0.missing { true } else { false }
        }
        if agrees && !(hasFraction && !NumberDomain.holdsFractions(encodings.first ?? .integer)) {
            encoding = encodings.first ?? .integer
        } else {
            encoding = .floating
        }
    }

    static func holdsFractions(_ encoding: NumberEncoding) -> Bool {
        switch encoding {
        case .integer, .unsigned: false
        case .floating, .scaled: true
        }
    }

    var isFloating: Bool { NumberDomain.holdsFractions(encoding) }

    func encode(_ value: Double) -> Int64 {
        switch encoding {
        case .integer: Int64(clampingRounded: value)
        case .unsigned: Int64(bitPattern: UInt64(clampingRounded: value) ^ (1 << 63))
        case .floating: NumericEncoding.encode(value)
        case .scaled(let factor): Int64(clampingRounded: (value * factor + 0.5).rounded(.down))
        }
    }

    func encode(_ missing: FieldBinding.Missing?) -> Int64? {
        switch missing {
        case nil, .term: nil
        case .floating(let value): encode(value)
        case .integer(let value):
            switch encoding {
            case .integer: value
            case .unsigned: Int64(bitPattern: UInt64(clamping: value) ^ (1 << 63))
            case .floating, .scaled: encode(Double(value))
            }
        }
    }

    func decode(_ encoded: Int64) -> Double { encoding.decode(encoded) }

    /// Decodes a run of numbers.
    func decode(
        _ encoded: UnsafePointer<Int64>, count: Int, into values: UnsafeMutablePointer<Double>
    ) {
        switch encoding {
        case .integer:
            for index in 0..<count { values[index] = Double(encoded[index]) }
        case .floating:
            for index in 0..<count { values[index] = NumericEncoding.decode(encoded[index]) }
        case .scaled(let factor):
            for index in 0..<count { values[index] = Double(encoded[index]) / factor }
        case .unsigned:
            for index in 0..<count { values[index] = encoding.decode(encoded[index]) }
        }
    }

    /// The smallest number that stands for at least `value`; nil when none does.
    func lowerBound(_ value: Double) -> Int64? {
        // -0.0 and 0.0 are the same number and two encodings.
        if encoding == .floating { return NumericEncoding.encode(value == 0 ? -0.0 : value) }
        if value == -.infinity { return .min }
        if value.isNaN || decode(.max) < value { return nil }
        var low = Int64.min
        var high = Int64.max
        while low < high {
            // Halfway without overflow.
            let middle = low + Int64(high.subtractingFully(low) / 2)
            if decode(middle) < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The number as a key of a response, and the text beside it.
    func write(key encoded: Int64, to json: JSONWriter) {
        json.key("key" as StaticString)
        json.value(encoding.json(encoded))
        if let text = text(encoded) {
            json.key("key_as_string" as StaticString)
            json.value(text)
        }
    }

    /// The text of a number whose kind has one: dates and booleans.
    func text(_ encoded: Int64) -> String? {
        switch kind {
        case .date: (format ?? .standard).print(millis: encoded, zone: zone)
        case .boolean: encoded == 0 ? "false" : "true"
        default: nil
        }
    }

    /// The text of a metric over such numbers, which need not be one of them.
    func text(of value: Double) -> String? {
        switch kind {
        case .date: text(Int64(clampingRounded: value))
        case .boolean: value == 0 ? "false" : "true"
        default: nil
        }
    }
}

extension Int64 {
    /// Rounded towards zero, cut at the bounds, 0 for NaN.
    init(clampingRounded value: Double) {
        if value >= 0x1p63 {
            self = .max
        } else if value < -0x1p63 {
            self = .min
        } else {
            self = value.isNaN ? 0 : Int64(value)
        }
    }

    /// The distance from a smaller number.
    fileprivate func subtractingFully(_ smaller: Int64) -> UInt64 {
        UInt64(bitPattern: self) &- UInt64(bitPattern: smaller)
    }
}

extension UInt64 {
    fileprivate init(clampingRounded value: Double) {
        if value >= 0x1p64 { self = .max } else { self = value > 0 ? UInt64(value) : 0 }
    }
}
