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
    /// First document of each block, and the end; nil when each block is one document.
    /// Shape: [blockCount + 1].
    private let firsts: PackedIntegers?
    /// Place of each block in `source`, and the end. Shape: [blockCount + 1]. Unit: bytes.
    private let offsets: SourceOffsets
    private let dictionarySection: SectionData?
    private let digested = DigestedDictionary()

    init(_ file: SegmentFile, documentCount: Int) throws(SegmentError) {
        self.file = file
        self.documentCount = documentCount
        source = try file.require(.source)
        let headerBytes = SourceIndexShape.headerBytes(version: file.version)
        index = try file.require(.sourceIndex, size: headerBytes)
        try file.verify(index)
        let header = index.values(UInt32.self, at: 0)
        blockCount = Int(header[0])
        let shape = SourceIndexShape(
            blockCount: blockCount, documentCount: documentCount, sourceBytes: source.count,
            stepBits: Int(index.bytes[headerBytes - 1]), version: file.version)
        guard Int(header[1]) == documentCount, index.count == shape.size else {
            throw file.malformed("\(header[1]) documents in \(blockCount) blocks", index)
        }
        let firsts =
            shape.hasFirsts
            ? PackedIntegers(index.start + shape.firstsOffset, width: shape.firstBits) : nil
        offsets = SourceOffsets(index.start, shape)
        if let firsts, firsts[blockCount] != documentCount {
            throw file.malformed("blocks end at document \(firsts[blockCount])", index)
        }
        self.firsts = firsts
        dictionarySection = file.section(.sourceDictionary)
    }

    /// Whether each block is one document.
    var isDocumentEach: Bool { firsts == nil }

    var hasDictionary: Bool { dictionarySection != nil }

    /// The dictionary, made at first use; one object for all segments that have the same.
    func dictionary() throws(SegmentError) -> ZstdDictionary? {
        guard let section = dictionarySection else { return nil }
        if let known = digested.value.withLock({ $0 }) { return known }
        try file.verify(section)
        do {
            let made =
                file.version < 4
                ? try DictionaryCache.shared.dictionary(section.bytes)
                : try DictionaryCache.shared.dictionary(stored: section.bytes)
            digested.value.withLock { $0 = made }
            return made
        } catch {
            throw file.malformed("\(error)", section)
        }
    }

    /// Whether the segment's copy of its dictionary is one, be it known from another or not.
    func checkDictionary() throws(SegmentError) {
        guard let section = dictionarySection, file.version >= 4 else { return }
        try file.verify(section)
        do {
            try DictionaryCache.verify(stored: section.bytes)
        } catch {
            throw file.malformed("\(error)", section)
        }
    }

    /// Documents of a block, whatever the index says none beyond the segment's.
    func documents(_ block: Int) -> Range<Int> {
        guard let firsts else { return block..<(block + 1) }
        let first = min(Int(firsts[block]), documentCount)
        return first..<max(first, min(Int(firsts[block + 1]), documentCount))
    }

    private func block(of doc: DocID) throws(SegmentError) -> Int {
        precondition(doc < documentCount, "document \(doc) of \(documentCount)")
        guard let firsts else { return Int(doc) }
        guard blockCount > 0 else { throw file.malformed("no blocks", index) }
        let wanted = UInt64(doc)
        var (low, high) = surroundings(of: wanted, firsts)
        while high - low > 1 {
            let middle = (low + high) >> 1
            if firsts[middle] > wanted { high = middle } else { low = middle }
        }
        guard documents(low).contains(Int(doc)) else {
            throw file.malformed("no block has document \(doc)", index)
        }
        return low
    }

    /// Blocks around the place a document has if all blocks hold about as many, widened until it is
    /// among them: fewer cache lines than a search of all blocks.
    private func surroundings(
        of doc: UInt64, _ firsts: PackedIntegers
    ) -> (low: Int, high: Int) {
        let guess = min(Int(doc) * blockCount / documentCount, blockCount - 1)
        var step = 16
        if firsts[guess] > doc {
            while guess - step > 0, firsts[guess - step] > doc { step *= 2 }
            return (max(0, guess - step), guess)
        }
        while guess + step < blockCount, firsts[guess + step] <= doc { step *= 2 }
        return (guess, min(blockCount, guess + step))
    }

    /// The verified bytes of a block.
    func bytes(_ block: Int) throws(SegmentError) -> UnsafeRawBufferPointer {
        try bytes(of: block..<(block + 1))
    }

    /// The verified bytes of blocks, one behind the other.
    func bytes(of blocks: Range<Int>) throws(SegmentError) -> UnsafeRawBufferPointer {
        let start = offsets[blocks.lowerBound]
        let end = offsets[blocks.upperBound]
        guard start < end, end <= UInt64(source.count) else {
            throw file.malformed("blocks \(blocks) from \(start) to \(end)", index)
        }
        try file.verify(source, Int(start), Int(end - start))
        return UnsafeRawBufferPointer(start: source.start + Int(start), count: Int(end - start))
    }

    func codec(_ bytes: UnsafeRawBufferPointer) throws(SegmentError) -> SourceCodec {
        guard let codec = SourceCodec(bytes[0]) else {
            throw file.malformed("a block that begins with \(bytes[0])", source)
        }
        return codec
    }

    /// Appends the source of a document.
    func append(_ doc: DocID, to writer: ByteWriter) throws(SegmentError) {
        let block = try block(of: doc)
        let bytes = try bytes(block)
        let documents = documents(block)
        let decoder = SourceDecoderPool.shared.take()
        defer { SourceDecoderPool.shared.giveBack(decoder) }
        if try codec(bytes) == .document {
            return try appendDocument(bytes, of: documents, decoder, to: writer)
        }
        let content = try content(of: block, bytes, decoder)
        let place = Int(doc) - documents.lowerBound
        writer.write(contentsOf: try part(place, of: documents.count, in: content))
    }

    private func appendDocument(
        _ bytes: UnsafeRawBufferPointer, of documents: Range<Int>, _ decoder: SourceDecoder,
        to writer: ByteWriter
    ) throws(SegmentError) {
        guard documents.count == 1, let dictionary = try dictionary() else {
            throw file.malformed("a block of documents \(documents)", source)
        }
        do {
            try decoder.appendDocument(bytes, dictionary, to: writer)
        } catch {
            throw file.malformed("\(error)", source)
        }
    }

    /// Calls `body` with each document of a block and its source, in order.
    func forEach(in block: Int, _ body: (Int, UnsafeRawBufferPointer) throws -> Void) throws {
        let decoder = SourceDecoderPool.shared.take()
        defer { SourceDecoderPool.shared.giveBack(decoder) }
        let bytes = try bytes(block)
        let documents = documents(block)
        if try codec(bytes) != .document {
            return try split(try content(of: block, bytes, decoder), documents, body)
        }
        let content = decoder.emptied()
        try appendDocument(bytes, of: documents, decoder, to: content)
        try body(documents.lowerBound, content.bytes)
    }

    /// What a block holds that may be of several documents, lengths first. Valid until the
    /// decoder's next use.
    private func content(
        of block: Int, _ bytes: UnsafeRawBufferPointer, _ decoder: SourceDecoder
    ) throws(SegmentError) -> UnsafeRawBufferPointer {
        if let held = decoder.content(ofFile: file.number, block: block) { return held }
        let payload = UnsafeRawBufferPointer(rebasing: bytes[1...])
        let codec = try codec(bytes)
        if codec == .raw { return payload }
        let dictionary = codec == .dictionary ? try dictionary() : nil
        if codec == .dictionary, dictionary == nil {
            throw file.malformed("a block needs a dictionary", source)
        }
        do {
            return try decoder.decompress(
                payload, dictionary: dictionary, file: file.number, block: block)
        } catch {
            throw file.malformed("\(error)", source)
        }
    }

    private func split(
        _ content: UnsafeRawBufferPointer, _ documents: Range<Int>,
        _ body: (Int, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        guard let start = content.baseAddress else { throw file.error(.truncated, source) }
        var lengths = VarIntScanner(start, 0, content.count)
        var sources = lengths
        for _ in documents { _ = sources.next() }
        var at = sources.offset
        for doc in documents {
            let length = Int(lengths.next())
            guard at + length <= content.count else {
                throw file.malformed("a source of \(length) bytes lies outside its block", source)
            }
            try body(doc, UnsafeRawBufferPointer(start: start + at, count: length))
            at += length
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
        if try codec(bytes) == .document { return true }
        let decoder = SourceDecoderPool.shared.take()
        defer { SourceDecoderPool.shared.giveBack(decoder) }
        let content = try content(of: block, bytes, decoder)
        guard let start = content.baseAddress else { return false }
        var scanner = VarIntScanner(start, 0, content.count)
        var total = 0
        for _ in documents(block) { total += Int(scanner.next()) }
        return scanner.offset + total == content.count
    }
}
