import Aggregations
import JSON
import Primitives
import Schema
import Search
import Segments

/// Random products in one or several segments, some deleted, with a random set of matches.
final class AggregationFixture {
    let mapping: IndexMapping
    /// Live documents.
    private(set) var documents: [JSONObject] = []
    /// Live documents the query matches.
    private(set) var matches: [JSONObject] = []
    private var bySegment: [[JSONObject]] = []
    private var matchSets: [FixedBitSet] = []
    let context: SearchContext
    private let useLists: Bool

    static let mappings: JSONValue = [
        "properties": [
            "brand": ["type": "keyword"], "tags": ["type": "keyword"], "wide": ["type": "keyword"],
            "price": ["type": "double"], "cents": ["type": "scaled_float", "scaling_factor": 100],
            "stock": ["type": "integer"], "sizes": ["type": "integer"],
            "sold": ["type": "boolean"], "created": ["type": "date"], "title": ["type": "text"],
            "hidden": ["type": "keyword", "doc_values": false],
            "huge": ["type": "unsigned_long"],
        ]
    ]

    init(
        seed: UInt64, documents count: Int, segments: Int, mappings: JSONValue = mappings,
        make: (inout SeededGenerator) -> JSONObject = AggregationFixture.product
    ) throws {
        var random = SeededGenerator(seed: seed)
        mapping = try IndexMapping.parse(mappings, analyzers: .builtin)
        useLists = random.chance(0.3)
        let matchRate = [0, 0.05, 0.5, 1][random.below(4)]
        var views: [SegmentView] = []
        for number in 0..<segments {
            let products = (0..<(count / segments)).map { _ in make(&random) }
            let reader = try AggregationFixture.segment(products, "s\(number)", mapping)
            let deleted =
                random.chance(0.5)
                ? products.indices.filter { _ in random.chance(0.2) }.map { DocID($0) } : []
            let live =
                deleted.isEmpty
                ? nil : LiveDocs.deleting(deleted, from: nil, documentCount: products.count)
            views.append(SegmentView(reader: reader, liveDocs: live))
            bySegment.append(products)
            let bits = FixedBitSet(bitCount: products.count)
            for (doc, product) in products.enumerated() where live?.isLive(DocID(doc)) ?? true {
                documents.append(product)
                if random.chance(matchRate) {
                    matches.append(product)
                    bits.set(doc)
                }
            }
            matchSets.append(bits)
        }
        let snapshot = IndexSnapshot(views: views, fields: mapping.fieldInfos, generation: 1)
        context = SearchContext(snapshot: snapshot)
    }

    static func product(_ random: inout SeededGenerator) -> JSONObject {
        var product = JSONObject()
        func maybe(_ key: String, _ value: @autoclosure () -> JSONValue) {
            if random.chance(0.85) { product[key] = value() }
        }
        maybe("brand", .string("brand-\(random.below(12))"))
        maybe("wide", .string("w\(random.below(400))"))
        maybe("tags", .array((0..<random.below(4)).map { _ in .string("t\(random.below(6))") }))
        maybe("price", .double(Double(random.below(800)) / 4 - 20))
        maybe("cents", .double(Double(random.below(400)) / 4))
        maybe("stock", .integer(Int64(random.below(30)) - 5))
        maybe("sizes", .array((0..<random.below(4)).map { _ in .integer(Int64(random.below(9))) }))
        maybe("sold", .boolean(random.chance(0.4)))
        maybe("created", .integer(1_577_836_800_000 + Int64(random.below(700)) * 43_200_000))
        maybe("huge", random.chance(0.5) ? 5 : .unsignedInteger(1 << 63 + UInt64(random.below(3))))
        return product
    }

