import JSON

/// Reads numbers out of JSON values by OpenSearch's rules of coercion.
///
/// With `coerce` texts are parsed and decimals cut off; without it both are refused. An empty text
/// counts as no value when coercing.
enum NumberReader {
    /// A number before it is fitted to a type.
    enum Number: Sendable {
        case integer(Int64)
        /// Above `Int64.max`.
        case unsigned(UInt64)
        case double(Double)
    }

    /// nil: an empty text, which is no value.
    static func read(
        _ value: JSONNode, coerce: Bool, typeName: String
    ) throws(FieldValueError) -> Number? {
        switch value.kind {
        case .integer: return value.integer.map(Number.integer)
        case .unsignedInteger: return value.unsignedInteger.map(Number.unsigned)
        case .double: return value.double.map(Number.double)
        case .string:
            guard coerce else {
                throw FieldValueError(.illegalArgument, "\(typeName) value passed as String")
            }
            let text = value.string ?? ""
            if text.isEmpty { return nil }
            return try parse(text)
        case .boolean:
            let token = value.boolean == true ? "VALUE_TRUE" : "VALUE_FALSE"
            throw FieldValueError(
                .inputCoercion,
                "Current token (\(token)) not numeric, can not use numeric value accessors")
        case .object, .array, .null:
            throw FieldValueError(
                .illegalState,
                "Can't get text on a \(value.isArray ? "START_ARRAY" : "START_OBJECT")")
        }
    }

    /// A number given to a query: texts always count.
    static func read(_ value: JSONValue) throws(FieldValueError) -> Number {
        switch value {
        case .integer(let number): return .integer(number)
        case .unsignedInteger(let number): return .unsigned(number)
        case .double(let number): return .double(number)
        case .string(let text): return try parse(text)
        case .boolean(let flag): throw .notANumber(String(flag))
        case .null, .array, .object: throw .notANumber(value.serialized())
        }
    }

    static func parse(_ text: String) throws(FieldValueError) -> Number {
        if let number = Int64(text) { return .integer(number) }
        if let number = UInt64(text) { return .unsigned(number) }
        let trimmed = trim(text)
        let isPlain = trimmed.utf8.allSatisfy {
            (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0)
        }
        guard isPlain || ["NaN", "Infinity", "-Infinity"].contains(trimmed),
            let number = Double(trimmed)
        else { throw .notANumber(text) }
        return .double(number)
    }

    private static func trim(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard let first = bytes.firstIndex(where: { $0 > 32 }),
            let last = bytes.lastIndex(where: { $0 > 32 })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}

extension NumberReader.Number {
    var double: Double {
        switch self {
        case .integer(let number): Double(number)
        case .unsigned(let number): Double(number)
        case .double(let number): number
        }
    }

    /// As error messages print it.
    var text: String {
        switch self {
        case .integer(let number): String(number)
        case .unsigned(let number): String(number)
        case .double(let number): JSONNumber.text(number)
        }
    }

    var hasDecimals: Bool {
        guard case .double(let number) = self else { return false }
        return number.rounded(.towardZero) != number
    }

    /// Decimals cut off; nil outside 64 bits.
    var truncated: Int64? {
        switch self {
        case .integer(let number): number
        case .unsigned: nil
        case .double(let number): Int64(exactly: number.rounded(.towardZero))
        }
    }
}
