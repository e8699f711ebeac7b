import Compression
import Primitives

/// How a block of sources is stored. Raw values are on disk.
enum SourceCodec: UInt8 {
    /// As it is; for what compression does not shorten.
    case raw = 0
    /// One zstd frame a block.
    case zstd = 1
    /// One zstd frame a block, with the segment's dictionary. 2 was a frame a document.
    case dictionary = 3
}

/// Writes the sources of the root documents, in compressed blocks.
///
/// ```
/// source      = block*
/// block       = codec:u8 payload          codec 0: content, 1: zstd(content)
///                                         3: zstd(content) with the dictionary
/// content     = vint(length)×documents byte*
/// sourceIndex = blocks:u32 documents:u32 packed(first)×(blocks + 1)
///               packed(offset)×(blocks + 1) 0:u8×8
/// ```
/// `first` is the first document of each block, `offset` its place in `source`, both with the end
/// behind them, as wide as that end is; packed as `IDWriter` says. A block holds up to 16 documents
/// of up to 4 KiB together, with a dictionary up to 4 of up to 2 KiB, or a single longer one.
/// Example: the sources `{}` and `[1]` stored raw are `00 02 03 7B 7D 5B 31 5D`.
final class SourceWriter {
    /// Content of a block. Unit: bytes.
    static let blockBytes = 4 << 10
    static let blockDocuments = 16
    /// With a dictionary: a document is read with the others of its block, in about 1 µs.
    static let dictionaryBlockBytes = 2 << 10
    static let dictionaryBlockDocuments = 4

    private let file: SegmentFileWriter
    private let compressor = ZstdCompressor()
    private let dictionary: ZstdDictionary?
    private let byteLimit: Int
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
        byteLimit = dictionary == nil ? Self.blockBytes : Self.dictionaryBlockBytes
        documentLimit = dictionary == nil ? Self.blockDocuments : Self.dictionaryBlockDocuments
        file.begin(SectionKey(.source))
    }

    func add(_ source: UnsafeRawBufferPointer) throws {
        let isFull = pending.count + source.count > byteLimit
        if pendingCount > 0 && (isFull || pendingCount == documentLimit) { try flush() }
        lengths.writeVarUInt(UInt64(source.count))
        pending.write(contentsOf: source)
        pendingCount += 1
        count += 1
    }

    /// Adds a whole block of another segment, raw, or compressed as this segment's blocks are.
    func addBlock(_ bytes: UnsafeRawBufferPointer, documents: Int) throws {
        try flush()
        firsts.append(UInt32(count))
        offsets.append(UInt64(length))
        try file.append(bytes)
        length += bytes.count
        count += documents
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
        content.write(contentsOf: lengths.bytes)
        content.write(contentsOf: pending.bytes)
        block.write((dictionary == nil ? SourceCodec.zstd : .dictionary).rawValue)
        try compressor.compress(content.bytes, level: 1, dictionary: dictionary, into: block)
        if block.count <= content.count { return }
        block.removeAll()
        block.write(SourceCodec.raw.rawValue)
        block.write(contentsOf: content.bytes)
    }

    func finish() throws {
        try flush()
        try file.end()
        let shape = SourceIndexShape(
            blockCount: firsts.count, documentCount: count, sourceBytes: length,
            version: SegmentFormat.version)
        let index = ByteWriter(capacity: shape.size)
        index.write(UInt32(firsts.count))
        index.write(UInt32(count))
        firsts.append(UInt32(count))
        offsets.append(UInt64(length))
        PackedIntegers.append(count: firsts.count, width: shape.firstBits, to: index) {
            UInt64(firsts[$0])
        }
        PackedIntegers.append(count: offsets.count, width: shape.offsetBits, to: index) {
            offsets[$0]
        }
        index.writeZeros(PackedIntegers.slack)
        try file.write(SectionKey(.sourceIndex), index.bytes)
        if let dictionary {
            try file.write(SectionKey(.sourceDictionary), dictionary.bytes.bytes)
        }
    }
}

/// Where the parts of a source index lie.
struct SourceIndexShape {
    let firstBits: Int
    let offsetBits: Int
    let firstsOffset = 8
    let offsetsOffset: Int
    let size: Int

    /// - Parameter blockCount: whatever a file says.
    init(blockCount: Int, documentCount: Int, sourceBytes: Int, version: UInt32) {
        let count = blockCount + 1
        // The first version: whole integers, offsets at multiples of eight.
        let isFirst = version == 1
        firstBits = isFirst ? 32 : PackedIntegers.width(of: UInt64(documentCount))
        offsetBits = isFirst ? 64 : PackedIntegers.width(of: UInt64(sourceBytes))
        let firstsEnd = firstsOffset + PackedIntegers.bytes(count, width: firstBits)
        offsetsOffset = isFirst ? (firstsEnd + 7) / 8 * 8 : firstsEnd
        size =
            offsetsOffset + PackedIntegers.bytes(count, width: offsetBits)
            + (isFirst ? 0 : PackedIntegers.slack)
    }
}
