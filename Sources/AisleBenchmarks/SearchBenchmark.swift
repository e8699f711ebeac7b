import Analysis
import Glibc
import JSON
import Primitives
import Search
import Segments

/// Thread CPU per query over a catalog of NDJSON products, by class of query.
///
/// `AISLE_CATALOG` names the products, `AISLE_QUERIES` the queries (class, words, lowest and
/// highest price, separated by tabs), `AISLE_SEGMENTS` (1) and `AISLE_DELETED` (0, a share) the
/// shape. Queries are planned before they are timed, as they are for every other engine measured.
enum SearchBenchmark {
    private static let rounds = setting("AISLE_ROUNDS").flatMap { Int($0) } ?? 7

    static func run() throws {
        guard let catalog = setting("AISLE_CATALOG"), let queries = setting("AISLE_QUERIES") else {
            print("search: skipped, AISLE_CATALOG and AISLE_QUERIES are not set")
            return
        }
        let segments = setting("AISLE_SEGMENTS").flatMap { Int($0) } ?? 1
        let deleted = setting("AISLE_DELETED").flatMap { Double($0) } ?? 0
        let shop = try ProductIndex(catalog, segments: segments, deletedShare: deleted)
        print("search, \(shop.snapshot.documentCount) live products, \(segments) segments:")
        let classes = try QueryClasses(queries, shop)
        for (name, queries) in classes.all where !queries.isEmpty {
            let only = setting("AISLE_CLASS")
            if only != nil && only != name { continue }
            try measure(name, queries, shop)
        }
    }

    static func setting(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    private static func measure(
        _ name: String, _ queries: [any Query], _ shop: ProductIndex
    ) throws {
        let top = try best(queries) { query in
            try SearchExecution.topDocs(
                query, context: shop.context, size: 10, trackTotal: .none)
        }
        let counted = try best(queries) { query in
            try SearchExecution.topDocs(
                query, context: shop.context, size: 10, trackTotal: .upTo(10_000))
        }
        let all = try best(queries) { query in
            try SearchExecution.topDocs(query, context: shop.context, size: 0, trackTotal: .exact)
        }
        let sets = try best(queries) { query in
            _ = try SearchExecution.docSets(query, context: shop.context)
            return nil
        }
        print(
            "  \(name): top10 \(top.micros), top10+total \(counted.micros), count \(all.micros), "
                + "sets \(sets.micros) us; \(all.hits / queries.count) hits")
    }

    /// The fastest round. Unit: microseconds of thread CPU a query.
    private static func best(
        _ queries: [any Query], _ body: (any Query) throws -> TopDocs?
    ) throws -> (micros: Double, hits: Int) {
        var least = Double.infinity
        var hits = 0
        for _ in 0..<rounds {
            hits = 0
            let start = ThreadClock.cpuNanoseconds()
            for query in queries { hits += try body(query)?.totalHits ?? 0 }
            least = min(least, Double(ThreadClock.cpuNanoseconds() - start))
        }
        return ((least / Double(queries.count) / 100).rounded() / 10, hits)
    }
}

/// The products of a file in segments.
struct ProductIndex {
    static let title: FieldNumber = 16
    static let description: FieldNumber = 17
    static let brand: FieldNumber = 18
    static let price: FieldNumber = 19
    static let stock: FieldNumber = 20

    static let fields = FieldInfos([
        FieldInfo(
            number: title, name: "title", postings: .positions, hasNorms: true,
            analysisFingerprint: 1),
        FieldInfo(
            number: description, name: "description", postings: .positions, hasNorms: true,
            analysisFingerprint: 1),
        FieldInfo(number: brand, name: "brand", postings: .documents, column: .ordinal),
        FieldInfo(number: price, name: "price", column: .numeric),
        FieldInfo(number: stock, name: "stock", postings: .documents, column: .ordinal),
    ])

    let snapshot: IndexSnapshot
    let analyzer: Analyzer

    init(_ path: String, segments: Int, deletedShare: Double) throws {
        let registry = AnalysisRegistry.builtin
        guard
            let analyzer = registry.analyzer(named: "english")
                ?? registry.analyzer(named: "standard")
        else { preconditionFailure("no standard analyzer") }
        self.analyzer = analyzer
        let lines = try ProductIndex.lines(path)
        var views: [SegmentView] = []
        var random = SeededGenerator(seed: 7)
        for index in 0..<segments {
            let start = lines.count * index / segments
            let part = lines[start..<(lines.count * (index + 1) / segments)]
            let buffer = SegmentBuffer()
            try ProductIndex.fill(buffer, Array(part), analyzer)
            for doc in 0..<DocID(buffer.documentCount) where random.chance(deletedShare) {
                buffer.delete(doc)
            }
            let sink = MemorySink()
            try buffer.encode(name: "s\(index)", to: sink)
            let reader = try SegmentReader.open(name: "s\(index)", region: sink.takeRegion())
            views.append(SegmentView(reader: reader, liveDocs: reader.initialLiveDocs))
        }
        snapshot = IndexSnapshot(views: views, fields: ProductIndex.fields, generation: 1)
    }

    var context: SearchContext {
        SearchContext(
            snapshot: snapshot,
            similarity: {
                $0 == ProductIndex.title || $0 == ProductIndex.description ? .bm25() : .constant
            })
    }

    private static func lines(_ path: String) throws -> [[UInt8]] {
        guard let file = fopen(path, "rb") else { preconditionFailure("cannot open \(path)") }
        defer { fclose(file) }
        var lines: [[UInt8]] = []
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        while true {
            let size = getline(&line, &capacity, file)
            guard size > 0, let line else { return lines }
            lines.append(Array(UnsafeRawBufferPointer(start: line, count: size)))
        }
    }

