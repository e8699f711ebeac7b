import Foundation
import Index
import JSON
import Primitives
import QueryDSL
import Schema
import Search
import Segments
import TestSupport

/// An index folder in `Fixtures/segments/v<n>`, as the code of its time wrote it, with the answers
/// it has to give in `expected.json` beside it.
struct FrozenFolder: Sendable, CustomStringConvertible {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/segments")
    private static let answers = "expected.json"

    let version: Int

    static var all: [FrozenFolder] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return names.compactMap { $0.hasPrefix("v") ? Int($0.dropFirst()) : nil }.sorted()
            .map { FrozenFolder(version: $0) }
    }

    var description: String { "v\(version)" }

    private var url: URL { FrozenFolder.root.appending(path: description) }

    /// A copy of the index's files.
    func directory() throws -> MemoryDirectory {
        var contents: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: url.path)
        where name != FrozenFolder.answers {
            contents[name] = Array(try Data(contentsOf: url.appending(path: name)))
        }
        return MemoryDirectory(contents: contents)
    }

    func expected() throws -> JSONValue {
        let data = try Data(contentsOf: url.appending(path: FrozenFolder.answers))
        return try JSONValue(parsing: String(decoding: data, as: UTF8.self))
    }

    func write(_ contents: [String: [UInt8]], expected: JSONValue) throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (name, bytes) in contents { try Data(bytes).write(to: url.appending(path: name)) }
        let text = expected.serialized(pretty: true) + "\n"
        try Data(text.utf8).write(to: url.appending(path: FrozenFolder.answers))
    }
}

