import Analysis
import Primitives

/// Writes what a `FieldBuffer` holds: dictionary, postings, norms and columns.
///
/// Terms are brought together by a counting sort: counts of each term id, terms in byte order, then
/// one pass that puts every (document, position) into its term's run.
struct FieldEncoder {
    private let field: FieldBuffer
    private let file: SegmentFileWriter
    private let documentCount: Int
    private let scratch: TermScratch
    private var info: FieldInfo { field.info }

    init(
        _ field: FieldBuffer, documentCount: Int, scratch: TermScratch, file: SegmentFileWriter
    ) {
        self.field = field
        self.scratch = scratch
        self.documentCount = documentCount
        self.file = file
    }

    /// - Returns: the field's statistics; nil for a field without terms.
    func write() throws -> FieldStatistics? {
        try NumericColumnWriter.write(
            file, space: info.space, field: info.number, documentCount: documentCount,
            docs: field.numberDocs.start, values: field.numbers.start, count: field.numbers.count)
        if field.docs.count == 0 { return nil }
        let norms = makeNorms()
        if info.hasNorms {
            try file.write(
                SectionKey(.norms, space: info.space, field: info.number), norms.bytes)
        }
        if field.termIDs.count == 0 { return nil }
        let sorted = TermSort(field.termIDs, vocabulary: field.vocabulary, scratch: scratch)
        let statistics = try writeTerms(sorted, norms)
        if info.column == .ordinal { try writeOrdinals(sorted) }
        return statistics
    }

    /// Shape: [documentCount]; ones for a field without norms.
    private func makeNorms() -> FlatBuffer<UInt8> {
        let norms = FlatBuffer<UInt8>(capacity: max(1, documentCount))
        norms.append(repeating: info.hasNorms ? NormEncoding.absent : 1, count: documentCount)
        if !info.hasNorms { return norms }
        for index in 0..<field.docs.count {
            norms[Int(field.docs[index])] = NormEncoding.encode(Int(field.lengths[index]))
        }
        return norms
    }

    private func documentsWithTerms() -> Int {
        var count = 0
        var start: UInt32 = 0
        for index in 0..<field.docs.count {
            if field.ends[index] > start { count += 1 }
            start = field.ends[index]
        }
        return count
    }

    private func writeTerms(
        _ sorted: TermSort, _ norms: FlatBuffer<UInt8>
    ) throws -> FieldStatistics {
        let withTerms = documentsWithTerms()
        let postings = PostingsWriter(
            detail: info.postings, hasNorms: info.hasNorms,
            averageLength: Double(field.termIDs.count) / Double(max(1, withTerms)))
        postings.setDocumentCount(withTerms)
        let dictionary = TermDictionaryWriter()
        let runs = sorted.runs(of: field, withPositions: info.postings == .positions)
        var start = 0
        for (rank, id) in sorted.order.enumerated() {
            let end = sorted.ends[rank]
            let record =
                info.postings == .none
                ? documentsOnly(runs, start, end)
                : writeRun(runs, start, end, norms.start, postings)
            dictionary.add(field.vocabulary.term(id), record)
            start = end
        }
        try dictionary.finish(file, space: info.space, field: info.number)
        if info.postings != .none {
            try postings.finish(file, space: info.space, field: info.number)
        }
        return postings.statistics
    }

    /// The record of a term without postings: only its document frequency is known.
    private func documentsOnly(
        _ runs: UnsafePointer<UInt64>, _ start: Int, _ end: Int
    ) -> TermRecord {
        var count: UInt32 = 0
        var last = UInt64.max
        for index in start..<end where runs[index] >> 32 != last {
            last = runs[index] >> 32
            count += 1
        }
        return TermRecord(frequency: count, value: 0, impact: .empty, extra: 0)
    }

    private func writeRun(
        _ runs: UnsafeMutablePointer<UInt64>, _ start: Int, _ end: Int,
        _ norms: UnsafePointer<UInt8>, _ postings: PostingsWriter
    ) -> TermRecord {
        let hasFrequencies = postings.detail > .documents
        var index = start
        while index < end {
            let doc = UInt32(truncatingIfNeeded: runs[index] &>> 32)
            let first = index
            var ascends = true
            repeat {
                ascends = ascends && (index == first || runs[index] >= runs[index &- 1])
                index &+= 1
            } while index < end && UInt32(truncatingIfNeeded: runs[index] &>> 32) == doc
            if !ascends {
                var part = UnsafeMutableBufferPointer(start: runs + first, count: index - first)
                part.sort()
            }
            let places = UnsafeRawPointer(runs + first).assumingMemoryBound(to: UInt32.self)
            postings.add(
                doc, frequency: hasFrequencies ? UInt32(index &- first) : 1, norm: norms[Int(doc)],
                positions: places, stride: 2)
        }
        return postings.endTerm()
    }

    private func writeOrdinals(_ sorted: TermSort) throws {
        let ranks = sorted.ordinals()
        let docs = FlatBuffer<UInt32>(capacity: max(1, field.termIDs.count))
        let ordinals = FlatBuffer<UInt32>(capacity: max(1, field.termIDs.count))
        var at = 0
        for index in 0..<field.docs.count {
            let end = Int(field.ends[index])
            let first = ordinals.count
            while at < end {
                let rank = ranks[Int(field.termIDs[at])]
                at += 1
                docs.append(field.docs[index])
                ordinals.append(rank)
            }
            OrdinalSort.sortTail(of: ordinals, from: first)
            docs.truncate(to: ordinals.count)
        }
        try OrdinalColumnWriter.write(
            file, space: info.space, field: info.number, documentCount: documentCount,
            ordinalCount: sorted.order.count, docs: docs.start, ordinals: ordinals.start,
            count: ordinals.count)
    }
}

/// Ordinals of one document: sorted, each once.
enum OrdinalSort {
    static func sortTail(of ordinals: FlatBuffer<UInt32>, from first: Int) {
        let count = ordinals.count - first
        if count < 2 { return }
        var tail = UnsafeMutableBufferPointer(start: ordinals.start + first, count: count)
        tail.sort()
        var kept = 1
        for index in 1..<count where tail[index] != tail[kept - 1] {
            tail[kept] = tail[index]
            kept += 1
        }
        ordinals.truncate(to: first + kept)
    }
}
