import Primitives

/// Merges the dictionaries of a field and, term by term, its postings.
final class TermMerger {
    private let merger: FieldMerger
    private let norms: FlatBuffer<UInt8>
    /// New ordinal of each old one by part, `UInt32.max` where the term is gone; filled by `merge`.
    private(set) var ordinals: [[UInt32]] = []
    private(set) var termCount = 0
    private let postings: PostingsWriter
    private let dictionary = TermDictionaryWriter()
    /// Documents with a term; nil when all documents are kept, and their number is known.
    private let hasTerm: FixedBitSet?
    private var sources: [MergedTerms] = []
    private let block = PostingsScratch()

    init(_ merger: FieldMerger, norms: FlatBuffer<UInt8>) throws {
        self.merger = merger
        self.norms = norms
        var total = FieldStatistics()
        for (index, part) in merger.parts.enumerated() {
            let reader = part.input.reader
            guard let terms = try reader.terms(merger.field.number) else {
                ordinals.append([])
                continue
            }
            total = total + reader.statistics(merger.field.number)
            ordinals.append([UInt32](repeating: .max, count: terms.termCount))
            let kept =
                merger.field.postings == .none ? try TermMerger.keptCounts(part, merger.field) : nil
            sources.append(MergedTerms(terms, part: index, map: part.map, keptCounts: kept))
        }
        postings = PostingsWriter(
            detail: merger.field.postings, hasNorms: merger.field.hasNorms,
            averageLength: Double(total.sumTotalTermFrequency)
                / Double(max(1, total.documentCount)))
        let isWhole = merger.parts.allSatisfy { $0.map.shift != nil }
        hasTerm = isWhole ? nil : FixedBitSet(bitCount: merger.documentCount)
        postings.setDocumentCount(total.documentCount)
    }

    /// Kept documents of each ordinal, for fields whose terms have no postings.
    private static func keptCounts(
        _ part: FieldMerger.Part, _ field: FieldInfo
    ) throws(SegmentError) -> [UInt32] {
        guard let column = try part.input.reader.ordinalColumn(field.number) else { return [] }
        var counts = [UInt32](repeating: 0, count: column.ordinalCount)
        for (doc, new) in part.map.newDocs.enumerated() where new != DocMap.dropped {
            for index in column.valueRange(DocID(doc)) {
                let ordinal = Int(column.ordinal(at: index))
                if ordinal < counts.count { counts[ordinal] += 1 }
            }
        }
        return counts
    }

    /// - Returns: nil when no term is left.
    func merge() throws -> FieldStatistics? {
        for source in sources { try source.advance() }
        var live = sources.filter { !$0.isAtEnd }
        var equal: [MergedTerms] = []
        while let first = live.first {
            equal.removeAll(keepingCapacity: true)
            equal.append(first)
            for source in live.dropFirst() {
                let order = source.compare(to: equal[0])
                if order < 0 { equal.removeAll(keepingCapacity: true) }
                if order <= 0 { equal.append(source) }
            }
            if termCount % 1024 == 0 { try merger.check() }
            if let record = try mergePostings(equal) {
                dictionary.add(equal[0].term.bytes, record)
                for source in equal {
                    ordinals[source.part][source.ordinal] = UInt32(termCount)
                }
                termCount += 1
            }
            var hasEnded = false
            for source in equal {
                try source.advance()
                hasEnded = hasEnded || source.isAtEnd
            }
            if hasEnded { live.removeAll(where: \.isAtEnd) }
        }
        if termCount == 0 { return nil }
        let field = merger.field
        try dictionary.finish(merger.file, space: field.space, field: field.number)
        if field.postings == .none { return FieldStatistics() }
        if let hasTerm { postings.setDocumentCount(hasTerm.count()) }
        try postings.finish(merger.file, space: field.space, field: field.number)
        return postings.statistics
    }

    /// - Returns: nil when no document with the term was kept.
    private func mergePostings(_ equal: [MergedTerms]) throws -> TermRecord? {
        if merger.field.postings == .none {
            let count = equal.reduce(0) { $0 + $1.keptCount }
            return count == 0
                ? nil : TermRecord(frequency: count, value: 0, impact: .empty, extra: 0)
        }
        var count = 0
        for source in equal {
            let list = try source.terms.postings(UInt32(source.ordinal))
            for index in 0..<list.blockCount { count += try add(list, index, source) }
        }
        return count == 0 ? nil : postings.endTerm()
    }