/// What the frozen folder of the present version is made of: every kind of section, two segments of
/// which one has deletes and changed columns, and operations that are in the log alone.
enum FrozenWorkload {
    private static let mappings = #"""
        {"dynamic": "strict", "properties": {
          "title": {"type": "text", "analyzer": "english", "fields": {"raw": {"type": "keyword"}}},
          "note": {"type": "text", "norms": false, "index_options": "docs"},
          "brand": {"type": "keyword"}, "tags": {"type": "keyword"},
          "price": {"type": "scaled_float", "scaling_factor": 100}, "stock": {"type": "integer"},
          "weight": {"type": "double"}, "sold": {"type": "date"}, "gift": {"type": "boolean"},
          "ratings": {"type": "byte"},
          "parts": {"type": "nested", "properties": {
            "sku": {"type": "keyword"}, "label": {"type": "text"}}}}}
        """#

    static let searches = [
        #"{"query": {"match": {"title": "walnut desks"}}}"#,
        #"{"query": {"match": {"title": {"query": "wallnut", "fuzziness": "AUTO"}}}}"#,
        #"{"query": {"match_phrase": {"title": "desk number"}}}"#,
        #"{"query": {"bool": {"must": [{"match": {"title": "lamp"}}], "#
            + #""filter": [{"range": {"price": {"lt": 40}}}]}}}"#,
        #"{"query": {"terms": {"tags": ["new", "sale"]}}, "#
            + #""sort": [{"stock": "desc"}, {"price": "asc"}]}"#,
        #"{"query": {"prefix": {"brand": "brand1"}}}"#,
        #"{"query": {"wildcard": {"title.raw": "*number 1? *"}}}"#,
        #"{"query": {"exists": {"field": "weight"}}}"#,
        #"{"query": {"match": {"note": "fragile"}}}"#,
        #"{"query": {"range": {"sold": {"gte": "2024-03-01", "lt": "2024-04-01"}}}}"#,
        #"{"query": {"nested": {"path": "parts", "query": {"term": {"parts.sku": "sku-7-1"}}}}}"#,
        #"{"query": {"range": {"stock": {"gte": 900}}}}"#,
        #"{"query": {"ids": {"values": ["5", "6", "301", "gone"]}}}"#,
    ]

    static func source(_ number: Int) -> String {
        let things = ["walnut desk", "oak desk", "brass lamp", "wool blanket", "paper lamp"]
        var members = [
            #""title":"\#(things[number % 5]) number \#(number) für “Zuhause”""#,
            #""brand":"brand\#(number % 17)""#,
            #""price":\#(number % 97).\#(number % 4)5"#,
            #""stock":\#(number * 7 % 300)"#,
            #""gift":\#(number % 3 == 0)"#,
            #""sold":"2024-0\#(1 + number % 9)-1\#(number % 10)T10:20:30Z""#,
        ]
        if number % 4 == 0 { members.append(#""tags":["new","t\#(number % 6)"]"#) }
        if number % 7 == 0 { members.append(#""tags":["sale"]"#) }
        if number % 5 == 1 { members.append(#""weight":\#(Double(number) / 8)"#) }
        if number % 11 == 0 { members.append(#""note":"fragile, keep upright""#) }
        if number % 6 == 2 { members.append(#""ratings":[\#(number % 5),3,-1]"#) }
        if number % 10 == 7 {
            members.append(
                #""parts":[{"sku":"sku-\#(number)-0","label":"left leg"},"#
                    + #"{"sku":"sku-\#(number)-1"}]"#
            )
        }
        var seen: Set<Substring> = []
        return "{"
            + members.filter { seen.insert($0.prefix { $0 != ":" }).inserted }
            .joined(separator: ",") + "}"
    }

    /// The files of the index, and the source each document has in the end.
    static func run() throws -> (contents: [String: [UInt8]], documents: [String: String]) {
        let directory = MemoryDirectory()
        var environment = IndexEnvironment.quiet()
        environment.compression = .early
        let index = try LiveIndex.create(
            directory: directory, mappings: try JSONValue(parsing: mappings),
            environment: environment)
        var documents: [String: String] = [:]
        func put(_ number: Int, _ source: String) throws {
            try index.put("\(number)", source)
            documents["\(number)"] = source
        }
        func remove(_ number: Int) throws {
            try index.remove("\(number)")
            documents["\(number)"] = nil
        }
        for number in 0..<200 { try put(number, source(number)) }
        try index.commit()
        for number in 200..<300 { try put(number, source(number)) }
        for number in 400..<440 {
            let name = number % 3 == 0 ? "Zubehör" : "part"
            try index.put("\(name)-\(number)-x", source(number))
            documents["\(name)-\(number)-x"] = source(number)
        }
        for number in stride(from: 3, to: 200, by: 20) { try remove(number) }
        try put(5, source(5005))
        for number in [8, 9, 150, 250] {
            let stock = JSONObject([("stock", .integer(Int64(900 + number)))])
            _ = try index.apply(.merging(stock, into: "\(number)"))
            documents["\(number)"] = documents["\(number)"]?.replacing(
                #""stock":\#(number * 7 % 300)"#, with: #""stock":\#(900 + number)"#)
        }
        try index.commit()
        for number in 300..<304 { try put(number, source(number)) }
        try put(6, source(6006))
        try remove(10)
        let contents = directory.contents
        try index.close()
        return (contents, documents)
    }
}

extension LiveIndex {
    /// The best ten of a search, `[id, score]` each; without scores `[id]`.
    func hits(of body: String) throws -> JSONValue {
        let mapping = mapping
        let plan = try SearchRequest.parse(try JSONDocument.parse(body), parameters: [])
            .plan(PlanContext(mapping: mapping, settings: settings, now: 0))
        let planning = PlanContext(mapping: mapping, settings: settings, now: 0)
        let context = SearchContext(snapshot: snapshot, similarity: planning.similarity(of:))
        let top = try SearchExecution.topDocs(
            plan.query, context: context, size: 10, sort: plan.sortKeys)
        return .array(
            try top.hits.map { hit in
                let id = ByteWriter()
                try context.leaves[hit.leaf].view.reader.appendID(of: hit.doc, to: id)
                let name = JSONValue.string(String(decoding: id.bytes, as: UTF8.self))
                return .array(hit.score.isNaN ? [name] : [name, .double(Double(hit.score))])
            })
    }
}
