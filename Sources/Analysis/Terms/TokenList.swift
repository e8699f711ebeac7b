import Primitives

/// A token among its neighbours.
package struct ListToken {
    /// Range of the term in the list's bytes.
    var termStart: Int
    var termCount: Int
    /// Positions from the token before; 0 for another token at the same place.
    var increment: Int
    var positionLength: Int
    var start: UInt32
    var end: UInt32
    var type: TokenType
    var isKeyword: Bool
}

/// The tokens of one value between the filters that need their context. Positions are relative
/// here, so that a filter can insert and remove without renumbering.
package final class TokenList {
    private let bytes = ByteWriter(capacity: 1024)
    package var tokens: [ListToken] = []
    /// Positions behind the last token: holes of dropped tokens.
    package var trailingIncrement = 0
    /// Whether the text itself goes on behind the last token.
    package var hasTextBehind = false
    /// Offset of the end of the original text.
    package var endOffset: UInt32 = 0

    func removeAll() {
        bytes.removeAll()
        tokens.removeAll(keepingCapacity: true)
        trailingIncrement = 0
        hasTextBehind = false
        endOffset = 0
    }

    /// Copies a term in and returns its range.
    func store(_ term: UnsafeRawBufferPointer) -> (start: Int, count: Int) {
        let start = bytes.count
        bytes.write(contentsOf: term)
        return (start, term.count)
    }

    /// The bytes of a token's term. Valid until the next `store`.
    func term(_ token: ListToken) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            rebasing: bytes.bytes[token.termStart..<token.termStart + token.termCount])
    }

    func termArray(_ token: ListToken) -> [UInt8] { Array(term(token)) }

    /// `token` with another term.
    func replacing(_ token: ListToken, with term: UnsafeRawBufferPointer) -> ListToken {
        var copy = token
        (copy.termStart, copy.termCount) = store(term)
        return copy
    }

    func replacing(_ token: ListToken, with term: [UInt8]) -> ListToken {
        term.withUnsafeBytes { replacing(token, with: $0) }
    }

    /// Keeps the tokens that satisfy `isKept`; the positions of the others stay as holes.
    func filter(_ isKept: (Int, ListToken) -> Bool) {
        var kept: [ListToken] = []
        kept.reserveCapacity(tokens.count)
        var hole = 0
        for (index, token) in tokens.enumerated() {
            guard isKept(index, token) else {
                hole += token.increment
                continue
            }
            var copy = token
            copy.increment += hole
            hole = 0
            kept.append(copy)
        }
        tokens = kept
        trailingIncrement += hole
    }
}
