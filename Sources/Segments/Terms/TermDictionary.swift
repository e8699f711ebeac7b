import Primitives

/// The terms of one field of one segment, in byte order. Grammar: `TermDictionaryWriter`.
///
/// Its own sections are verified as a whole when it is made; the pages of a postings list when the
/// list is handed out.
package final class TermDictionary: Sendable {
    package let termCount: Int
    let file: SegmentFile
    let text: SectionData
    let index: SectionData
    let records: SectionData
    let blockCount: Int
    /// Longest term. Unit: bytes.
    let longest: Int
    let lists: PostingsSections?
    let prefixes = LazyPrefixTree()

    /// - Returns: nil when the field has no term in the segment.
    init?(_ file: SegmentFile, _ field: FieldInfo) throws(SegmentError) {
        let space = field.space
        guard let index = file.section(.termIndex, space: space, field: field.number) else {
            return nil
        }
        self.file = file
        self.index = index
        try file.verify(index)
        guard index.count >= 16 else { throw file.error(.truncated, index) }
        let header = index.values(UInt32.self, at: 0)
        termCount = Int(header[0])
        blockCount = Int(header[1])
        longest = Int(header[2])
        let size = TermDictionaryWriter.blockSize
        guard termCount > 0, blockCount == (termCount + size - 1) / size,
            index.count == 16 + blockCount * 13 + 4, longest <= SegmentLimits.termBytes
        else { throw file.malformed("\(termCount) terms in \(blockCount) blocks", index) }
        text = try file.require(.termText, space: space, field: field.number)
        records = try file.require(.termRecords, space: space, field: field.number)
        guard records.count == termCount * MemoryLayout<TermRecord>.stride else {
            throw file.malformed("\(records.count) bytes for \(termCount) terms", records)
        }
        try file.verify(text)
        try file.verify(records)
        lists = field.postings == .none ? nil : try PostingsSections(file, field)
    }

    /// First eight bytes of each block's first term.
    var keys: UnsafePointer<UInt64> { index.values(UInt64.self, at: 16) }
    /// Of each block in the text.
    var offsets: UnsafePointer<UInt32> { index.values(UInt32.self, at: 16 + blockCount * 8) }
    /// Smallest shared prefix in each block.
    var least: UnsafePointer<UInt8> { index.values(UInt8.self, at: 20 + blockCount * 12) }

    func record(_ ordinal: TermOrdinal) -> TermRecord {
        precondition(ordinal < termCount, "term \(ordinal) of \(termCount)")
        return records.values(TermRecord.self, at: 0)[Int(ordinal)]
    }

    func cursor(atBlock block: Int) -> TermCursor {
        TermCursor(
            text: text, termCount: termCount, block: block, offset: Int(offsets[block]))
    }

    /// The first term of a block.
    private func firstTerm(_ block: Int) throws(SegmentError) -> UnsafeRawBufferPointer {
        var cursor = cursor(atBlock: block)
        guard cursor.next() else { throw broken() }
        return UnsafeRawBufferPointer(start: cursor.suffix, count: cursor.suffixCount)
    }

    func broken() -> SegmentError { file.malformed("terms end early", text) }

    /// The last block whose first term is not above `term`, or 0.
    private func block(for term: UnsafeRawBufferPointer) throws(SegmentError) -> Int {
        let key = TermBytes.key(term)
        let keys = keys
        var low = 0
        var high = blockCount
        while high - low > 1 {
            let middle = (low + high) >> 1
            var isAbove = keys[middle] > key
            if keys[middle] == key {
                isAbove = TermBytes.compare(try firstTerm(middle), term) > 0
            }
            if isAbove { high = middle } else { low = middle }
        }
        return low
    }

    /// The first ordinal whose term is not below `term`, and whether it is the term.
    private func seek(
        _ term: UnsafeRawBufferPointer
    ) throws(SegmentError) -> (ordinal: TermOrdinal, isFound: Bool) {
        try seek(term, in: try block(for: term))
    }

    /// The same, where the block the term belongs in is known.
    func seek(
        _ term: UnsafeRawBufferPointer, in block: Int
    ) throws(SegmentError) -> (ordinal: TermOrdinal, isFound: Bool) {
        let end = min(termCount, (block + 1) * TermDictionaryWriter.blockSize)
        var cursor = cursor(atBlock: block)
        var matched = 0
        while cursor.ordinal + 1 < end {
            guard cursor.next() else { throw broken() }
            if cursor.shared > matched { continue }
            let ordinal = TermOrdinal(cursor.ordinal)
            if cursor.shared < matched { return (ordinal, false) }
            var at = 0
            while at < cursor.suffixCount && matched < term.count
                && cursor.suffix[at] == term[matched]
            {
                at &+= 1
                matched &+= 1
            }
            if matched == term.count { return (ordinal, at == cursor.suffixCount) }
            if at < cursor.suffixCount && cursor.suffix[at] > term[matched] {
                return (ordinal, false)
            }
        }
        return (TermOrdinal(end), false)
    }

    package func find(_ term: UnsafeRawBufferPointer) throws(SegmentError) -> TermOrdinal? {
        let (ordinal, isFound) = try seek(term)
        return isFound ? ordinal : nil
    }

    /// The first ordinal whose term is not below `term`; `termCount` when all are.
    package func lowerBound(_ term: UnsafeRawBufferPointer) throws(SegmentError) -> TermOrdinal {
        try seek(term).ordinal
    }

    package func prefixRange(
        _ prefix: UnsafeRawBufferPointer
    ) throws(SegmentError) -> Range<TermOrdinal> {
        let lower = try lowerBound(prefix)
        let upper = try withUnsafeTemporaryAllocation(
            of: UInt8.self, capacity: prefix.count + 1,
            { next -> Result<TermOrdinal, SegmentError> in
                var count = 0
                for byte in prefix {
                    next[count] = byte
                    count += 1
                }
                while count > 0 && next[count - 1] == 0xFF { count -= 1 }
                if count == 0 { return .success(TermOrdinal(termCount)) }
                next[count - 1] += 1
                let bound = UnsafeRawBufferPointer(start: next.baseAddress, count: count)
                return Result { () throws(SegmentError) in try lowerBound(bound) }
            }
        ).get()
        return lower..<max(lower, upper)
    }

    /// Appends the bytes of a term.
    package func term(_ ordinal: TermOrdinal, into writer: ByteWriter) throws(SegmentError) {
        precondition(ordinal < termCount, "term \(ordinal) of \(termCount)")
        var cursor = cursor(atBlock: Int(ordinal) / TermDictionaryWriter.blockSize)
        let start = writer.count
        repeat {
            guard cursor.next(), start + cursor.shared <= writer.count else { throw broken() }
            writer.truncate(to: start + cursor.shared)
            writer.write(
                contentsOf: UnsafeRawBufferPointer(
                    start: cursor.suffix, count: cursor.suffixCount))
        } while cursor.ordinal < Int(ordinal)
    }

    @inline(__always)
    package func documentFrequency(_ ordinal: TermOrdinal) -> Int {
        record(ordinal).documentFrequency
    }

    /// - Parameter positions: whether positions will be read; false leaves their pages untouched
    ///   and makes `hasPositions` false.
    package func postings(
        _ ordinal: TermOrdinal, positions: Bool = true
    ) throws(SegmentError) -> PostingsList {
        precondition(ordinal < termCount, "term \(ordinal) of \(termCount)")
        guard let lists else {
            throw file.malformed("the field has no postings", records)
        }
        let record = records.values(TermRecord.self, at: 0) + Int(ordinal)
        return try lists.list(record, records: records, positions: positions)
    }

    /// Calls `body` with each term at or after `lower` until it returns false. The bytes are valid
    /// during the call.
    package func forEachTerm(
        from lower: UnsafeRawBufferPointer? = nil,
        _ body: (UnsafeRawBufferPointer, TermOrdinal, _ documentFrequency: Int) throws -> Bool
    ) throws {
        let first = try lower.map { try lowerBound($0) } ?? 0
        guard first < termCount else { return }
        var cursor = cursor(atBlock: Int(first) / TermDictionaryWriter.blockSize)
        let term = ByteWriter(capacity: longest)
        while cursor.next() {
            guard cursor.shared <= term.count else { throw broken() }
            term.truncate(to: cursor.shared)
            term.write(
                contentsOf: UnsafeRawBufferPointer(
                    start: cursor.suffix, count: cursor.suffixCount))
            if cursor.ordinal < Int(first) { continue }
            let ordinal = TermOrdinal(cursor.ordinal)
            if try !body(term.bytes, ordinal, documentFrequency(ordinal)) { return }
        }
        if cursor.isBroken { throw broken() }
    }
}
