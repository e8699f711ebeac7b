import Aggregations
import Index
import JSON
import Primitives
import QueryDSL
import Schema
import Search
import Segments
import TestSupport
import Testing

/// A random life of a small shop whose prices and stocks change in place, beside a dictionary.
struct FastFieldLife {
    struct Document: Equatable {
        var members: JSONObject
        var version: Int64 = 1
        var sequenceNumber: Int64 = 0
    }

    static let mappings: JSONValue = [
        "properties": [
            "name": ["type": "text"],
            "price": ["type": "scaled_float", "scaling_factor": 100],
            "stock": ["type": "integer"],
            "rating": ["type": "float"],
            "active": ["type": "boolean"],
            "since": ["type": "date"],
            "size": ["properties": ["weight": ["type": "long"], "label": ["type": "keyword"]]],
            "sizes": ["type": "integer"],
        ]
    ]

    var random: SeededGenerator
    var documents: [String: Document] = [:]
    /// As of the last refresh.
    var visible: [String: Document] = [:]
    private var nextSequenceNumber: Int64 = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    static func create(
        _ directory: any Directory, _ environment: IndexEnvironment
    ) throws -> LiveIndex {
        try LiveIndex.create(
            directory: directory, mappings: mappings, environment: environment)
    }

    // MARK: - Changes

    private mutating func id() -> String { "id-\(random.below(40))" }

    /// Values of fast fields, some null.
    mutating func numbers() -> JSONObject {
        var members = JSONObject()
        if random.chance(0.5) { members["price"] = .double(Double(random.below(400)) / 100) }
        if random.chance(0.4) { members["stock"] = .integer(Int64(random.below(6)) - 1) }
        if random.chance(0.2) { members["rating"] = .double(Double(random.below(50)) / 10) }
        if random.chance(0.2) { members["active"] = .boolean(random.chance(0.5)) }
        if random.chance(0.1) {
            members["since"] = .string("2026-01-0\(1 + random.below(9))T00:00:00.000Z")
        }
        if random.chance(0.2) {
            members["size"] = ["weight": .integer(Int64(random.below(5)))]
        }
        for key in members.keys where random.chance(0.15) && key != "size" { members[key] = .null }
        return members
    }

    private mutating func whole(_ id: String) -> JSONObject {
        var members = numbers()
        members["name"] = .string("word\(random.below(5)) \(id)")
        if random.chance(0.02) {
            members["sizes"] = [1, 2]
        } else if random.chance(0.3) {
            members["sizes"] = .integer(Int64(random.below(9)))
        }
        return members
    }

    private mutating func record(_ id: String, _ members: JSONObject) {
        documents[id] = Document(
            members: members, version: (documents[id]?.version ?? 0) + 1,
            sequenceNumber: nextSequenceNumber)
        nextSequenceNumber += 1
    }

    mutating func put(_ index: LiveIndex) throws {
        let id = id()
        let members = whole(id)
        // A deleted document's version goes on: deletes are left to other tests.
        try index.put(id, JSONValue.object(members).serialized())
        record(id, members)
    }

    /// Several partial updates in one call: mostly of fast fields alone.
    mutating func merge(_ index: LiveIndex) throws {
        var operations: [WriteOperation] = []
        var expected: [(changed: Bool, version: Int64)] = []
        var seen: Set<String> = []
        for _ in 0..<(1 + random.below(6)) {
            let id = id()
            guard var members = documents[id]?.members, seen.insert(id).inserted else { continue }
            var partial = numbers()
            // A null more or less in the source is nothing a search can see.
            for (key, value) in partial where value.isNull && members[key]?.isNull != false {
                partial.remove(key)
            }
            if random.chance(0.1) { partial["name"] = "renamed" }
            if random.chance(0.2) { partial["sizes"] = .integer(Int64(random.below(9))) }
            let isChanged = members.merge(partial)
            operations.append(.merging(partial, into: id))
            if isChanged { record(id, members) }
            expected.append((isChanged, documents[id]?.version ?? 0))
        }
        if random.chance(0.3), expected.allSatisfy(\.changed) {
            try index.apply(SourceBatch(source: "catalog", operations: operations))
            return
        }
        for (result, expected) in zip(index.apply(operations), expected) {
            let outcome = try result.get()
            #expect(outcome.result == (expected.changed ? .updated : .noop))
            #expect(outcome.version == expected.version)
        }
    }

