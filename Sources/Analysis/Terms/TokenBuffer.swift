import Glibc

/// The tokens of field values, one array per attribute, in the order of analysis: positions
/// ascend, and tokens of one position follow one another.
///
/// Pointers are valid until the next `analyze` or `removeAll`. One thread at a time: not Sendable.
package final class TokenBuffer {
    package let vocabulary: Vocabulary
    private let state: UnsafeMutablePointer<TokenColumns>

    package init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        state = .allocate(capacity: 1)
        state.initialize(to: TokenColumns(capacity: 64))
    }

    deinit {
        state.pointee.deallocate()
        state.deallocate()
    }

    package var count: Int { state.pointee.count }
    package var termIDs: UnsafeMutablePointer<UInt32> { state.pointee.termIDs }
    /// Absolute, from the base position of the value on.
    package var positions: UnsafeMutablePointer<UInt32> { state.pointee.positions }
    /// Positions a token spans: above 1 only in graphs of synonyms and shingles.
    package var positionLengths: UnsafeMutablePointer<UInt16> { state.pointee.positionLengths }
    /// Into the original text, before any char filter. Unit: UTF-8 bytes.
    package var startOffsets: UnsafeMutablePointer<UInt32> { state.pointee.startOffsets }
    package var endOffsets: UnsafeMutablePointer<UInt32> { state.pointee.endOffsets }
    package var types: UnsafeMutablePointer<TokenType> { state.pointee.types }
    /// Terms that stemmers leave alone; kept for the filters behind the memo.
    var keywords: UnsafeMutablePointer<Bool> { state.pointee.keywords }

    package func removeAll() { state.pointee.count = 0 }

    /// Unit: bytes.
    var memoryBytes: Int { state.pointee.capacity * TokenColumns.rowSize }

    /// The columns as they are; stale after the next `reserve`.
    var columns: TokenColumns { state.pointee }

    /// Makes room for `additional` tokens behind the present ones.
    @inline(__always)
    func reserve(_ additional: Int) {
        if _slowPath(state.pointee.count &+ additional > state.pointee.capacity) {
            state.pointee.grow(by: additional)
        }
    }

    /// Says how many tokens there are after writing to `columns`.
    @inline(__always)
    func setCount(_ count: Int) { state.pointee.count = count }

    func append(_ token: BufferedToken) {
        reserve(1)
        let at = state.pointee.count
        termIDs[at] = token.termID
        positions[at] = token.position
        positionLengths[at] = token.positionLength
        startOffsets[at] = token.start
        endOffsets[at] = token.end
        types[at] = token.type
        keywords[at] = token.isKeyword
        state.pointee.count = at + 1
    }
}

/// The arrays of a `TokenBuffer`.
struct TokenColumns: BitwiseCopyable {
    var count = 0
    var capacity: Int
    var termIDs: UnsafeMutablePointer<UInt32>
    var positions: UnsafeMutablePointer<UInt32>
    var positionLengths: UnsafeMutablePointer<UInt16>
    var startOffsets: UnsafeMutablePointer<UInt32>
    var endOffsets: UnsafeMutablePointer<UInt32>
    var types: UnsafeMutablePointer<TokenType>
    var keywords: UnsafeMutablePointer<Bool>

    /// Of all arrays together. Unit: bytes.
    static let rowSize = 4 * 4 + 2 + MemoryLayout<TokenType>.size + 1

    init(capacity: Int) {
        self.capacity = capacity
        termIDs = .allocate(capacity: capacity)
        positions = .allocate(capacity: capacity)
        positionLengths = .allocate(capacity: capacity)
        startOffsets = .allocate(capacity: capacity)
        endOffsets = .allocate(capacity: capacity)
        types = .allocate(capacity: capacity)
        keywords = .allocate(capacity: capacity)
    }

    func deallocate() {
        termIDs.deallocate()
        positions.deallocate()
        positionLengths.deallocate()
        startOffsets.deallocate()
        endOffsets.deallocate()
        types.deallocate()
        keywords.deallocate()
    }

    @inline(never)
    mutating func grow(by additional: Int) {
        let old = self
        self = TokenColumns(capacity: max(old.capacity * 2, old.count + additional))
        count = old.count
        termIDs.initialize(from: old.termIDs, count: count)
        positions.initialize(from: old.positions, count: count)
        positionLengths.initialize(from: old.positionLengths, count: count)
        startOffsets.initialize(from: old.startOffsets, count: count)
        endOffsets.initialize(from: old.endOffsets, count: count)
        types.initialize(from: old.types, count: count)
        keywords.initialize(from: old.keywords, count: count)
        old.deallocate()
    }

    /// Writes the token of a span at row `at`; room was reserved.
    @inline(__always)
    func write(_ at: Int, _ id: UInt32, _ span: Span, _ position: UInt32, isKeyword: Bool) {
        termIDs[at] = id
        positions[at] = position
        positionLengths[at] = 1
        startOffsets[at] = span.start
        endOffsets[at] = span.end
        types[at] = span.type
        keywords[at] = isKeyword
    }
}

/// One row of a `TokenBuffer`.
struct BufferedToken {
    var termID: UInt32
    var position: UInt32
    var positionLength: UInt16
    var start: UInt32
    var end: UInt32
    var type: TokenType
    var isKeyword: Bool
}
