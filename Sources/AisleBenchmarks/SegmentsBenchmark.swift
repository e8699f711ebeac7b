import Analysis
import Primitives
import Segments

/// Speed of the structures of a segment, over synthetic products: 48 tokens of a skewed vocabulary,
/// a keyword and a price each.
enum SegmentsBenchmark {
    private static let title: FieldNumber = 16
    private static let brand: FieldNumber = 17
    private static let price: FieldNumber = 18
    private static let documents = 200_000
    private static let tokens = 48
    private static let words = 200_000

    private static let infos = FieldInfos([
        FieldInfo(
            number: title, name: "title", postings: .positions, hasNorms: true,
            analysisFingerprint: 1),
        FieldInfo(number: brand, name: "brand", postings: .documents, column: .ordinal),
        FieldInfo(number: price, name: "price", column: .numeric),
    ])

    static func run() throws {
        print("segments, \(documents) documents of \(tokens) tokens, \(words) words:")
        let buffer = SegmentBuffer()
        let vocabulary = Vocabulary()
        try fill(buffer, vocabulary)
        let sink = MemorySink()
        let start = ThreadClock.cpuNanoseconds()
        try buffer.encode(name: "bench.seg", to: sink)
        report("encode", since: start, per: documents, "document")
        let region = sink.takeRegion()
        print("  segment \(region.count / 1024) KiB")
        let reader = try SegmentReader.open(name: "bench.seg", region: region)
        for (kind, size) in sizes(reader) { print("    \(kind) \(size / 1024) KiB") }
        try postings(reader)
        try dictionary(reader, vocabulary)
        try columns(reader)
        try ids(reader)
        try merge(reader)
        let check = ThreadClock.cpuNanoseconds()
        let findings = SegmentCheck.check(reader)
        report("check, \(findings.count) findings", since: check, per: documents, "document")
    }

    private static func report(_ what: String, since start: UInt64, per count: Int, _ unit: String)
    {
        let spent = Double(ThreadClock.cpuNanoseconds() - start)
        let each = (spent / Double(max(1, count)) * 100).rounded() / 100
        print("  \(what): \((spent / 1e6).rounded()) ms, \(each) ns a \(unit)")
    }

    private static func sizes(_ reader: SegmentReader) -> [(kind: String, size: Int)] {
        var sizes: [String: Int] = [:]
        for section in reader.sections { sizes["\(section.key.kind)", default: 0] += section.size }
        return sizes.map { ($0.key, $0.value) }.sorted { $0.1 > $1.1 }
    }

    private static func fill(_ buffer: SegmentBuffer, _ vocabulary: Vocabulary) throws {
        var random = SeededGenerator(seed: 1)
        var ids: [UInt32] = []
        for word in 0..<words {
            var text = word % 3 == 0 ? "m\(word)x\(random.below(100))" : syllables(word)
            ids.append(text.withUTF8 { vocabulary.intern(UnsafeRawBufferPointer($0)) })
        }
        let doc = ParsedDocument()
        var terms = [UInt32](repeating: 0, count: tokens)
        let positions = (0..<UInt32(tokens)).map { $0 }
        var spent: UInt64 = 0
        for number in 0..<documents {
            for index in 0..<tokens {
                let skew = random.unit() * random.unit() * random.unit() * random.unit()
                terms[index] = ids[Int(Double(words) * skew * random.unit())]
            }
            var id = "p\(number)"
            var name = "brand \(random.below(5000))"
            let value = Int64(random.below(100_000))
            let start = ThreadClock.cpuNanoseconds()
            doc.removeAll()
            id.withUTF8 { doc.setID(UnsafeRawBufferPointer($0)) }
            doc.addTokens(
                field: title, termIDs: terms, positions: positions, count: tokens - number % 24,
                vocabulary: vocabulary)
            name.withUTF8 { doc.addTerm(field: brand, UnsafeRawBufferPointer($0)) }
            doc.addNumber(field: price, value)
            _ = try buffer.append(
                doc, fields: infos, sequenceNumber: Int64(number), version: 1)
            spent += ThreadClock.cpuNanoseconds() - start
        }
        report(
            "append", since: ThreadClock.cpuNanoseconds() - spent, per: documents, "document")
    }

    /// Letters a person could pronounce, different for each number.
    private static func syllables(_ number: Int) -> String {
        let parts = ["ba", "ke", "lo", "mi", "nu", "pra", "ste", "tor", "vi", "zan", "dor", "fel"]
        var rest = number * 7919 % 1_999_993
        var text = ""
        repeat {
            text += parts[rest % parts.count]
            rest /= parts.count
        } while rest > 0
        return text
    }

