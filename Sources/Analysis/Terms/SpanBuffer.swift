/// A token as a tokenizer sees it: a slice of its text.
struct Span: BitwiseCopyable {
    /// Unit: UTF-8 bytes of the text given to the tokenizer.
    var start: UInt32
    var end: UInt32
    var type: TokenType
    /// Positions from the token before: 1, or 0 for another token at the same place.
    var increment: UInt8
}

/// The tokens of one text on their way from the tokenizer to the filters. Reused from text to text.
package final class SpanBuffer {
    private(set) var spans: UnsafeMutablePointer<Span>
    private(set) var count = 0
    private var capacity = 256

    init() { spans = .allocate(capacity: capacity) }

    deinit { spans.deallocate() }

    func removeAll() { count = 0 }

    var memoryBytes: Int { capacity * MemoryLayout<Span>.stride }

    @inline(__always)
    func append(_ start: Int, _ end: Int, _ type: TokenType, increment: UInt8 = 1) {
        if _slowPath(count == capacity) { grow() }
        spans[count] = Span(
            start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
            type: type, increment: increment)
        count &+= 1
    }

    @inline(never)
    private func grow() {
        let larger = UnsafeMutablePointer<Span>.allocate(capacity: capacity * 2)
        larger.initialize(from: spans, count: count)
        spans.deallocate()
        spans = larger
        capacity *= 2
    }

    func last() -> Span? { count > 0 ? spans[count - 1] : nil }
}