    /// `if_seq_no` of now is taken, one of before a change in place is not.
    mutating func mergeConditionally(_ index: LiveIndex) throws {
        let id = id()
        guard let now = documents[id] else { return }
        let partial: JSONObject = ["stock": .integer(Int64(random.below(1000)) + 10)]
        var operation = WriteOperation.merging(partial, into: id, detectsNoop: false)
        operation.ifSequenceNumber = now.sequenceNumber - 1
        #expect(throws: IndexError.self) { try index.apply(operation) }
        operation.ifSequenceNumber = now.sequenceNumber
        #expect(try index.apply(operation).result == .updated)
        var members = now.members
        members.merge(partial)
        record(id, members)
    }

    mutating func refresh(_ index: LiveIndex) throws {
        try index.refresh()
        visible = documents
    }

    // MARK: - Comparing

    /// A null is as good as nothing there.
    static func present(_ object: JSONObject) -> JSONObject {
        var result = JSONObject()
        for (key, value) in object {
            if case .object(let inner) = value {
                result[key] = .object(present(inner))
            } else if !value.isNull {
                result[key] = value
            }
        }
        return result
    }

    private static func present(_ source: [UInt8]) throws -> JSONObject {
        try source.withUnsafeBytes {
            present(try JSONValue(parsing: $0).object ?? JSONObject())
        }
    }

    func verifyNewest(_ index: LiveIndex) throws {
        for (id, expected) in documents {
            let found = try #require(try index.get(id: id))
            try #require(try Self.present(found.source) == Self.present(expected.members), "\(id)")
            try #require(found.version == expected.version, "\(id)")
            try #require(found.sequenceNumber == expected.sequenceNumber, "\(id)")
        }
    }

    /// Everything a search can ask of the changed fields.
    mutating func verifySearch(_ index: LiveIndex) throws {
        let searcher = FastFieldSearcher(index)
        let sources = try index.visible()
        try #require(sources.count == visible.count)
        for (id, source) in sources {
            let members = try #require(visible[id]).members
            try #require(try Self.present(Array(source.utf8)) == Self.present(members), "\(id)")
        }
        // Exact in binary: a bound times the factor is rounded up, as OpenSearch has it.
        let low = Double(random.below(12)) / 4
        try expect(searcher, ["range": ["price": ["gte": .double(low), "lt": 3]]]) {
            $0["price"]?.double.map { $0 >= low && $0 < 3 } ?? false
        }
        let stock = Int64(random.below(6)) - 1
        try expect(searcher, ["term": ["stock": .integer(stock)]]) {
            $0["stock"]?.integer == stock
        }
        try expect(searcher, ["terms": ["size.weight": [1, 3]]]) {
            [1, 3].contains($0["size"]?["weight"]?.integer)
        }
        try expect(searcher, ["term": ["active": true]]) { $0["active"] == true }
        try expect(searcher, ["exists": ["field": "rating"]]) { $0["rating"]?.double != nil }
        try expect(searcher, ["range": ["since": ["gte": "2026-01-05"]]]) {
            ($0["since"]?.string ?? "") >= "2026-01-05"
        }
        try expect(searcher, ["range": ["sizes": ["gt": 4]]]) { members in
            let sizes = members["sizes"]?.array ?? members["sizes"].map { [$0] } ?? []
            return sizes.contains { ($0.integer ?? 0) > 4 }
        }
        try verifySort(searcher)
        try verifyFacet(searcher)
        try verifyFunction(searcher)
    }

    private func expect(
        _ searcher: FastFieldSearcher, _ query: JSONValue, _ isMatch: (JSONObject) -> Bool
    ) throws {
        let expected = visible.filter { isMatch($0.value.members) }.keys.sorted()
        try #require(try searcher.ids(query) == expected, "\(query.serialized())")
    }

