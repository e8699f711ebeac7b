import JSON
import Segments

/// What the 64-bit numbers of a field's column stand for.
package enum NumberEncoding: Sendable, Equatable {
    /// Themselves: integers, booleans, milliseconds since 1970.
    case integer
    /// Unsigned integers with the top bit flipped, so that order is kept.
    case unsigned
    /// `NumericEncoding` of a double.
    case floating
    /// The value times a factor, rounded half up.
    case scaled(factor: Double)

    /// The value a column number stands for, rounded to a double.
    package func decode(_ encoded: Int64) -> Double {
        switch self {
        case .integer: Double(encoded)
        case .unsigned: Double(Self.unsigned(encoded))
        case .floating: NumericEncoding.decode(encoded)
        case .scaled(let factor): Double(encoded) / factor
        }
    }

    /// The value as it is printed: integers without a point.
    package func json(_ encoded: Int64) -> JSONValue {
        switch self {
        case .integer: .integer(encoded)
        case .unsigned: Self.unsignedJSON(Self.unsigned(encoded))
        case .floating, .scaled: .double(decode(encoded))
        }
    }

    static func unsigned(_ encoded: Int64) -> UInt64 { UInt64(bitPattern: encoded) ^ (1 << 63) }

    package static func encode(unsigned value: UInt64) -> Int64 {
        Int64(bitPattern: value ^ (1 << 63))
    }

    private static func unsignedJSON(_ value: UInt64) -> JSONValue {
        Int64(exactly: value).map(JSONValue.integer) ?? .unsignedInteger(value)
    }
}
