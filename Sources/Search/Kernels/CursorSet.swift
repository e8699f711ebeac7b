import Segments

/// The cursors of one scorer, with the memory they decode into.
final class CursorSet {
    /// Room of each decoded array: a block and what vectors may write beyond it.
    static let stride = 144

    let cursors: CursorPointer
    private(set) var count = 0
    private let capacity: Int
    private let memory: UnsafeMutablePointer<UInt32>
    private var inverses: [NormInverses] = []
    private var norms: (field: FieldNumber, pointer: UnsafePointer<UInt8>?)?

    init(capacity: Int) {
        self.capacity = capacity
        cursors = .allocate(capacity: max(1, capacity))
        memory = .allocate(capacity: max(1, capacity) * 3 * CursorSet.stride)
        // Vector code reads past a short block; the values do not matter, the memory must be set.
        memory.initialize(repeating: 1, count: max(1, capacity) * 3 * CursorSet.stride)
    }

    deinit {
        cursors.deallocate()
        memory.deallocate()
    }

    /// Adds the cursor of a term.
    /// - Parameter weight: limit of the term's score.
    func append(
        _ postings: PostingsList, field: FieldNumber, leaf: Leaf, weight: Float,
        inverses: NormInverses
    ) throws {
        append(
            postings, norms: try norms(of: field, in: leaf, inverses), weight: weight,
            inverses: inverses.values)
        self.inverses.append(inverses)
    }

    /// Adds a list nobody asks scores of.
    func append(unscored postings: PostingsList) throws {
        append(postings, norms: nil, weight: 0, inverses: NormInverses.unused.values)
    }

    /// Adds a list with its norms given.
    func append(
        _ postings: PostingsList, norms: UnsafePointer<UInt8>?, weight: Float,
        inverses: NormInverses
    ) {
        self.inverses.append(inverses)
        append(postings, norms: norms, weight: weight, inverses: inverses.values)
    }

    private func append(
        _ postings: PostingsList, norms: UnsafePointer<UInt8>?, weight: Float,
        inverses: UnsafePointer<Float>
    ) {
        precondition(count < capacity, "cursor \(count) of \(capacity)")
        let base = memory + count * 3 * CursorSet.stride
        let cursor = TermCursor(
            postings: postings, lastDocs: postings.lastDocs,
            impacts: UnsafeRawPointer(postings.impacts), blockCount: postings.blockCount,
            documentFrequency: postings.documentFrequency, norms: norms, inverses: inverses,
            weight: weight, docs: base, frequencies: base + CursorSet.stride,
            scores: UnsafeMutableRawPointer(base + 2 * CursorSet.stride)
                .assumingMemoryBound(to: Float.self))
        (cursors + count).initialize(to: cursor)
        count += 1
    }

    private func norms(
        of field: FieldNumber, in leaf: Leaf, _ inverses: NormInverses
    ) throws -> UnsafePointer<UInt8>? {
        if !inverses.hasNorms { return nil }
        if let norms, norms.field == field { return norms.pointer }
        let pointer = try leaf.view.reader.norms(field)
        norms = (field, pointer)
        return pointer
    }

    /// Puts the cursors in order of document frequency, rarest first.
    func sortByFrequency() {
        var sorted = UnsafeMutableBufferPointer(start: cursors, count: count)
        sorted.sort { $0.documentFrequency < $1.documentFrequency }
    }
}
