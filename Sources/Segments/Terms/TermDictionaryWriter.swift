import Primitives

/// Writes the terms of a field in byte order, front-coded in blocks of 16, with a record each.
///
/// ```
/// termText    = block*
/// block       = vint(shared) vint(length) byte×length      the first term whole
///               rest×15                                    fewer in the last block
/// rest        = (min(shared, 15) << 4 | min(suffix, 15)):u8 vint(shared - 15)? vint(suffix - 15)?
///               byte×suffix
/// termIndex   = terms:u32 blocks:u32 longest:u32 0:u32
///               key:u64×blocks        first 8 bytes of the block's first term, big end first
///               offset:u32×(blocks+1) of the block in termText
///               least:u8×blocks       smallest `shared` in the block, at most 255
/// termRecords = TermRecord×terms
/// ```
/// `shared` counts leading bytes equal to the term before, across blocks too: walks skip a whole
/// block when even its least shared prefix is known to be dead. Example: the terms `lamp`, `lamps`,
/// `last` are `00 04 6C 61 6D 70`, `41 73`, `22 73 74`.
final class TermDictionaryWriter {
    static let blockSize = 16

    private let text = ByteWriter(capacity: 1 << 12)
    private let records = ByteWriter(capacity: 1 << 12)
    private let keys = ByteWriter()
    private let offsets = ByteWriter()
    private let least = ByteWriter()
    private let last = ByteWriter()
    private var longest = 0
    private(set) var count = 0

    var textBytes: Int { text.count }

    /// Adds a term above the ones before.
    func add(_ term: UnsafeRawBufferPointer, _ record: TermRecord) {
        let shared = TermBytes.commonPrefix(term, last.bytes)
        let suffix = UnsafeRawBufferPointer(rebasing: term[shared...])
        if count % TermDictionaryWriter.blockSize == 0 {
            keys.write(TermBytes.key(term))
            offsets.write(UInt32(truncatingIfNeeded: text.count))
            least.write(UInt8(min(shared, 255)))
            text.writeVarUInt(UInt64(shared))
            text.writeVarUInt(UInt64(term.count))
            text.write(contentsOf: term)
        } else {
            let block = least.count - 1
            least.overwrite(min(least.bytes[block], UInt8(min(shared, 255))), at: block)
            text.write(UInt8(min(shared, 15) << 4 | min(suffix.count, 15)))
            if shared >= 15 { text.writeVarUInt(UInt64(shared - 15)) }
            if suffix.count >= 15 { text.writeVarUInt(UInt64(suffix.count - 15)) }
            text.write(contentsOf: suffix)
        }
        last.truncate(to: shared)
        last.write(contentsOf: suffix)
        longest = max(longest, term.count)
        count += 1
        records.write(record.frequency)
        records.write(record.value)
        records.write(unsafeBitCast(record.impact, to: UInt32.self))
        records.write(record.extra)
    }

    func finish(_ file: SegmentFileWriter, space: SpaceNumber, field: FieldNumber) throws {
        guard text.count <= SegmentLimits.sectionBytes else {
            throw SegmentError(
                kind: .overLimit("\(text.count) bytes of terms"), file: file.name,
                section: "\(SectionKey(.termText, space: space, field: field))")
        }
        offsets.write(UInt32(text.count))
        let index = ByteWriter(capacity: 16 + keys.count + offsets.count + least.count)
        index.write(UInt32(count))
        index.write(UInt32(least.count))
        index.write(UInt32(longest))
        index.write(UInt32(0))
        index.write(contentsOf: keys.bytes)
        index.write(contentsOf: offsets.bytes)
        index.write(contentsOf: least.bytes)
        try file.write(SectionKey(.termIndex, space: space, field: field), index.bytes)
        try file.write(SectionKey(.termText, space: space, field: field), text.bytes)
        try file.write(SectionKey(.termRecords, space: space, field: field), records.bytes)
    }
}
