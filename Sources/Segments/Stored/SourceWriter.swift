import Compression
import Primitives

/// Writes the sources of the root documents, in compressed blocks.
///
/// ```
/// source      = block*
/// block       = 0 content | 1 zstd(content) | document
/// content     = vint(length)×documents byte*
/// document    = zstd(byte*) with the dictionary, without its magic number
/// sourceIndex = blocks:u32 documents:u32 stepBits:u8 packed(first)×(blocks + 1) offsets 0:u8×8
/// offsets     = packed(offset)×(blocks / 16 + 1) packed(step)×(blocks + 1)
/// sourceDictionary = hash:u64 zstd(byte*)
/// ```
/// `first` is the first document of each block, left out when each block is one document; `offset`
/// the place in `source` of every sixteenth block, `step` that of each less the sixteenth's at or
/// before it; all with the end behind them. `first` and `offset` are as wide as that end is, `step`
/// has `stepBits`; packed as `IDWriter` says. `hash` is the `Hash64` of what the frame holds.
///
/// A block holds up to 16 documents of up to 4 KiB together, or a single longer one; with a
/// dictionary, one document. Its first byte is 32 or more, as those of all frames that state the
/// size of their content.
/// Example: the sources `{}` and `[1]` stored raw are `00 02 03 7B 7D 5B 31 5D`.
///
/// Until version 3, the dictionary was stored as it is, and `offsets` was one offset a block
/// without `stepBits`. Until version 2, a block of a segment with a dictionary was
/// `3 zstd(content)`, of up to 4 documents of up to 2 KiB, and `first` was always there.
final class SourceWriter {
    /// Content of a block. Unit: bytes.
    static let blockBytes = 4 << 10
    static let blockDocuments = 16
    /// What every zstd frame begins with, and stored documents don't.
    static let frameMagic: UInt32 = 0xFD2F_B528
    static let magicBytes = 4

    private let file: SegmentFileWriter
    private let compressor = ZstdCompressor()
    private let dictionary: ZstdDictionary?
    private let documentLimit: Int
    private let lengths = ByteWriter()
    private let pending = ByteWriter(capacity: SourceWriter.blockBytes * 2)
    private let block = ByteWriter(capacity: SourceWriter.blockBytes * 2)
    private let content = ByteWriter(capacity: SourceWriter.blockBytes * 2)
    private var pendingCount = 0
    private let firsts = FlatBuffer<UInt32>()
    private let offsets = FlatBuffer<UInt64>()
    private var length = 0
    private(set) var count = 0

    /// Begins the section.
    /// - Parameter dictionary: compresses small blocks.
    init(_ file: SegmentFileWriter, dictionary: ZstdDictionary? = nil) {
        self.file = file
        self.dictionary = dictionary
        documentLimit = dictionary == nil ? Self.blockDocuments : 1
        file.begin(SectionKey(.source))
    }

    func add(_ source: UnsafeRawBufferPointer) throws {
        let isFull = pending.count + source.count > SourceWriter.blockBytes
        if pendingCount > 0 && (isFull || pendingCount == documentLimit) { try flush() }
        lengths.writeVarUInt(UInt64(source.count))
        pending.write(contentsOf: source)
        pendingCount += 1
        count += 1
    }

    /// Adds a whole block of another segment that is read without a dictionary.
    func addBlock(_ bytes: UnsafeRawBufferPointer, documents: Int) throws {
        try flush()
        firsts.append(UInt32(count))
        offsets.append(UInt64(length))
        try file.append(bytes)
        length += bytes.count
        count += documents
    }

    /// Adds blocks of another segment of one document each, compressed with the same dictionary.
    func addDocuments(_ blocks: Range<Int>, of sources: SourceReader) throws {
        try flush()
        for block in blocks {
            firsts.append(UInt32(count))
            offsets.append(UInt64(length))
            length += try sources.bytes(block).count
            count += 1
        }
        try file.append(try sources.bytes(of: blocks))
    }

    private func flush() throws {
        if pendingCount == 0 { return }
        firsts.append(UInt32(count - pendingCount))
        offsets.append(UInt64(length))
        try compressBlock()
        try file.append(block.bytes)
        length += block.count
        lengths.removeAll()
        pending.removeAll()
        pendingCount = 0
    }

    private func compressBlock() throws {
        block.removeAll()
        content.removeAll()
        if let dictionary {
            try compressor.compress(pending.bytes, dictionary: dictionary, into: content)
            if content.count - SourceWriter.magicBytes <= pending.count {
                let frame = content.bytes[SourceWriter.magicBytes...]
                return block.write(contentsOf: UnsafeRawBufferPointer(rebasing: frame))
            }
            content.removeAll()
        }
        content.write(contentsOf: lengths.bytes)
        content.write(contentsOf: pending.bytes)
        if dictionary == nil {
            block.write(UInt8(1))
            try compressor.compress(content.bytes, level: 1, into: block)
            if block.count <= content.count { return }
            block.removeAll()
        }
        block.write(UInt8(0))
        block.write(contentsOf: content.bytes)
    }

    func finish() throws {
        try flush()
        try file.end()
        try writeIndex()
        if let dictionary { try write(dictionary) }
    }

    private func writeIndex() throws {
        let blocks = firsts.count
        firsts.append(UInt32(count))
        offsets.append(UInt64(length))
        let shape = SourceIndexShape(
            blockCount: blocks, documentCount: count, sourceBytes: length,
            stepBits: SourceOffsets.stepBits(offsets), version: SegmentFormat.version)
        let index = ByteWriter(capacity: shape.size)
        index.write(UInt32(blocks))
        index.write(UInt32(count))
        index.write(UInt8(shape.stepBits))
        if shape.hasFirsts {
            PackedIntegers.append(count: firsts.count, width: shape.firstBits, to: index) {
                UInt64(firsts[$0])
            }
        }
        SourceOffsets.append(offsets, shape, to: index)
        index.writeZeros(PackedIntegers.slack)
        try file.write(SectionKey(.sourceIndex), index.bytes)
    }

    private func write(_ dictionary: ZstdDictionary) throws {
        let section = ByteWriter(capacity: dictionary.bytes.count / 2)
        section.write(Hash64.hash(dictionary.bytes.bytes))
        try ZstdCompressor().compress(dictionary.bytes.bytes, into: section)
        try file.write(SectionKey(.sourceDictionary), section.bytes)
    }
}
