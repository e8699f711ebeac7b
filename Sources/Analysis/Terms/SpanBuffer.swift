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
///
/// The state lies behind a pointer: an append is a few instructions, without a check for exclusive
/// access.
package final class SpanBuffer {
    private struct State {
        var spans: UnsafeMutablePointer<Span>
        var count: Int
        var capacity: Int
    }

    private let state: UnsafeMutablePointer<State>

    init() {
        state = .allocate(capacity: 1)
        state.initialize(to: State(spans: .allocate(capacity: 256), count: 0, capacity: 256))
    }

    deinit {
        state.pointee.spans.deallocate()
        state.deallocate()
    }

    var spans: UnsafeMutablePointer<Span> { state.pointee.spans }

    var count: Int { state.pointee.count }

    func removeAll() { state.pointee.count = 0 }

    var memoryBytes: Int { state.pointee.capacity * MemoryLayout<Span>.stride }

    @inline(__always)
    func append(_ start: Int, _ end: Int, _ type: TokenType, increment: UInt8 = 1) {
        let at = state.pointee.count
        if _slowPath(at == state.pointee.capacity) { grow() }
        state.pointee.spans[at] = Span(
            start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
            type: type, increment: increment)
        state.pointee.count = at &+ 1
    }

    @inline(never)
    private func grow() {
        let old = state.pointee
        let larger = UnsafeMutablePointer<Span>.allocate(capacity: old.capacity * 2)
        larger.initialize(from: old.spans, count: old.count)
        old.spans.deallocate()
        state.pointee.spans = larger
        state.pointee.capacity = old.capacity * 2
    }

    func last() -> Span? { count > 0 ? spans[count - 1] : nil }
}
