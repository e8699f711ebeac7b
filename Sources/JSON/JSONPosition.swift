/// A place in a text as a person counts it.
package struct JSONPosition: Sendable, Equatable {
    /// 1-based.
    package let line: Int
    /// 1-based. Unit: bytes.
    package let column: Int

    /// O(offset).
    package init(of offset: Int, in text: UnsafeRawBufferPointer) {
        var line = 1
        var lineStart = 0
        for index in 0..<min(offset, text.count) where text[index] == 0x0A {
            line += 1
            lineStart = index + 1
        }
        self.line = line
        self.column = offset - lineStart + 1
    }
}
