import Primitives

/// Finds and reads the `_id`s of a segment. Grammar: `IDWriter`.
struct IDReader: Sendable {
    private let file: SegmentFile
    private let ids: SectionData
    let table: SectionData
    let documentCount: Int
    private let blockCount: Int
    let bits: Int

    init(_ file: SegmentFile, documentCount: Int) throws(SegmentError) {
        self.file = file
        self.documentCount = documentCount
        ids = try file.require(.ids, size: 8)
        table = try file.require(.idTable, size: 8)
        try file.verify(ids, 0, 8)
        try file.verify(table, 0, 8)
        let header = ids.values(UInt32.self, at: 0)
        blockCount = Int(header[1])
        bits = Int(table.values(UInt32.self, at: 4)[0])
        guard Int(header[0]) == documentCount,
            blockCount == (documentCount + IDWriter.blockSize - 1) / IDWriter.blockSize,
            ids.count >= 8 + (blockCount + 1) * 4
        else { throw file.malformed("\(header[0]) ids for \(documentCount) documents", ids) }
        guard bits == IDWriter.bucketBits(documentCount),
            table.values(UInt32.self, at: 0)[0] == documentCount,
            table.count == 12 + (4 << bits) + documentCount * 6
        else { throw file.malformed("\(table.count) bytes for \(documentCount) ids", table) }
    }

    /// The bytes of a document's id.
    func id(_ doc: DocID) throws(SegmentError) -> UnsafeRawBufferPointer {
        precondition(doc < documentCount, "document \(doc) of \(documentCount)")
        let block = Int(doc) / IDWriter.blockSize
        let first = 8 + (blockCount + 1) * 4
        try file.verify(ids, 8 + block * 4, 8)
        let offsets = ids.values(UInt32.self, at: 8)
        let start = first + Int(offsets[block])
        let end = first + Int(offsets[block + 1])
        guard start <= end, end <= ids.count else {
            throw file.malformed("ids of block \(block) lie outside", ids)
        }
        try file.verify(ids, start, end - start)
        var scanner = VarIntScanner(ids.start, start, end)
        var rest = Int(doc) % IDWriter.blockSize
        while true {
            let length = Int(scanner.next())
            let at = scanner.offset
            guard at + length <= end else {
                throw file.malformed("an id of \(length) bytes", ids, at: at)
            }
            if rest == 0 {
                return UnsafeRawBufferPointer(start: ids.start + at, count: length)
            }
            rest -= 1
            scanner = VarIntScanner(ids.start, at + length, end)
        }
    }

    /// The newest document with an id that `isWanted`.
    /// - Parameter hash: of the id, by `Hash64`.
    func find(
        _ id: UnsafeRawBufferPointer, hash: UInt64, where isWanted: (DocID) -> Bool
    ) throws(SegmentError) -> DocID? {
        let fingerprint = UInt16(truncatingIfNeeded: hash)
        let bucket = Int(hash >> UInt64(64 - bits))
        try file.verify(table, 8 + bucket * 4, 8)
        let starts = table.values(UInt32.self, at: 8)
        let start = Int(starts[bucket])
        let end = Int(starts[bucket + 1])
        guard start <= end, end <= documentCount else {
            throw file.malformed("bucket \(bucket) from \(start) to \(end)", table)
        }
        if start == end { return nil }
        let docs = 12 + (4 << bits)
        let fingerprints = docs + documentCount * 4
        try file.verify(table, fingerprints + start * 2, (end - start) * 2)
        for entry in start..<end {
            let found = table.values(UInt16.self, at: fingerprints)[entry]
            if found != fingerprint { continue }
            try file.verify(table, docs + entry * 4, 4)
            let doc = table.values(UInt32.self, at: docs)[entry]
            guard doc < documentCount else {
                throw file.malformed("document \(doc) of \(documentCount)", table)
            }
            if TermBytes.compare(try self.id(doc), id) == 0, isWanted(doc) { return doc }
        }
        return nil
    }
}

extension IDReader {
    /// The documents of the table in order of bucket; to be read after the section was verified.
    var tableDocuments: UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(
            start: table.values(UInt32.self, at: 12 + (4 << bits)), count: documentCount)
    }

    var bucketsAscend: Bool {
        let starts = table.values(UInt32.self, at: 8)
        return starts[0] == 0 && starts[1 << bits] == documentCount
            && NumericColumnStorage.ascend(starts, 1 << bits)
    }
}