    private static func postings(_ reader: SegmentReader) throws {
        guard let terms = try reader.terms(title) else { return }
        var docs = [UInt32](repeating: 0, count: 128)
        var frequencies = [UInt32](repeating: 0, count: 128)
        var blocks = 0
        var sum: UInt64 = 0
        var lists: [PostingsList] = []
        for ordinal in 0..<UInt32(terms.termCount) where terms.documentFrequency(ordinal) > 2000 {
            lists.append(try terms.postings(ordinal))
        }
        for part in ["documents", "documents and frequencies"] {
            let start = ThreadClock.cpuNanoseconds()
            blocks = 0
            for list in lists {
                for block in 0..<list.blockCount {
                    list.decodeDocuments(block, into: &docs)
                    if part != "documents" { list.decodeFrequencies(block, into: &frequencies) }
                    sum &+= UInt64(docs[7]) &+ UInt64(frequencies[7])
                    blocks += 1
                }
            }
            report("unpack \(part) of \(blocks) blocks", since: start, per: blocks, "block")
        }
        keep(sum)
    }

    private static func dictionary(_ reader: SegmentReader, _ vocabulary: Vocabulary) throws {
        guard let terms = try reader.terms(title) else { return }
        var random = SeededGenerator(seed: 5)
        let queries = (0..<100_000).map { _ in UInt32(random.below(words)) }
        var found = 0
        var start = ThreadClock.cpuNanoseconds()
        for query in queries where try terms.find(vocabulary.term(query)) != nil { found += 1 }
        report("find in \(terms.termCount) terms", since: start, per: queries.count, "term")
        for edits in 1...2 {
            var hits: [FuzzyMatch] = []
            start = ThreadClock.cpuNanoseconds()
            for query in queries.prefix(200) {
                try terms.fuzzyMatches(
                    of: vocabulary.term(query), maxEdits: edits, prefixLength: 0,
                    transpositions: true, into: &hits)
            }
            report("fuzzy, \(edits) edits, \(hits.count) hits", since: start, per: 200, "word")
            hits.removeAll()
            start = ThreadClock.cpuNanoseconds()
            for query in queries.prefix(200) {
                try terms.fuzzyMatches(
                    of: vocabulary.term(query), maxEdits: edits, prefixLength: 1,
                    transpositions: true, into: &hits)
            }
            report("fuzzy, \(edits) edits, first letter fixed", since: start, per: 200, "word")
        }
        keep(UInt64(found))
    }

    private static func columns(_ reader: SegmentReader) throws {
        guard let prices = try reader.numericColumn(price),
            let brands = try reader.ordinalColumn(brand)
        else { return }
        var random = SeededGenerator(seed: 6)
        let docs = (0..<UInt32(documents)).filter { _ in random.chance(0.2) }
        var values = [Int64](repeating: 0, count: docs.count)
        var ordinals = [UInt32](repeating: 0, count: docs.count)
        var sum: UInt64 = 0
        var start = ThreadClock.cpuNanoseconds()
        for _ in 0..<20 {
            prices.gather(docs, count: docs.count, into: &values)
            sum &+= UInt64(bitPattern: values[3])
        }
        report("gather numbers", since: start, per: docs.count * 20, "document")
        start = ThreadClock.cpuNanoseconds()
        for _ in 0..<20 {
            brands.gather(docs, count: docs.count, into: &ordinals)
            sum &+= UInt64(ordinals[3])
        }
        report("gather ordinals", since: start, per: docs.count * 20, "document")
        keep(sum)
    }

    private static func ids(_ reader: SegmentReader) throws {
        var random = SeededGenerator(seed: 7)
        let names = (0..<100_000).map { _ in "p\(random.below(documents * 2))" }
        var found = 0
        let start = ThreadClock.cpuNanoseconds()
        for var name in names {
            let doc = try name.withUTF8 { try reader.find(id: UnsafeRawBufferPointer($0)) }
            if doc != nil { found += 1 }
        }
        report("find \(found) of \(names.count) ids", since: start, per: names.count, "id")
    }

    private static func merge(_ reader: SegmentReader) throws {
        let view = SegmentView(reader: reader, liveDocs: nil)
        let sink = MemorySink()
        let start = ThreadClock.cpuNanoseconds()
        _ = try SegmentMerger(views: [view, view], fields: infos, name: "merged.seg")
            .merge(to: sink)
        report("merge of two", since: start, per: documents * 2, "document")
    }

    /// Uses a result, so that it is computed.
    private static func keep(_ sum: UInt64) {
        if sum == 42 { print("") }
    }
}
