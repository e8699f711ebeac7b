import Analysis
import Primitives

/// One document on its way into a `SegmentBuffer`, reused from document to document.
///
/// Everything given is copied into flat arrays, so callers may reuse their own buffers at once.
/// Child 0 is the root document itself. One thread at a time: not Sendable.
package final class ParsedDocument {
    struct Child {
        let space: SpaceNumber
        let parent: UInt16
    }

    /// Tokens of one field value: a range of `termIDs` and `positions`.
    struct TokenRun {
        let field: FieldNumber
        let child: UInt16
        let vocabulary: Int
        let start: Int
        let count: Int
    }

    struct TermEntry {
        let field: FieldNumber
        let child: UInt16
        let start: Int
        let count: Int
    }

    struct NumberEntry {
        let field: FieldNumber
        let child: UInt16
        let value: Int64
    }

    let id = ByteWriter()
    let source = ByteWriter(capacity: 4096)
    let routing = ByteWriter()
    private(set) var hasRouting = false
    let termBytes = ByteWriter()
    let termIDs = FlatBuffer<UInt32>()
    let positions = FlatBuffer<UInt32>()
    private(set) var children: [Child] = []
    private(set) var runs: [TokenRun] = []
    private(set) var terms: [TermEntry] = []
    private(set) var numbers: [NumberEntry] = []
    private(set) var vocabularies: [Vocabulary] = []

    package init() {}

    package func removeAll() {
        id.removeAll()
        source.removeAll()
        routing.removeAll()
        hasRouting = false
        termBytes.removeAll()
        termIDs.removeAll()
        positions.removeAll()
        children.removeAll(keepingCapacity: true)
        runs.removeAll(keepingCapacity: true)
        terms.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        vocabularies.removeAll(keepingCapacity: true)
    }

    package func setID(_ bytes: UnsafeRawBufferPointer) {
        id.removeAll()
        id.write(contentsOf: bytes)
    }

    /// - Parameter bytes: kept exactly.
    package func setSource(_ bytes: UnsafeRawBufferPointer) {
        source.removeAll()
        source.write(contentsOf: bytes)
    }

    package func setRouting(_ bytes: UnsafeRawBufferPointer?) {
        routing.removeAll()
        hasRouting = bytes != nil
        if let bytes { routing.write(contentsOf: bytes) }
    }

    /// Starts a document of a nested space. Children of one space are begun in order.
    /// - Parameter parent: an earlier child of the space's parent space; 0 = the root document.
    /// - Returns: the child's number, from 1 on, for the `add` functions.
    package func beginChild(space: SpaceNumber, parent: UInt16 = 0) -> UInt16 {
        precondition(
            children.count < SegmentLimits.childrenPerDocument,
            "child \(children.count + 1) is over \(SegmentLimits.childrenPerDocument)")
        children.append(Child(space: space, parent: parent))
        return UInt16(children.count)
    }

    /// Adds the tokens of one field value. An empty range makes the field present without a term.
    /// - Parameters:
    ///   - range: of tokens in `tokens`.
    ///   - tokens: positions are absolute in the field: gaps between values are applied already.
    package func addTokens(
        field: FieldNumber, child: UInt16 = 0, range: Range<Int>, tokens: TokenBuffer
    ) {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= tokens.count,
            "tokens \(range) of \(tokens.count)")
        addTokens(
            field: field, child: child, termIDs: tokens.termIDs + range.lowerBound,
            positions: tokens.positions + range.lowerBound, count: range.count,
            vocabulary: tokens.vocabulary)
    }

    /// Adds tokens as term ids of a vocabulary of the buffer the document is for.
    package func addTokens(
        field: FieldNumber, child: UInt16 = 0, termIDs ids: UnsafePointer<UInt32>,
        positions places: UnsafePointer<UInt32>, count: Int, vocabulary: Vocabulary
    ) {
        var index = vocabularies.count - 1
        while index >= 0 && vocabularies[index] !== vocabulary { index -= 1 }
        if index < 0 {
            vocabularies.append(vocabulary)
            index = vocabularies.count - 1
        }
        runs.append(
            TokenRun(
                field: field, child: child, vocabulary: index, start: termIDs.count, count: count))
        termIDs.append(contentsOf: ids, count: count)
        positions.append(contentsOf: places, count: count)
    }

    /// Adds a term as it is: its postings and, if the field has an ordinal column, its value.
    package func addTerm(
        field: FieldNumber, child: UInt16 = 0, _ bytes: UnsafeRawBufferPointer
    ) {
        terms.append(
            TermEntry(field: field, child: child, start: termBytes.count, count: bytes.count))
        termBytes.write(contentsOf: bytes)
    }

    /// Adds a number in its sortable encoding to the field's column.
    package func addNumber(field: FieldNumber, child: UInt16 = 0, _ value: Int64) {
        numbers.append(NumberEntry(field: field, child: child, value: value))
    }
}