    private static func fill(
        _ buffer: SegmentBuffer, _ lines: [[UInt8]], _ analyzer: Analyzer
    ) throws {
        let parser = JSONParser()
        let parsed = ParsedDocument()
        let tokens = buffer.tokens(for: analyzer)
        for line in lines {
            try line.withUnsafeBytes { bytes in
                let root = try parser.parse(bytes)
                parsed.removeAll()
                tokens.removeAll()
                if let id = root["id"] { parsed.setID(id.stringBytes) }
                parsed.setSource(UnsafeRawBufferPointer(rebasing: bytes[0..<0]))
                for (field, key) in [(title, "title"), (description, "description")] {
                    guard let text = root[key], text.isString else { continue }
                    let start = tokens.count
                    _ = try analyzer.analyze(text.stringBytes, into: tokens, basePosition: 0)
                    parsed.addTokens(field: field, range: start..<tokens.count, tokens: tokens)
                }
                if let value = root["brand"], value.isString {
                    parsed.addTerm(field: brand, value.stringBytes)
                }
                if let value = root["price"]?.double {
                    parsed.addNumber(field: price, Int64((value * 100).rounded()))
                }
                let isInStock = root["in_stock"]?.boolean ?? true
                withUnsafeBytes(of: UInt8(ascii: isInStock ? "1" : "0")) {
                    parsed.addTerm(field: stock, $0)
                }
            }
            _ = try buffer.append(parsed, fields: fields, sequenceNumber: 0, version: 1)
        }
    }
}

/// The queries of a file, planned.
struct QueryClasses {
    private(set) var all: [(name: String, queries: [any Query])] = []
    private let analyzer: Analyzer
    private let vocabulary = Vocabulary()

    init(_ path: String, _ shop: ProductIndex) throws {
        analyzer = shop.analyzer
        guard let file = fopen(path, "rb") else { preconditionFailure("cannot open \(path)") }
        defer { fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        while getline(&line, &capacity, file) > 0, let line {
            let text = String(cString: line).split(separator: "\n").first.map(String.init) ?? ""
            let parts = text.split(separator: "\t", omittingEmptySubsequences: false)
            if parts.count >= 4 { try add(parts.map(String.init)) }
        }
    }

    private mutating func add(_ name: String, _ query: any Query) {
        if let index = all.firstIndex(where: { $0.name == name }) {
            all[index].queries.append(query)
        } else {
            all.append((name, [query]))
        }
    }

    private mutating func add(_ parts: [String]) throws {
        let words = try parts[1].split(separator: " ").flatMap { try terms(String($0)) }
        let one = words.map { TermQuery(field: ProductIndex.description, term: $0) }
        let both = words.map { two($0) }
        switch parts[0] {
        case "term", "or3":
            add(parts[0], BooleanQuery(should: both))
            add(parts[0] + " one field", BooleanQuery(should: one))
            add(parts[0] + " best fields", best(words))
        case "and":
            add("and", BooleanQuery(must: both))
            add("and one field", BooleanQuery(must: one))
            add("or2 one field", BooleanQuery(should: one))
        case "phrase":
            let places = words.enumerated().map { (terms: [$1], position: $0) }
            let title = PhraseQuery(field: ProductIndex.title, terms: places)
            let text = PhraseQuery(field: ProductIndex.description, terms: places)
            add("phrase", BooleanQuery(should: [BoostQuery(query: title, boost: 3), text]))
            add("phrase one field", text)
        case "fuzzy":
            guard let word = words.first else { return }
            add(
                "fuzzy",
                FuzzyQuery(
                    field: ProductIndex.title, term: word, maxEdits: word.count > 5 ? 2 : 1))
        case "prefix":
            let last = parts[1].split(separator: " ").last.map { Array($0.utf8) } ?? []
            let first = try parts[1].split(separator: " ").dropLast()
                .flatMap { try terms(String($0)) }
            add(
                "prefix",
                BooleanQuery(
                    must: first.map { two($0) }
                        + [PrefixQuery(field: ProductIndex.title, prefix: last)]))
        case "facet":
            let range = NumericRangeQuery(
                field: ProductIndex.price, lower: (Int64(parts[2]) ?? 0) * 100,
                upper: (Int64(parts[3]) ?? 0) * 100)
            let stock = TermQuery(field: ProductIndex.stock, term: [UInt8(ascii: "1")])
            let words = BooleanQuery(should: both)
            add("filtered", BooleanQuery(must: [words], filter: [range, stock]))
        default: return
        }
    }

    private func two(_ term: [UInt8]) -> any Query {
        BooleanQuery(should: [
            BoostQuery(query: TermQuery(field: ProductIndex.title, term: term), boost: 3),
            TermQuery(field: ProductIndex.description, term: term),
        ])
    }

    private func best(_ words: [[UInt8]]) -> any Query {
        let title = BooleanQuery(
            should: words.map { TermQuery(field: ProductIndex.title, term: $0) })
        let text = BooleanQuery(
            should: words.map { TermQuery(field: ProductIndex.description, term: $0) })
        return DisjunctionMaxQuery(queries: [BoostQuery(query: title, boost: 3), text])
    }

    private func terms(_ word: String) throws -> [[UInt8]] {
        let tokens = TokenBuffer(vocabulary: vocabulary)
        let bytes = Array(word.utf8)
        _ = try bytes.withUnsafeBytes {
            try analyzer.analyze($0, into: tokens, basePosition: 0)
        }
        return (0..<tokens.count).map { Array(vocabulary.term(tokens.termIDs[$0])) }
    }
}
