import Compression
import Primitives
import Synchronization

/// Reads the sources of a segment. Grammar: `SourceWriter`.
struct SourceReader: Sendable {
    private let file: SegmentFile
    let source: SectionData
    private let index: SectionData
    let blockCount: Int
    let documentCount: Int
    private let dictionarySection: SectionData?
    private let digested = DigestedDictionary()

    init(_ file: SegmentFile, documentCount: Int) throws(SegmentError) {
        self.file = file
        self.documentCount = documentCount
        source = try file.require(.source)
        index = try file.require(.sourceIndex, size: 8)
        try file.verify(index)
        let header = index.values(UInt32.self, at: 0)
        blockCount = Int(header[0])
        let offsets = SourceReader.offsetsStart(blockCount)
        guard Int(header[1]) == documentCount, index.count == offsets + (blockCount + 1) * 8,
            Int(header[2 + blockCount]) == documentCount
        else {
            throw file.malformed("\(header[1]) documents in \(blockCount) blocks", index)
        }
        dictionarySection = file.section(.sourceDictionary)
    }

    /// The verified bytes of the dictionary, if there is one.
    var dictionaryBytes: UnsafeRawBufferPointer? { dictionarySection?.bytes }

    /// The dictionary, made at first use.
    func dictionary() throws(SegmentError) -> ZstdDictionary? {
        guard let section = dictionarySection else { return nil }
        if let known = digested.value.withLock({ $0 }) { return known }
        try file.verify(section)
        do {
            let made = try ZstdDictionary(section.bytes)
            digested.value.withLock { $0 = made }
            return made
        } catch {
            throw file.malformed("\(error)", section)
        }
    }

    private static func offsetsStart(_ blockCount: Int) -> Int {
        (8 + (blockCount + 1) * 4 + 7) / 8 * 8
    }

    private var firsts: UnsafePointer<UInt32> { index.values(UInt32.self, at: 8) }
    private var offsets: UnsafePointer<UInt64> {
        index.values(UInt64.self, at: SourceReader.offsetsStart(blockCount))
    }

    /// Documents of a block, whatever the index says none beyond the segment's.
    func documents(_ block: Int) -> Range<Int> {
        let first = min(Int(firsts[block]), documentCount)
        return first..<max(first, min(Int(firsts[block + 1]), documentCount))
    }

    private func block(of doc: DocID) throws(SegmentError) -> Int {
        precondition(doc < documentCount, "document \(doc) of \(documentCount)")
        var low = 0
        var high = blockCount
        while high - low > 1 {
            let middle = (low + high) >> 1
            if firsts[middle] > doc { high = middle } else { low = middle }
        }
        guard documents(low).contains(Int(doc)) else {
            throw file.malformed("no block has document \(doc)", index)
        }
        return low
    }

    /// The verified bytes of a block, codec first.
    func bytes(_ block: Int) throws(SegmentError) -> UnsafeRawBufferPointer {
        let start = offsets[block]
        let end = offsets[block + 1]
        guard start < end, end <= UInt64(source.count) else {
            throw file.malformed("block \(block) from \(start) to \(end)", index)
        }
        try file.verify(source, Int(start), Int(end - start))
        return UnsafeRawBufferPointer(start: source.start + Int(start), count: Int(end - start))
    }

    func codec(_ bytes: UnsafeRawBufferPointer) throws(SegmentError) -> SourceCodec {
        guard let codec = SourceCodec(rawValue: bytes[0]) else {
            throw file.malformed("codec \(bytes[0])", source)
        }
        return codec
    }

    /// Appends the source of a document.
    func append(_ doc: DocID, to writer: ByteWriter) throws(SegmentError) {
        let block = try block(of: doc)
        let documents = documents(block)
        let place = Int(doc) - documents.lowerBound
        let bytes = try bytes(block)
        let payload = UnsafeRawBufferPointer(rebasing: bytes[1...])
        let codec = try codec(bytes)
        if codec == .raw {
            return writer.write(contentsOf: try part(place, of: documents.count, in: payload))
        }
        let content = ByteWriter(
            capacity: codec == .zstd
                ? SourceWriter.blockBytes * 2 : SourceWriter.dictionaryBlockBytes * 2)
        try decompress(payload, codec, into: content)
        writer.write(contentsOf: try part(place, of: documents.count, in: content.bytes))
    }

