/// A text that is not JSON, or JSON we refuse, with the place where it stops being so.
package struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// No value at all.
        case empty
        /// The text ends inside a value.
        case truncated
        case unexpectedCharacter
        /// A complete value is followed by something else.
        case trailingContent
        case invalidUTF8
        case invalidNumber
        /// A number no 64-bit float can hold.
        case numberOutOfRange
        case invalidEscape
        /// An unescaped byte below 0x20 in a string.
        case controlCharacter
        /// More than `JSONLimits.depth` containers.
        case tooDeep
        /// More than `JSONLimits.textSize` bytes.
        case tooLarge
        case outOfMemory
    }

    package let kind: Kind
    /// Unit: bytes from the start of the text.
    package let offset: Int
    /// 1-based.
    package let line: Int
    /// 1-based. Unit: bytes.
    package let column: Int
    /// What is wrong, without the position.
    package let message: String

    package init(_ kind: Kind, at offset: Int, in text: UnsafeRawBufferPointer, _ message: String) {
        let position = JSONPosition(of: offset, in: text)
        self.kind = kind
        self.offset = offset
        self.line = position.line
        self.column = position.column
        self.message = message
    }

    package var description: String { "\(message) at line \(line), column \(column)" }
}
