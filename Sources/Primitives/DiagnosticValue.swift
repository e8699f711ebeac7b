/// The value of one field of a log line.
package enum DiagnosticValue: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringInterpolation
{
    case text(String)
    case integer(Int64)
    case number(Double)
    case flag(Bool)

    package init(stringLiteral value: String) { self = .text(value) }

    package init(integerLiteral value: Int64) { self = .integer(value) }

    package init(_ value: some BinaryInteger) { self = .integer(Int64(clamping: value)) }

    package init(_ value: String) { self = .text(value) }

    package init(_ error: any Error) { self = .text(String(describing: error)) }
}
