import Primitives

/// Writes the postings of a field's terms, one term after the other.
///
/// Four sections grow side by side: `blocks` (`PostingsBlock`, one more than there are blocks),
/// `blockLastDocs` (u32), `blockImpacts` (`Impact`), and `postings` with the packed blocks; beside
/// them `positions` and `headBounds`.
/// ```
/// full block  = delta×128 packed at docWidth, (frequency - 1)×128 packed at frequencyWidth
/// tail block  = entry*                                         the last, of fewer than 128
/// entry       = vint(delta << 1 | frequency == 1) vint(frequency - 1)?     with frequencies
///             | vint(delta)                                                without
/// positions   = position:width *      absolute, document after document
/// inline pos. = width:u8 position:width *        a single document of frequency 2 and above
/// head bounds = total frequency:u64 bound10:u32 bound100:u32? bound1000:u32?
/// bound       = frequency << 8 | norm
/// ```
/// A delta in a full block is to the doc four before, or to the last doc of the block before for
/// the first four; in a tail to the doc before. A vint has seven bits a byte, low ones first. A
/// term of one document has no block at all (`TermRecord`). Example: documents 3 and 7 with
/// frequencies 1 and 2, positions 5 | 0 9, is the tail `07 08 01` and the positions `05 00 09`.
final class PostingsWriter {
    let detail: PostingsDetail
    let keepsHeadBounds: Bool
    let postings = ByteWriter(capacity: 1 << 12)
    let positions = ByteWriter(capacity: 1 << 12)
    let lastDocs = ByteWriter()
    let impacts = ByteWriter()
    let blocks = ByteWriter()
    let headBounds = ByteWriter()
    private(set) var statistics = FieldStatistics()

    private let docs = UnsafeMutablePointer<UInt32>.allocate(capacity: 128)
    private let frequencies = UnsafeMutablePointer<UInt32>.allocate(capacity: 128)
    private let scratch = UnsafeMutablePointer<UInt32>.allocate(capacity: 128)
    private let norms = UnsafeMutablePointer<UInt8>.allocate(capacity: 128)
    private let places = FlatBuffer<UInt32>(capacity: 1024)
    private var bounds: HeadBoundBuilder
    private var filled = 0
    private var frequencyBits: UInt32 = 0
    private var placeBits: UInt32 = 0
    private var impact = Impact.empty
    private var listImpact = Impact.empty
    private var base: UInt32 = 0
    private var blockCount = 0
    private var firstBlock = 0
    private var documentFrequency = 0
    private var totalFrequency: UInt64 = 0

    /// - Parameter averageLength: tokens of the field in the average document that has it, to weigh
    ///   frequency against length in head bounds.
    init(detail: PostingsDetail, hasNorms: Bool, averageLength: Double) {
        self.detail = detail
        keepsHeadBounds = hasNorms || detail > .documents
        bounds = HeadBoundBuilder(averageLength: averageLength)
    }

    deinit {
        docs.deallocate()
        frequencies.deallocate()
        scratch.deallocate()
        norms.deallocate()
    }

    /// Adds a document of the current term, above the ones before.
    /// - Parameters:
    ///   - norm: 1 when the field has no norms.
    ///   - position: `frequency` many, ascending, at a stride; not read without positions.
    @inline(__always)
    func add(
        _ doc: UInt32, frequency: UInt32, norm: UInt8, positions source: UnsafePointer<UInt32>?,
        stride: Int = 1
    ) {
        if filled == 128 { flushFull() }
        docs[filled] = doc
        frequencies[filled] = frequency &- 1
        norms[filled] = norm
        frequencyBits |= frequency &- 1
        filled &+= 1
        totalFrequency &+= UInt64(frequency)
        guard detail == .positions, let source else { return }
        places.reserve(Int(frequency))
        var at = 0
        for _ in 0..<frequency {
            placeBits |= source[at]
            places.append(source[at])
            at &+= stride
        }
    }

    /// Adds documents of the current term, ascending and above the ones before.
    /// - Parameters:
    ///   - added: less `shift`. Shape: [count].
    ///   - norms: by document.
    ///   - source: of one document behind those of another; not read without positions.
    func add(
        _ added: UnsafePointer<UInt32>, shift: UInt32, frequencies counts: UnsafePointer<UInt32>,
        count: Int, norms source: UnsafePointer<UInt8>, positions: UnsafePointer<UInt32>?
    ) {
        var at = 0
        var place = positions
        while at < count {
            if filled == 128 { flushFull() }
            let part = min(128 &- filled, count &- at)
            let total = addPart(added + at, shift, counts + at, part, source)
            if detail == .positions, let start = place {
                addPlaces(start, count: total)
                place = start + total
            }
            at &+= part
        }
    }

