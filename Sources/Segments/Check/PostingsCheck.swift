import Primitives

/// Postings of a field: documents ascend, frequencies and positions are possible, bounds hold, and
/// all of it agrees with norms and statistics.
struct PostingsCheck {
    /// Token positions held at once to count those of a document; longer fields get weaker bounds.
    static let positionLimit = 32 << 20

    private let reader: SegmentReader
    private let field: FieldInfo
    private let terms: TermDictionary
    private let norms: UnsafePointer<UInt8>?
    private let documentCount: Int

    /// - Returns: nil for a field without postings in the segment.
    init?(_ reader: SegmentReader, _ field: FieldInfo) throws {
        guard field.postings != .none, let terms = try reader.terms(field.number) else {
            return nil
        }
        self.reader = reader
        self.field = field
        self.terms = terms
        documentCount = reader.documentCount(of: field.space)
        norms = field.hasNorms ? try reader.norms(field.number) : nil
    }

    private func key(_ kind: SectionKind) -> SectionKey {
        SectionKey(kind, space: field.space, field: field.number)
    }

    /// What the terms of the field add up to.
    private struct Totals {
        var statistics = FieldStatistics()
        /// Tokens by document.
        var tokens: [UInt64]
        /// Document << 32 | position of every token, while they are few enough.
        var places: [UInt64]? = []
    }

    func check(_ report: inout CheckReport) throws {
        if field.hasNorms && norms == nil {
            return report.add(key(.norms), "is missing")
        }
        var totals = Totals(tokens: [UInt64](repeating: 0, count: documentCount))
        let known = reader.statistics(field.number)
        if known.sumTotalTermFrequency > Int64(PostingsCheck.positionLimit) { totals.places = nil }
        let scratch = PostingsScratch()
        for ordinal in 0..<TermOrdinal(terms.termCount) {
            if report.isFull { return }
            report.run { report in
                let list = try terms.postings(ordinal)
                try check(list, ordinal, scratch, &totals, &report)
            }
        }
        totals.statistics.documentCount = totals.tokens.count { $0 > 0 }
        report.expect(
            totals.statistics == known, SectionKey(.info),
            "statistics of field \(field.number) are \(known), should be \(totals.statistics)")
        if norms != nil { checkNorms(totals, &report) }
    }

    /// What the blocks of one list add up to.
    private struct Sum {
        var last: Int64 = -1
        var documents = 0
        var frequency: Int64 = 0
        var impact = Impact.empty
        /// Documents by frequency and norm, to test head bounds.
        var counts: [UInt64: Int] = [:]
    }

    private func check(
        _ list: PostingsList, _ ordinal: TermOrdinal, _ scratch: PostingsScratch,
        _ totals: inout Totals, _ report: inout CheckReport
    ) throws {
        var sum = Sum()
        for block in 0..<list.blockCount {
            try check(block, of: list, ordinal, scratch, &sum, &totals, &report)
        }
        let place = "term \(ordinal)"
        report.expect(
            sum.documents == list.documentFrequency, key(.termRecords),
            "\(place) is in \(sum.documents) documents, not \(list.documentFrequency)")
        report.expect(
            sum.frequency == list.totalTermFrequency, key(.termRecords),
            "\(place) occurs \(sum.frequency) times, not \(list.totalTermFrequency)")
        report.expect(
            sum.impact == list.listImpact, key(.termRecords), "\(place) has another impact")
        for depth in HeadBoundBuilder.depths {
            guard let bound = list.headBound(k: depth) else { continue }
            let good = sum.counts.reduce(0) { total, entry in
                let isGood =
                    entry.key >> 8 >= bound.frequency && UInt8(entry.key & 255) <= bound.norm
                return total + (isGood ? entry.value : 0)
            }
            report.expect(
                good >= depth, key(.headBounds),
                "\(place) has \(good) documents as good as its best \(depth)")
        }
        totals.statistics.sumDocumentFrequency += Int64(sum.documents)
        totals.statistics.sumTotalTermFrequency += sum.frequency
    }

    private func check(
        _ block: Int, of list: PostingsList, _ ordinal: TermOrdinal, _ scratch: PostingsScratch,
        _ sum: inout Sum, _ totals: inout Totals, _ report: inout CheckReport
    ) throws {
        let place = "term \(ordinal), block \(block)"
        let count = list.decodeDocuments(block, into: scratch.docs)
        list.decodeFrequencies(block, into: scratch.frequencies)
        let isLast = block == list.blockCount - 1
        report.expect(
            isLast ? count > 0 : count == 128, key(.blocks), "\(place) has \(count) documents")
        var places: UnsafePointer<UInt32>?
        if list.hasPositions {
            places = try scratch.decodePositions(list, block, count, terms)
        }
        var impact = Impact.empty
        for index in 0..<count {
            let doc = scratch.docs[index]
            let frequency = scratch.frequencies[index]
            guard Int64(doc) > sum.last, doc < documentCount, frequency > 0 else {
                report.add(key(.postings), "\(place): document \(doc) after \(sum.last)")
                return
            }
            sum.last = Int64(doc)
            sum.frequency += Int64(frequency)
            totals.tokens[Int(doc)] += UInt64(frequency)
            let norm = norms?[Int(doc)] ?? 1
            impact.add(frequency: frequency, norm: norm)
            sum.counts[UInt64(frequency) << 8 | UInt64(norm), default: 0] += 1
            if let start = places {
                checkPlaces(start, doc, frequency, place, &totals, &report)
                places = start + Int(frequency)
            }
        }
        sum.documents += count
        sum.impact.add(impact)
        report.expect(
            count == 0 || Int64(list.lastDocs[block]) == sum.last, key(.blockLastDocs),
            "\(place) ends with document \(sum.last), not \(list.lastDocs[block])")
        report.expect(
            impact == list.impact(block), key(.blockImpacts), "\(place) has another impact")
    }

    private func checkPlaces(
        _ places: UnsafePointer<UInt32>, _ doc: UInt32, _ frequency: UInt32, _ place: String,
        _ totals: inout Totals, _ report: inout CheckReport
    ) {
        for index in 0..<Int(frequency) {
            report.expect(
                index == 0 || places[index] >= places[index - 1], key(.positions),
                "\(place): positions descend in document \(doc)")
            totals.places?.append(UInt64(doc) << 32 | UInt64(places[index]))
        }
    }

    /// A norm is the number of positions that have tokens; without positions, at most of tokens.
    private func checkNorms(_ totals: Totals, _ report: inout CheckReport) {
        guard let norms else { return }
        var lengths = totals.tokens
        let isExact = field.postings == .positions && totals.places != nil
        if isExact, var places = totals.places {
            places.sort()
            lengths = [UInt64](repeating: 0, count: documentCount)
            var last = UInt64.max
            for place in places where place != last {
                lengths[Int(place >> 32)] += 1
                last = place
            }
        }
        for doc in 0..<documentCount {
            let norm = norms[doc]
            let hasTokens = totals.tokens[doc] > 0
            let length = Int(lengths[doc])
            let isRight =
                !hasTokens
                ? norm == NormEncoding.absent || norm == NormEncoding.empty
                : isExact || field.postings == .documents
                    ? !isExact && norm != NormEncoding.absent
                        || norm == NormEncoding.encode(length)
                    : norm != NormEncoding.absent && norm != NormEncoding.empty
                        && NormEncoding.decode(norm) <= length
            report.expect(
                isRight, key(.norms), "document \(doc) has norm \(norm) for \(length) tokens")
        }
    }
}