    /// Calls `body` with each document of a block and its source, in order.
    func forEach(in block: Int, _ body: (Int, UnsafeRawBufferPointer) throws -> Void) throws {
        let documents = documents(block)
        let bytes = try bytes(block)
        let codec = try codec(bytes)
        var content = UnsafeRawBufferPointer(rebasing: bytes[1...])
        let scratch = ByteWriter(capacity: 64)
        if codec != .raw {
            try decompress(content, codec, into: scratch)
            content = scratch.bytes
        }
        guard let start = content.baseAddress else { throw file.error(.truncated, source) }
        var scanner = VarIntScanner(start, 0, content.count)
        var lengths: [Int] = []
        for _ in documents { lengths.append(Int(scanner.next())) }
        var at = scanner.offset
        for (doc, length) in zip(documents, lengths) {
            guard at + length <= content.count else {
                throw file.malformed("a source of \(length) bytes lies outside its block", source)
            }
            try body(doc, UnsafeRawBufferPointer(start: start + at, count: length))
            at += length
        }
    }

    private func decompress(
        _ frame: UnsafeRawBufferPointer, _ codec: SourceCodec, into writer: ByteWriter
    ) throws(SegmentError) {
        let dictionary = codec == .dictionary ? try dictionary() : nil
        if codec == .dictionary, dictionary == nil {
            throw file.malformed("a block needs a dictionary", source)
        }
        try decompress(frame, into: writer, dictionary: dictionary)
    }

    private func decompress(
        _ frame: UnsafeRawBufferPointer, into writer: ByteWriter, dictionary: ZstdDictionary?
    ) throws(SegmentError) {
        let decompressor = DecompressorPool.shared.take()
        defer { DecompressorPool.shared.giveBack(decompressor) }
        do {
            try decompressor.decompress(
                frame, limit: SegmentLimits.sourceBytes + 64, dictionary: dictionary, into: writer)
        } catch {
            throw file.malformed("\(error)", source)
        }
    }

    /// The `place`-th of `count` byte strings behind their lengths.
    private func part(
        _ place: Int, of count: Int, in content: UnsafeRawBufferPointer
    ) throws(SegmentError) -> UnsafeRawBufferPointer {
        guard let start = content.baseAddress else { throw file.error(.truncated, source) }
        var scanner = VarIntScanner(start, 0, content.count)
        var before = 0
        var length = 0
        for index in 0..<count {
            let next = Int(scanner.next())
            if index < place { before += next }
            if index == place { length = next }
        }
        let at = scanner.offset + before
        guard at + length <= content.count else {
            throw file.malformed("a source of \(length) bytes lies outside its block", source)
        }
        return UnsafeRawBufferPointer(start: start + at, count: length)
    }
}

/// A dictionary once it was needed.
private final class DigestedDictionary: Sendable {
    let value = Mutex<ZstdDictionary?>(nil)
}

extension SourceReader {
    /// Whether the documents of a block take up its content to the last byte.
    func isFilled(_ block: Int) throws -> Bool {
        let bytes = try bytes(block)
        var content = UnsafeRawBufferPointer(rebasing: bytes[1...])
        let scratch = ByteWriter(capacity: 64)
        let codec = try codec(bytes)
        if codec != .raw {
            try decompress(content, codec, into: scratch)
            content = scratch.bytes
        }
        guard let start = content.baseAddress else { return false }
        var scanner = VarIntScanner(start, 0, content.count)
        var total = 0
        for _ in documents(block) { total += Int(scanner.next()) }
        return scanner.offset + total == content.count
    }
}
