import Segments

/// The cursors of one scorer, with the memory they decode into.
final class CursorSet {
    /// Room of each decoded array: a block and what vectors may write beyond it.
    static let stride = 144

    let cursors: CursorPointer
    private(set) var count = 0
    private let capacity: Int
    /// Behind the cursors, in one piece with them.
    private let memory: UnsafeMutablePointer<UInt32>
    private var inverses: [NormInverses] = []
    private var merged: [MergedPostings] = []
    private var norms: (field: FieldNumber, pointer: UnsafePointer<UInt8>?)?

    init(capacity: Int) {
        self.capacity = capacity
        let room = max(1, capacity)
        let size = room * 3 * CursorSet.stride
        let bytes = UnsafeMutableRawPointer.allocate(
            byteCount: room * MemoryLayout<TermCursor>.stride + size * 4, alignment: 16)
        cursors = bytes.bindMemory(to: TermCursor.self, capacity: room)
        memory = (bytes + room * MemoryLayout<TermCursor>.stride)
            .bindMemory(to: UInt32.self, capacity: size)
        // Vector code reads past a short block; the values do not matter, the memory must be set.
        memory.initialize(repeating: 1, count: size)
        inverses.reserveCapacity(capacity)
    }

    deinit {
        cursors.deallocate()
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

    /// Puts the cursors of short lists together where there are many; all must score.
    func mergeShortLists(documentCount: Int) {
        guard count >= MergedPostings.fewestLists else { return }
        var short: [Int] = []
        var total = 0
        for index in 0..<count {
            let size = cursors[index].documentFrequency
            let fits = total + size <= MergedPostings.mostDocuments
            guard size <= MergedPostings.shortList, fits else { continue }
            short.append(index)
            total += size
        }
        guard short.count >= MergedPostings.fewestLists else { return }
        let lists = MergedPostings.merge(
            short.map { cursors + $0 }, documentCount: documentCount)
        for (index, list) in zip(short, lists) { replace(cursors + index, with: list) }
        remove(Set(short.dropFirst(lists.count)))
    }

    /// The memory the cursor decodes into stays its own.
    private func replace(_ cursor: CursorPointer, with list: MergedPostings) {
        merged.append(list)
        let old = cursor.pointee
        var new = TermCursor(
            postings: old.postings, lastDocs: list.lastDocs,
            impacts: UnsafeRawPointer(list.impacts), blockCount: list.blockCount,
            documentFrequency: list.count, norms: nil, inverses: list.products,
            weight: list.weight, docs: old.docs, frequencies: old.frequencies,
            scores: old.scores)
        new.merged = Unmanaged.passUnretained(list)
        cursor.initialize(to: new)
    }

    private func remove(_ gone: Set<Int>) {
        var kept = 0
        for index in 0..<count where !gone.contains(index) {
            if kept < index { (cursors + kept).initialize(to: cursors[index]) }
            kept += 1
        }
        count = kept
    }

    /// Puts the cursors in order of document frequency, rarest first.
    func sortByFrequency() {
        var sorted = UnsafeMutableBufferPointer(start: cursors, count: count)
        sorted.sort { $0.documentFrequency < $1.documentFrequency }
    }

    /// Where the first block from `position` on ends; `.max` at the end of all lists.
    func boundEnd(from position: DocID) -> DocID {
        var end = DocID.max
        for index in 0..<count {
            let cursor = cursors + index
            let block = cursor.seek(position)
            if block < cursor.pointee.blockCount {
                end = min(end, cursor.pointee.lastDocs[block])
            }
        }
        return end
    }
}
