import Glibc

/// The tokens of field values, one array per attribute, in the order of analysis: positions
/// ascend, and tokens of one position follow one another.
///
/// Pointers are valid until the next `analyze` or `removeAll`. One thread at a time: not Sendable.
package final class TokenBuffer {
    package let vocabulary: Vocabulary
    package private(set) var count = 0
    private var capacity: Int

    package private(set) var termIDs: UnsafeMutablePointer<UInt32>
    /// Absolute, from the base position of the value on.
    package private(set) var positions: UnsafeMutablePointer<UInt32>
    /// Positions a token spans: above 1 only in graphs of synonyms and shingles.
    package private(set) var positionLengths: UnsafeMutablePointer<UInt16>
    /// Into the original text, before any char filter. Unit: UTF-8 bytes.
    package private(set) var startOffsets: UnsafeMutablePointer<UInt32>
    package private(set) var endOffsets: UnsafeMutablePointer<UInt32>
    package private(set) var types: UnsafeMutablePointer<TokenType>
    /// Terms that stemmers leave alone; kept for the filters behind the memo.
    private(set) var keywords: UnsafeMutablePointer<Bool>

    package init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        capacity = 64
        termIDs = .allocate(capacity: capacity)
        positions = .allocate(capacity: capacity)
        positionLengths = .allocate(capacity: capacity)
        startOffsets = .allocate(capacity: capacity)
        endOffsets = .allocate(capacity: capacity)
        types = .allocate(capacity: capacity)
        keywords = .allocate(capacity: capacity)
    }

    deinit {
        termIDs.deallocate()
        positions.deallocate()
        positionLengths.deallocate()
        startOffsets.deallocate()
        endOffsets.deallocate()
        types.deallocate()
        keywords.deallocate()
    }

    package func removeAll() { count = 0 }

    /// Makes room for `additional` tokens behind the present ones.
    func reserve(_ additional: Int) {
        guard count + additional > capacity else { return }
        let wanted = max(capacity * 2, count + additional)
        termIDs = TokenBuffer.move(termIDs, count, wanted)
        positions = TokenBuffer.move(positions, count, wanted)
        positionLengths = TokenBuffer.move(positionLengths, count, wanted)
        startOffsets = TokenBuffer.move(startOffsets, count, wanted)
        endOffsets = TokenBuffer.move(endOffsets, count, wanted)
        types = TokenBuffer.move(types, count, wanted)
        keywords = TokenBuffer.move(keywords, count, wanted)
        capacity = wanted
    }

    private static func move<T: BitwiseCopyable>(
        _ old: UnsafeMutablePointer<T>, _ count: Int, _ capacity: Int
    ) -> UnsafeMutablePointer<T> {
        let new = UnsafeMutablePointer<T>.allocate(capacity: capacity)
        new.initialize(from: old, count: count)
        old.deallocate()
        return new
    }

    /// Takes over tokens written behind `count` after a `reserve`.
    func advance(by additional: Int) {
        count += additional
        precondition(count <= capacity, "\(count) tokens in room for \(capacity)")
    }

    @inline(__always)
    func advanceByOne() { count &+= 1 }

    func append(_ token: BufferedToken) {
        reserve(1)
        termIDs[count] = token.termID
        positions[count] = token.position
        positionLengths[count] = token.positionLength
        startOffsets[count] = token.start
        endOffsets[count] = token.end
        types[count] = token.type
        keywords[count] = token.isKeyword
        count += 1
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
