import JSON
import Schema
import Search
import Segments

/// How a sort value is printed beside a hit, and read back from `search_after`.
package enum SortOutput: Sendable, Equatable {
    case score
    /// A document's number.
    case document
    /// A column's numbers.
    case number(NumberEncoding)
    /// Instants, as milliseconds or in a format.
    case date(DateFormat?)
    case text
    /// Internet addresses.
    case address

    /// A missing number prints as the extreme it sorts as.
    package func json(_ value: SortValue, _ key: SortKey) -> JSONValue {
        switch (self, value) {
        case (_, .score(let score)): return .double(Double(score))
        case (.address, .term(let bytes)): return .string(IPAddress.text(bytes))
        case (_, .term(let bytes)): return .string(String(decoding: bytes, as: UTF8.self))
        case (.date(let format?), .integer(let number)):
            return .string(format.print(millis: number))
        case (.number(let encoding), .integer(let number)): return encoding.json(number)
        case (_, .integer(let number)): return .integer(number)
        case (.text, .missing), (.address, .missing): return .null
        case (.number(let encoding), .missing): return extreme(key, encoding)
        case (_, .missing): return .integer(sortsLast(key) ? .max : .min)
        }
    }

    /// Whether a missing value counts as larger than all others.
    private func sortsLast(_ key: SortKey) -> Bool { (key.missing == .first) == key.descending }

    private func extreme(_ key: SortKey, _ encoding: NumberEncoding) -> JSONValue {
        let isLarge = sortsLast(key)
        switch encoding {
        case .integer: return .integer(isLarge ? .max : .min)
        case .unsigned: return isLarge ? .unsignedInteger(.max) : .integer(0)
        case .floating, .scaled: return .string(isLarge ? "Infinity" : "-Infinity")
        }
    }

    func read(_ value: JSONValue, _ key: SortKey) throws(RequestError) -> SortValue {
        if value.isNull { return .missing }
        switch self {
        case .score:
            guard let score = Double(PlanContext.text(value)) else { throw Self.unreadable(value) }
            return .score(Float(score))
        case .document: return .integer(try Self.integer(value))
        case .text: return .term(Array(PlanContext.text(value).utf8))
        case .address:
            guard let address = IPAddress.parse(PlanContext.text(value)) else {
                throw Self.unreadable(value)
            }
            return .term(address)
        case .date(let format):
            if let text = value.string, Int64(text) == nil {
                guard let instant = (format ?? .standard).parse(text) else {
                    throw Self.unreadable(value)
                }
                return .integer(instant.millis)
            }
            let number = try Self.integer(value)
            return number == .max || number == .min ? .missing : .integer(number)
        case .number(let encoding):
            if value == extreme(key, encoding) { return .missing }
            return .integer(try Self.encode(value, encoding))
        }
    }

    private static func encode(
        _ value: JSONValue, _ encoding: NumberEncoding
    ) throws(RequestError) -> Int64 {
        switch encoding {
        case .integer: return try integer(value)
        case .unsigned:
            guard let number = UInt64(PlanContext.text(value)) else { throw unreadable(value) }
            return NumberEncoding.encode(unsigned: number)
        case .floating:
            guard let number = Double(PlanContext.text(value)) else { throw unreadable(value) }
            return NumericEncoding.encode(number)
        case .scaled(let factor):
            guard let number = Double(PlanContext.text(value)),
                let scaled = Int64(exactly: (number * factor).rounded())
            else { throw unreadable(value) }
            return scaled
        }
    }

    private static func integer(_ value: JSONValue) throws(RequestError) -> Int64 {
        if let number = value.integer { return number }
        let text = PlanContext.text(value)
        if let number = Int64(text) { return number }
        if let number = Double(text), let whole = Int64(exactly: number.rounded(.towardZero)) {
            return whole
        }
        throw unreadable(value)
    }

    private static func unreadable(_ value: JSONValue) -> RequestError {
        RequestError(
            .illegalArgument,
            "Failed to parse search_after value for field: [\(PlanContext.text(value))]",
            path: "search_after",
            cause: .init(
                type: "number_format_exception",
                reason: "For input string: \"\(PlanContext.text(value))\""))
    }
}