    private func verifySort(_ searcher: FastFieldSearcher) throws {
        for (order, isDescending) in [("asc", false), ("desc", true)] {
            let known = visible.values.compactMap { $0.members["price"]?.double }
                .sorted { isDescending ? $0 > $1 : $0 < $1 }
            let found = try searcher.sorted(
                ["sort": [["price": ["order": .string(order)]]], "size": 100])
            try #require(found.compactMap(\.double) == known)
            try #require(found.count == visible.count)
        }
    }

    private func verifyFacet(_ searcher: FastFieldSearcher) throws {
        let facets = try searcher.aggregations([
            "stock": ["terms": ["field": "stock", "size": 100]],
            "price": ["stats": ["field": "price"]],
        ])
        var counts: [Int64: Int64] = [:]
        for document in visible.values {
            if let stock = document.members["stock"]?.integer { counts[stock, default: 0] += 1 }
        }
        var found: [Int64: Int64] = [:]
        for bucket in facets["stock"]?["buckets"]?.array ?? [] {
            found[try #require(bucket["key"]?.integer)] = bucket["doc_count"]?.integer
        }
        try #require(found == counts)
        let prices = visible.values.compactMap { $0.members["price"]?.double }
        try #require(facets["price"]?["count"]?.integer == Int64(prices.count))
        try #require(facets["price"]?["max"]?.double == prices.max())
        try #require(facets["price"]?["min"]?.double == prices.min())
    }

    private func verifyFunction(_ searcher: FastFieldSearcher) throws {
        let scores = try searcher.scores([
            "function_score": [
                "query": ["match_all": .object(JSONObject())],
                "field_value_factor": ["field": "size.weight", "missing": 7],
                "boost_mode": "replace",
            ]
        ])
        for (id, document) in visible {
            let weight = document.members["size"]?["weight"]?.integer ?? 7
            try #require(scores[id] == Float(weight), "\(id)")
        }
    }
}

/// Runs requests of the query language over one snapshot.
struct FastFieldSearcher {
    private let index: LiveIndex
    private let context: SearchContext

    init(_ index: LiveIndex) {
        self.index = index
        context = SearchContext(snapshot: index.snapshot)
    }

    private func plan(_ body: JSONValue) throws -> SearchPlan {
        let document = try JSONDocument.parse(body.serialized())
        let request = try SearchRequest.parse(document)
        return try request.plan(PlanContext(mapping: index.mapping, now: 0))
    }

    private func id(_ leaf: Int, _ doc: DocID) throws -> String {
        let writer = ByteWriter()
        try index.snapshot.views[leaf].reader.appendID(of: doc, to: writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Of the matches, sorted.
    func ids(_ query: JSONValue) throws -> [String] {
        var found: [String] = []
        for set in try SearchExecution.docSets(try plan(["query": query]).query, context: context) {
            var docs: [DocID] = []
            set.forEachBlock { block, count in
                docs += UnsafeBufferPointer(start: block, count: count)
            }
            for doc in docs { found.append(try id(set.leaf.index, doc)) }
        }
        return found.sorted()
    }

    /// The first sort value of each hit.
    func sorted(_ body: JSONValue) throws -> [JSONValue] {
        let plan = try plan(body)
        let top = try SearchExecution.topDocs(
            plan.query, context: context, size: plan.size, sort: plan.sortKeys)
        return top.hits.map { plan.json($0.sortValues)[0] }
    }

    func scores(_ query: JSONValue) throws -> [String: Float] {
        let top = try SearchExecution.topDocs(
            try plan(["query": query]).query, context: context, size: 1000)
        var scores: [String: Float] = [:]
        for hit in top.hits { scores[try id(hit.leaf, hit.doc)] = hit.score }
        return scores
    }

    func aggregations(_ body: JSONValue) throws -> JSONValue {
        let plan = try plan(["size": 0, "aggs": body])
        let aggregations = try #require(plan.aggregations)
        let run = try AggregationRun([aggregations], runtime: AggregationRuntime())
        try run.collect(
            index: 0, context: context,
            matches: try SearchExecution.docSets(plan.query, context: context))
        let writer = JSONWriter()
        writer.beginObject()
        try run.write(to: writer)
        writer.endObject()
        return try JSONValue(parsing: writer.bytes)
    }
}
