import Primitives

/// Writes the `_id`s of the root documents, and the table that finds them.
///
/// ```
/// ids     = documents:u32 blocks:u32 offset:u32×(blocks + 1) id*
/// id      = vint(length) byte×length              32 a block; offsets from the first id on
/// idTable = documents:u32 bits:u32 start:u32×(2^bits + 1) doc:u32×documents
///           fingerprint:u16×documents
/// ```
/// The bucket of an id is the top `bits` of its `Hash64`, its fingerprint the low 16; entries
/// `start[b]..<start[b + 1]` of `doc` and `fingerprint` are the bucket, newest document first, so
/// that of several documents with one id the newest is found. About four documents share a bucket.
/// Example: the ids `a` and `bc` are `01 61 02 62 63`.
final class IDWriter {
    static let blockSize = 32

    private let offsets = ByteWriter()
    private let ids = ByteWriter(capacity: 1 << 12)
    private let hashes = FlatBuffer<UInt64>()

    var count: Int { hashes.count }

    func add(_ id: UnsafeRawBufferPointer) {
        if hashes.count % IDWriter.blockSize == 0 { offsets.write(UInt32(ids.count)) }
        ids.writeVarUInt(UInt64(id.count))
        ids.write(contentsOf: id)
        hashes.append(Hash64.hash(id))
    }

    func finish(_ file: SegmentFileWriter) throws {
        guard ids.count <= SegmentLimits.sectionBytes else {
            throw SegmentError(
                kind: .overLimit("\(ids.count) bytes of ids"), file: file.name,
                section: "\(SectionKey(.ids))")
        }
        let header = ByteWriter()
        header.write(UInt32(count))
        header.write(UInt32(offsets.count / 4))
        offsets.write(UInt32(ids.count))
        file.begin(SectionKey(.ids))
        try file.append(header.bytes)
        try file.append(offsets.bytes)
        try file.append(ids.bytes)
        try file.end()
        let table = makeTable()
        try file.write(SectionKey(.idTable), table.bytes)
    }

    /// Bits of a bucket number for so many documents.
    static func bucketBits(_ count: Int) -> Int {
        var bits = 1
        while 4 << bits < count { bits += 1 }
        return bits
    }

    private func makeTable() -> ByteWriter {
        let count = hashes.count
        let bits = IDWriter.bucketBits(count)
        let shift = UInt64(64 - bits)
        let table = ByteWriter(capacity: 12 + (4 << bits) + count * 6)
        table.write(UInt32(count))
        table.write(UInt32(bits))
        var ends = [UInt32](repeating: 0, count: (1 << bits) + 1)
        for index in 0..<count { ends[Int(hashes[index] >> shift) + 1] += 1 }
        for bucket in 0..<(1 << bits) { ends[bucket + 1] += ends[bucket] }
        for start in ends { table.write(start) }
        var docs = [UInt32](repeating: 0, count: count)
        for doc in (0..<count).reversed() {
            let bucket = Int(hashes[doc] >> shift)
            docs[Int(ends[bucket])] = UInt32(doc)
            ends[bucket] += 1
        }
        for doc in docs { table.write(doc) }
        for doc in docs { table.write(UInt16(truncatingIfNeeded: hashes[Int(doc)])) }
        return table
    }
}