    /// - Returns: the frequencies together.
    @inline(never)
    private func addPart(
        _ added: UnsafePointer<UInt32>, _ shift: UInt32, _ counts: UnsafePointer<UInt32>,
        _ count: Int, _ source: UnsafePointer<UInt8>
    ) -> Int {
        let docs = docs + filled
        let frequencies = frequencies + filled
        let norms = norms + filled
        var bits: UInt32 = 0
        var total = count
        for index in 0..<count {
            let doc = added[index] &+ shift
            docs[index] = doc
            norms[index] = source[Int(doc)]
        }
        for index in 0..<count {
            let rest = counts[index] &- 1
            frequencies[index] = rest
            bits |= rest
            total &+= Int(rest)
        }
        frequencyBits |= bits
        filled &+= count
        totalFrequency &+= UInt64(total)
        return total
    }

    private func addPlaces(_ source: UnsafePointer<UInt32>, count: Int) {
        var bits: UInt32 = 0
        for index in 0..<count { bits |= source[index] }
        placeBits |= bits
        places.append(contentsOf: source, count: count)
    }

    private func startBlock() {
        impact = blockImpact()
        listImpact.add(impact)
        documentFrequency += filled
    }

    private func blockImpact() -> Impact {
        let frequencies = frequencies
        let norms = norms
        var least1 = Impact.none
        var least2 = Impact.none
        var most: UInt32 = 0
        if frequencyBits == 0 {
            for index in 0..<filled { least1 = min(least1, norms[index]) }
        } else {
            for index in 0..<filled {
                let rest = frequencies[index]
                let others: UInt8 = rest == 0 ? 0 : .max
                least1 = min(least1, norms[index] | others)
                least2 = min(least2, norms[index] | ~others)
                most = max(most, rest)
            }
        }
        return Impact(norm1: least1, norm2: least2, maxFrequency: most &+ 1)
    }

    @inline(never)
    private func flushFull() {
        let offset = postings.count
        for index in 0..<4 { scratch[index] = docs[index] &- base }
        var union = scratch[0] | scratch[1] | scratch[2] | scratch[3]
        for index in 4..<128 {
            scratch[index] = docs[index] &- docs[index &- 4]
            union |= scratch[index]
        }
        let docWidth = BitPacking.width(union)
        pack(scratch, docWidth)
        let frequencyWidth = detail > .documents ? BitPacking.width(frequencyBits) : 0
        if frequencyWidth > 0 { pack(frequencies, frequencyWidth) }
        endBlock(offset, docWidth, frequencyWidth)
    }

    private func pack(_ values: UnsafeMutablePointer<UInt32>, _ width: UInt8) {
        postings.withMutableTail(BitPacking.size(width: width)) { tail in
            if let start = tail.baseAddress {
                BitPacking.pack(values, width: width, into: start)
            }
            return tail.count
        }
    }

    private func flushTail() {
        let offset = postings.count
        var last = base
        for index in 0..<filled {
            let delta = UInt64(docs[index] &- last)
            last = docs[index]
            if detail == .documents {
                postings.writeVarUInt(delta)
            } else if frequencies[index] == 0 {
                postings.writeVarUInt(delta << 1 | 1)
            } else {
                postings.writeVarUInt(delta << 1)
                postings.writeVarUInt(UInt64(frequencies[index]))
            }
        }
        endBlock(offset, 0, 0)
    }

    private func endBlock(_ offset: Int, _ docWidth: UInt8, _ frequencyWidth: UInt8) {
        startBlock()
        if keepsHeadBounds { bounds.add(frequencies, norms, count: filled) }
        let width = detail == .positions ? PostingsWriter.positionWidth(placeBits) : 0
        writeBlock(offset, docWidth, frequencyWidth, width, UInt8(filled))
        lastDocs.write(docs[filled - 1])
        write(impact, to: impacts)
        if width > 0 { writePlaces(width) }
        base = docs[filled - 1]
        blockCount += 1
        resetBlock()
    }

    private func writeBlock(
        _ offset: Int, _ docWidth: UInt8, _ frequencyWidth: UInt8, _ positionWidth: Int,
        _ count: UInt8
    ) {
        blocks.write(UInt32(truncatingIfNeeded: offset))
        blocks.write(UInt32(truncatingIfNeeded: positions.count))
        blocks.write(docWidth)
        blocks.write(frequencyWidth)
        blocks.write(UInt8(positionWidth))
        blocks.write(count)
    }

