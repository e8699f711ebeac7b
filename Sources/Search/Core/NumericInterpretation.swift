import Segments

/// What the 64-bit numbers of a column stand for.
package enum NumericInterpretation: Sendable, Equatable {
    /// Themselves: integers, booleans, epoch milliseconds.
    case integer
    /// `NumericEncoding.encode(Double)`.
    case floating
    /// The value times a factor, rounded.
    case scaled(factor: Double)
}
