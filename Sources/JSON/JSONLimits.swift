/// Bounds of what is parsed.
package enum JSONLimits {
    /// Most containers one inside the other; an empty one at the bottom is not counted.
    package static let depth = 1000
    /// Largest text. Unit: bytes.
    package static let textSize = 0xFFFF_FFF0
    /// Memory a parse takes beside the text, for budgets. Unit: bytes per byte of text.
    package static let memoryPerByte = 14
    /// A parser that grew beyond this gives its buffers back at the next small text. Unit: bytes
    /// of text.
    package static let retainedTextSize = 4 << 20
    /// Parsers kept for the next documents.
    static let spareParsers = 8
}