    private static func segment(
        _ products: [JSONObject], _ name: String, _ mapping: IndexMapping
    ) throws -> SegmentReader {
        let buffer = SegmentBuffer()
        let parser = DocumentParser(mapping: mapping)
        let document = ParsedDocument()
        for (number, product) in products.enumerated() {
            let source = ByteWriter()
            source.write(JSONValue.object(product).serialized())
            let missing = try parser.parse(
                source: source.bytes, id: "\(number)", routing: nil, into: document, buffer: buffer)
            precondition(missing == nil, "the mapping lacks fields")
            _ = try buffer.append(
                document, fields: mapping.fieldInfos, sequenceNumber: Int64(number), version: 1)
        }
        let sink = MemorySink()
        try buffer.encode(name: name, to: sink)
        return try SegmentReader.open(name: name, region: sink.takeRegion())
    }

    /// The matches as a search hands them out.
    var matchingSets: [DocSet] { context.leaves.map { set($0, matchSets[$0.index]) } }

    private func set(_ leaf: Leaf, _ bits: FixedBitSet) -> DocSet {
        let count = bits.count()
        if count == leaf.documentCount { return DocSet(leaf: leaf, storage: .all, count: count) }
        guard useLists else { return DocSet(leaf: leaf, storage: .bits(bits), count: count) }
        var docs: [UInt32] = []
        bits.forEachSetBit { docs.append(UInt32($0)) }
        return DocSet(leaf: leaf, storage: .list(docs), count: count)
    }

    /// Answers filters, instead of a search.
    func matching(_ query: any Query) -> [DocSet] {
        context.leaves.map { leaf in
            let bits = FixedBitSet(bitCount: leaf.documentCount)
            for (doc, product) in bySegment[leaf.index].enumerated()
            where leaf.view.liveDocs?.isLive(DocID(doc)) ?? true {
                if (query as? FieldTest)?.holds(product) ?? true { bits.set(doc) }
            }
            return set(leaf, bits)
        }
    }

    func runtime(
        responseBuckets: Int = AggregationLimits.responseBuckets, budget: MemoryBudget? = nil
    ) -> AggregationRuntime {
        AggregationRuntime(
            responseBuckets: responseBuckets, budget: budget,
            matching: { [unowned self] query, _ in matching(query) })
    }

    func plan(_ aggregations: JSONValue) throws -> AggregationPlan {
        let document = try JSONDocument.parse(aggregations.serialized())
        return try AggregationParser.parse(
            document.root, TestParsing(mapping: mapping, document: document))
    }

    /// What the collectors answer.
    func answer(
        _ aggregations: JSONValue, typedKeys: Bool = false,
        responseBuckets: Int = AggregationLimits.responseBuckets
    ) throws -> JSONValue {
        let run = try AggregationRun(
            [plan(aggregations)], runtime: runtime(responseBuckets: responseBuckets))
        try run.collect(index: 0, context: context, matches: matchingSets)
        return try run.answer(typedKeys: typedKeys)
    }
}

extension AggregationRun {
    func answer(typedKeys: Bool = false) throws -> JSONValue {
        let writer = JSONWriter()
        writer.beginObject()
        try write(to: writer, typedKeys: typedKeys)
        writer.endObject()
        return try JSONValue(parsing: writer.bytes)
    }
}

/// Knows one clause: `{"test": {"field": …, "atLeast": …}}`.
struct TestParsing: AggregationParsing {
    let mapping: IndexMapping?
    let document: JSONDocument
    let now: Int64 = 1_600_000_000_000

    func field(_ path: String) -> MappedField? { mapping?.field(path) }

    func query(_ clause: JSONNode, inside path: String?) throws -> any Query {
        guard let test = clause["test"], let field = test["field"]?.string,
            let bound = test["atLeast"]?.integer
        else { throw AggregationError(.parsing, "unknown query") }
        return FieldTest(field: field, atLeast: bound)
    }

    func position(of node: JSONNode) -> JSONPosition? { document.position(of: node) }
}

/// Documents with a number of at least a bound.
struct FieldTest: Query {
    let field: String
    let atLeast: Int64

    var description: String { "\(field) >= \(atLeast)" }

    func holds(_ document: JSONObject) -> Bool {
        (document[field]?.double).map { $0 >= Double(atLeast) } ?? false
    }

    func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        throw SearchError(.invalid, "a test query is not run")
    }
}