    /// - Returns: documents kept.
    private func add(_ list: PostingsList, _ index: Int, _ source: MergedTerms) throws -> Int {
        let count = list.decodeDocuments(index, into: block.docs)
        list.decodeFrequencies(index, into: block.frequencies)
        var place: UnsafePointer<UInt32>?
        if list.hasPositions { place = try block.decodePositions(list, index, count, source.terms) }
        guard let shift = source.map.shift else { return try addKept(count, source, place) }
        guard block.documents(count, areBelow: source.map.newDocs.count) else {
            throw source.terms.broken()
        }
        postings.add(
            block.docs, shift: shift, frequencies: block.frequencies, count: count,
            norms: norms.start, positions: place)
        if let hasTerm {
            for entry in 0..<count { hasTerm.set(Int(block.docs[entry] &+ shift)) }
        }
        return count
    }

    /// Adds those of the decoded documents that were kept.
    private func addKept(
        _ count: Int, _ source: MergedTerms, _ positions: UnsafePointer<UInt32>?
    ) throws -> Int {
        let norms = norms.start
        var place = positions
        var kept = 0
        try source.map.newDocs.withUnsafeBufferPointer { map in
            for entry in 0..<count {
                let old = Int(block.docs[entry])
                guard old < map.count else { throw source.terms.broken() }
                let frequency = block.frequencies[entry]
                if map[old] != DocMap.dropped {
                    let doc = Int(map[old])
                    postings.add(
                        UInt32(doc), frequency: frequency, norm: norms[doc], positions: place)
                    hasTerm?.set(doc)
                    kept += 1
                }
                place = place.map { $0 + Int(frequency) }
            }
        }
        return kept
    }
}

/// The terms of one input, one after the other.
final class MergedTerms {
    let terms: TermDictionary
    let part: Int
    let map: DocMap
    let term = ByteWriter()
    private var key: UInt64 = 0
    private var cursor: TermCursor
    private let keptCounts: [UInt32]?
    private(set) var isAtEnd = false

    init(_ terms: TermDictionary, part: Int, map: DocMap, keptCounts: [UInt32]?) {
        self.terms = terms
        self.part = part
        self.map = map
        self.keptCounts = keptCounts
        cursor = terms.cursor(atBlock: 0)
    }

    var ordinal: Int { cursor.ordinal }

    /// Kept documents of the current term of a field without postings.
    var keptCount: UInt32 {
        keptCounts.map { cursor.ordinal < $0.count ? $0[cursor.ordinal] : 0 } ?? 0
    }

    func advance() throws(SegmentError) {
        guard cursor.next() else {
            if cursor.isBroken { throw terms.broken() }
            isAtEnd = true
            return
        }
        guard cursor.shared <= term.count else { throw terms.broken() }
        term.truncate(to: cursor.shared)
        term.write(
            contentsOf: UnsafeRawBufferPointer(start: cursor.suffix, count: cursor.suffixCount))
        key = TermBytes.key(term.bytes)
    }

    func compare(to other: MergedTerms) -> Int {
        if key != other.key { return key < other.key ? -1 : 1 }
        return TermBytes.compare(term.bytes, other.term.bytes)
    }
}

/// Room for one block of postings.
final class PostingsScratch {
    let docs = UnsafeMutablePointer<UInt32>.allocate(capacity: 128)
    let frequencies = UnsafeMutablePointer<UInt32>.allocate(capacity: 128)
    private let places = FlatBuffer<UInt32>(capacity: 1024)

    deinit {
        docs.deallocate()
        frequencies.deallocate()
    }

    /// The positions of a block whose frequencies were decoded here.
    func decodePositions(
        _ list: PostingsList, _ block: Int, _ count: Int, _ terms: TermDictionary
    ) throws(SegmentError) -> UnsafePointer<UInt32> {
        var total = 0
        for index in 0..<count { total &+= Int(frequencies[index]) }
        let (bytes, width) = list.positions(block)
        guard list.hasRoom(forPositions: total, block) else { throw terms.broken() }
        places.reserve(total)
        let output = places.start
        switch width {
        case 1:
            for index in 0..<total {
                output[index] = UInt32(bytes.load(fromByteOffset: index, as: UInt8.self))
            }
        case 2:
            for index in 0..<total {
                output[index] = UInt32(
                    bytes.loadUnaligned(fromByteOffset: index &* 2, as: UInt16.self))
            }
        case 4: UnsafeMutableRawPointer(output).copyMemory(from: bytes, byteCount: total &* 4)
        default: throw terms.broken()
        }
        return UnsafePointer(output)
    }

    /// Whether the first `count` decoded documents are.
    func documents(_ count: Int, areBelow limit: Int) -> Bool {
        var largest: UInt32 = 0
        for index in 0..<count { largest = max(largest, docs[index]) }
        return Int(largest) < limit
    }
}
