import Primitives

/// Writes the `_id`s of the root documents, and the table that finds them.
///
/// ```
/// ids     = documents:u32 blocks:u32 offset:u32×(blocks + 1) block* 0:u8×8
/// block   = 0 prefix (vint(length) byte×length)×ids
///         | 1 prefix digits:u8 width:u8 least:i64 packed(rest)×ids
/// prefix  = vint(length) byte×length              32 ids a block; offsets from the first block on
/// idTable = documents:u32 bits:u32 start:u32×(2^bits + 1) packed(fingerprint)×documents
///           packed(doc)×documents 0:u8×8
/// ```
/// Every id of a block begins with its prefix. In form 1 the `i`-th goes on with the decimal number
/// `least + rest + i`, of so many `digits` with leading zeros, or with 0 of as many as it takes.
/// Packed integers are of one width, bit after bit, low bits first, up to a whole byte.
///
/// The bucket of an id is the top `bits` of its `Hash64`, its fingerprint the low 12; entries
/// `start[b]..<start[b + 1]` of `fingerprint` and `doc` are the bucket, newest document first, so
/// that of several documents with one id the newest is found. Up to eight documents share a bucket
/// on average; the width of `doc` is that of the last document, at least 1.
/// Example: the ids `a7` and `a8` are a block `01 01 61 01 00 0700000000000000`.
final class IDWriter {
    static let blockSize = 32

    private let offsets = ByteWriter()
    private let blocks = ByteWriter(capacity: 1 << 12)
    private let hashes = FlatBuffer<UInt64>()
    private var block = IDBlock()

    var count: Int { hashes.count }

    func add(_ id: UnsafeRawBufferPointer) {
        block.add(id)
        hashes.append(Hash64.hash(id))
        if block.count == IDWriter.blockSize { endBlock() }
    }

    private func endBlock() {
        offsets.write(UInt32(truncatingIfNeeded: blocks.count))
        block.write(to: blocks)
        block.removeAll()
    }

    func finish(_ file: SegmentFileWriter) throws {
        if block.count > 0 { endBlock() }
        guard blocks.count <= SegmentLimits.sectionBytes else {
            throw SegmentError(
                kind: .overLimit("\(blocks.count) bytes of ids"), file: file.name,
                section: "\(SectionKey(.ids))")
        }
        let header = ByteWriter()
        header.write(UInt32(count))
        header.write(UInt32(offsets.count / 4))
        offsets.write(UInt32(blocks.count))
        blocks.writeZeros(PackedIntegers.slack)
        file.begin(SectionKey(.ids))
        try file.append(header.bytes)
        try file.append(offsets.bytes)
        try file.append(blocks.bytes)
        try file.end()
        let table = IDTable.encode(hashes)
        try withExtendedLifetime(table) { try file.write(SectionKey(.idTable), table.bytes) }
    }
}
