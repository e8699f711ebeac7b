import Aggregations
import JSON
import Primitives
import Schema
import Search
import Segments

/// Five keyword facets and a price range over a fifth of a million invented products, in one
/// segment
/// and in eight.
enum FacetsBenchmark {
    static let documentCount = 1_000_000
    static let cardinalities = [5000, 1000, 16, 20, 24]
    static let rounds = 15

    static func run() throws {
        for segments in [1, 8] {
            let shop = try Shop(segments: segments)
            let five = (0..<cardinalities.count).map { number -> (String, JSONValue) in
                ("f\(number)", ["terms": ["field": .string("f\(number)")]])
            }
            try measure("five facets", .object(JSONObject(five)), shop)
            try measure(
                "price in six ranges",
                [
                    "p": [
                        "range": [
                            "field": "price",
                            "ranges": [
                                ["to": 25], ["from": 25, "to": 50], ["from": 50, "to": 100],
                                ["from": 100, "to": 200], ["from": 200, "to": 400], ["from": 400],
                            ],
                        ]
                    ]
                ], shop)
            try measure(
                "facet with an average",
                [
                    "f": ["terms": ["field": "f2"], "aggs": ["p": ["avg": ["field": "price"]]]]
                ], shop)
        }
    }

    private static func measure(_ name: String, _ request: JSONValue, _ shop: Shop) throws {
        var best = UInt64.max
        var size = 0
        for _ in 0..<rounds {
            let start = ThreadClock.cpuNanoseconds()
            size = try shop.answer(request)
            best = min(best, ThreadClock.cpuNanoseconds() - start)
        }
        let documents = shop.matchCount
        print(
            "\(name), \(shop.context.leaves.count) segments, \(documents) documents: "
                + "\(best / 1000) us, answer \(size) bytes")
    }

    private final class Shop {
        let mapping: IndexMapping
        let context: SearchContext
        let matches: [DocSet]
        let matchCount: Int

        init(segments: Int) throws {
            var properties = JSONObject()
            for number in cardinalities.indices { properties["f\(number)"] = ["type": "keyword"] }
            properties["price"] = ["type": "double"]
            let mapping = try IndexMapping.parse(
                ["properties": .object(properties)], analyzers: .builtin)
            self.mapping = mapping
            var random = SeededGenerator(seed: 1)
            let views = try (0..<segments).map { number in
                try Shop.segment(number, documentCount / segments, mapping, &random)
            }
            let snapshot = IndexSnapshot(views: views, fields: mapping.fieldInfos, generation: 1)
            context = SearchContext(snapshot: snapshot)
            var sets: [DocSet] = []
            for leaf in context.leaves {
                let bits = FixedBitSet(bitCount: leaf.documentCount)
                for doc in 0..<leaf.documentCount where random.chance(0.2) { bits.set(doc) }
                sets.append(DocSet(leaf: leaf, storage: .bits(bits), count: bits.count()))
            }
            matches = sets
            matchCount = sets.reduce(0) { $0 + $1.count }
        }

        private static func segment(
            _ number: Int, _ count: Int, _ mapping: IndexMapping,
            _ random: inout SeededGenerator
        ) throws -> SegmentView {
            let buffer = SegmentBuffer()
            let document = ParsedDocument()
            let scratch = ByteWriter()
            for id in 0..<count {
                document.removeAll()
                scratch.removeAll()
                scratch.write(String(id))
                document.setID(scratch.bytes)
                for (place, cardinality) in cardinalities.enumerated() {
                    guard let field = mapping.field("f\(place)") else { continue }
                    // Few values have most documents.
                    let value = Int(random.unit() * random.unit() * Double(cardinality))
                    scratch.removeAll()
                    scratch.write("value-\(value)")
                    document.addTerm(field: field.number, scratch.bytes)
                }
                if let price = mapping.field("price") {
                    let value = Double(random.below(50_000)) / 100
                    document.addNumber(field: price.number, NumericEncoding.encode(value))
                }
                _ = try buffer.append(
                    document, fields: mapping.fieldInfos, sequenceNumber: Int64(id), version: 1)
            }
            let sink = MemorySink()
            try buffer.encode(name: "s\(number)", to: sink)
            let reader = try SegmentReader.open(name: "s\(number)", region: sink.takeRegion())
            return SegmentView(reader: reader, liveDocs: nil)
        }

        func answer(_ request: JSONValue) throws -> Int {
            let document = try JSONDocument.parse(request.serialized())
            let plan = try AggregationParser.parse(document.root, Parsing(mapping: mapping))
            let run = try AggregationRun([plan], runtime: AggregationRuntime())
            try run.collect(index: 0, context: context, matches: matches)
            let writer = JSONWriter()
            writer.beginObject()
            try run.write(to: writer)
            writer.endObject()
            return writer.output.count
        }
    }

    private struct Parsing: AggregationParsing {
        let mapping: IndexMapping?
        let now: Int64 = 0

        func field(_ path: String) -> MappedField? { mapping?.field(path) }

        func query(_ clause: JSONNode, inside path: String?) throws -> any Query { MatchAllQuery() }

        func position(of node: JSONNode) -> JSONPosition? { nil }
    }
}