    private func write(_ impact: Impact, to writer: ByteWriter) {
        writer.write(unsafeBitCast(impact, to: UInt32.self))
    }

    private func resetBlock() {
        filled = 0
        frequencyBits = 0
        placeBits = 0
        impact = .empty
        places.removeAll()
    }

    /// Bytes that hold positions whose bits are in `union`.
    static func positionWidth(_ union: UInt32) -> Int {
        union < 1 << 8 ? 1 : union < 1 << 16 ? 2 : 4
    }

    private func writePlaces(_ width: Int) {
        let count = places.count
        let source = places.start
        positions.withMutableTail(count * width) { tail in
            guard let start = tail.baseAddress else { return 0 }
            switch width {
            case 1:
                for index in 0..<count {
                    start.storeBytes(
                        of: UInt8(truncatingIfNeeded: source[index]), toByteOffset: index,
                        as: UInt8.self)
                }
            case 2:
                for index in 0..<count {
                    start.storeBytes(
                        of: UInt16(truncatingIfNeeded: source[index]), toByteOffset: index &* 2,
                        as: UInt16.self)
                }
            default:
                memcpyPlaces(start, source, count)
            }
            return tail.count
        }
    }

    private func memcpyPlaces(
        _ start: UnsafeMutableRawPointer, _ source: UnsafePointer<UInt32>, _ count: Int
    ) {
        start.copyMemory(from: source, byteCount: count * 4)
    }

    /// Ends the current term, which has at least one document.
    func endTerm() -> TermRecord {
        let frequency = frequencies[0] &+ 1
        let isInline = blockCount == firstBlock && filled == 1 && frequency < UInt32(UInt16.max)
        let record = isInline ? endInline(frequency) : endBlocks()
        statistics.sumDocumentFrequency += Int64(record.documentFrequency)
        statistics.sumTotalTermFrequency += Int64(totalFrequency)
        firstBlock = blockCount
        base = 0
        listImpact = .empty
        documentFrequency = 0
        totalFrequency = 0
        return record
    }

    private func endInline(_ frequency: UInt32) -> TermRecord {
        startBlock()
        var extra: UInt32 = 0
        if detail == .positions && frequency == 1 {
            extra = places[0]
        } else if detail == .positions {
            extra = UInt32(truncatingIfNeeded: positions.count)
            let width = PostingsWriter.positionWidth(placeBits)
            positions.write(UInt8(width))
            writePlaces(width)
        }
        let record = TermRecord(
            frequency: 1 | TermRecord.inlineFlag, value: docs[0], impact: listImpact, extra: extra)
        resetBlock()
        return record
    }

    private func endBlocks() -> TermRecord {
        if filled == 128 { flushFull() } else if filled > 0 { flushTail() }
        var extra = UInt32(truncatingIfNeeded: totalFrequency &- UInt64(documentFrequency))
        if documentFrequency >= TermRecord.headBoundMinimum {
            extra = 0
            if keepsHeadBounds {
                extra = UInt32(headBounds.count / 4)
                headBounds.write(totalFrequency)
                bounds.write(documentFrequency: documentFrequency, to: headBounds)
            }
        }
        if keepsHeadBounds { bounds.removeAll() }
        return TermRecord(
            frequency: UInt32(documentFrequency), value: UInt32(firstBlock), impact: listImpact,
            extra: extra)
    }

    func setDocumentCount(_ count: Int) { statistics.documentCount = count }

    /// Writes the sections; no term can be added afterwards.
    func finish(_ file: SegmentFileWriter, space: SpaceNumber, field: FieldNumber) throws {
        guard postings.count <= SegmentLimits.sectionBytes,
            positions.count <= SegmentLimits.sectionBytes
        else {
            throw SegmentError(
                kind: .overLimit("\(max(postings.count, positions.count)) bytes of postings"),
                file: file.name, section: "\(SectionKey(.postings, space: space, field: field))")
        }
        writeBlock(postings.count, 0, 0, 0, 0)
        for (kind, writer) in [
            (.blocks, blocks), (.blockLastDocs, lastDocs), (.blockImpacts, impacts),
            (.postings, postings), (.positions, positions), (.headBounds, headBounds),
        ] as [(SectionKind, ByteWriter)] where writer.count > 0 {
            try file.write(SectionKey(kind, space: space, field: field), writer.bytes)
        }
    }
}
