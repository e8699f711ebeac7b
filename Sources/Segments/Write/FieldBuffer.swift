import Analysis
import Primitives

/// What the documents of a `SegmentBuffer` have in one field: flat streams in order of document.
final class FieldBuffer {
    /// As of the newest document.
    var info: FieldInfo
    /// Whose ids `termIDs` are.
    let vocabulary: Vocabulary
    let termIDs = FlatBuffer<UInt32>()
    /// Of each term in its field; only with `PostingsDetail.positions`.
    let positions = FlatBuffer<UInt32>()
    /// Documents that have the field, ascending.
    let docs = FlatBuffer<UInt32>()
    /// End of each document's terms in `termIDs`.
    let ends = FlatBuffer<UInt32>()
    /// Tokens of each document that are at a position of their own.
    let lengths = FlatBuffer<UInt32>()
    let numberDocs = FlatBuffer<UInt32>()
    let numbers = FlatBuffer<Int64>()
    /// Some document has several numbers.
    private(set) var isMultiValued = false

    init(_ info: FieldInfo, vocabulary: Vocabulary) {
        self.info = info
        self.vocabulary = vocabulary
    }

    /// Memory of the streams; the vocabulary is counted by its owner. Unit: bytes.
    var memoryBytes: Int {
        termIDs.memoryBytes + positions.memoryBytes + docs.memoryBytes + ends.memoryBytes
            + lengths.memoryBytes + numberDocs.memoryBytes + numbers.memoryBytes
    }

    /// Makes a document the last one, present in the field.
    @inline(__always)
    private func begin(_ doc: UInt32) {
        if docs.count > 0 && docs[docs.count - 1] == doc { return }
        docs.append(doc)
        ends.append(UInt32(truncatingIfNeeded: termIDs.count))
        lengths.append(0)
    }

    func addTokens(
        _ doc: UInt32, _ ids: UnsafePointer<UInt32>, _ places: UnsafePointer<UInt32>, count: Int,
        from source: Vocabulary
    ) {
        begin(doc)
        if source === vocabulary {
            termIDs.append(contentsOf: ids, count: count)
        } else {
            for index in 0..<count { termIDs.append(vocabulary.intern(source.term(ids[index]))) }
        }
        if info.postings == .positions { positions.append(contentsOf: places, count: count) }
        var length: UInt32 = 0
        var last = UInt32.max
        for index in 0..<count {
            length &+= places[index] == last ? 0 : 1
            last = places[index]
        }
        lengths[lengths.count - 1] += length
        ends[ends.count - 1] = UInt32(truncatingIfNeeded: termIDs.count)
    }

    /// Adds a term at the next position.
    func addTerm(_ doc: UInt32, _ bytes: UnsafeRawBufferPointer) {
        begin(doc)
        let last = lengths.count - 1
        if info.postings == .positions { positions.append(lengths[last]) }
        termIDs.append(vocabulary.intern(bytes))
        lengths[last] += 1
        ends[last] = UInt32(truncatingIfNeeded: termIDs.count)
    }

    func addNumber(_ doc: UInt32, _ value: Int64) {
        if numberDocs.count > 0, numberDocs[numberDocs.count &- 1] == doc { isMultiValued = true }
        numberDocs.append(doc)
        numbers.append(value)
    }

    /// Gives documents one number, or (nil) none, in place of what they have.
    /// - Parameter edits: ascending by document, each once.
    func setNumbers(_ edits: ArraySlice<ColumnEdit>) {
        let oldDocs = Array(UnsafeBufferPointer(start: numberDocs.start, count: numberDocs.count))
        let oldNumbers = Array(UnsafeBufferPointer(start: numbers.start, count: numbers.count))
        numberDocs.removeAll()
        numbers.removeAll()
        isMultiValued = false
        var at = 0
        func copy(before doc: DocID) {
            while at < oldDocs.count, oldDocs[at] < doc {
                addNumber(oldDocs[at], oldNumbers[at])
                at += 1
            }
        }
        for edit in edits {
            copy(before: edit.doc)
            while at < oldDocs.count, oldDocs[at] == edit.doc { at += 1 }
            if let value = edit.value { addNumber(edit.doc, value) }
        }
        copy(before: .max)
    }

    func removeAll() {
        termIDs.removeAll()
        positions.removeAll()
        docs.removeAll()
        ends.removeAll()
        lengths.removeAll()
        numberDocs.removeAll()
        numbers.removeAll()
    }
}
