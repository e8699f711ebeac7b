import Foundation
import Index
import JSON
import Primitives
import Segments
import TestSupport
import Testing

@Suite("An index folder written by the code of its time", .serialized)
struct FrozenFolderTests {
    /// The version a segment says it has, which the code of today writes.
    private func currentVersion(_ contents: [String: [UInt8]]) throws -> Int {
        let segment = try #require(contents.first { $0.key.hasSuffix(".seg") }?.value)
        return Int(segment[8]) | Int(segment[9]) << 8
    }

    @Test("is frozen once for each version of the format")
    func isFrozen() throws {
        let (contents, documents) = try FrozenWorkload.run()
        let folder = FrozenFolder(version: try currentVersion(contents))
        if ProcessInfo.processInfo.environment["AISLE_FREEZE"] != nil,
            !FrozenFolder.all.contains(where: { $0.version == folder.version })
        {
            try folder.write(contents, expected: try answers(contents, documents))
        }
        #expect(
            FrozenFolder.all.contains { $0.version == folder.version },
            "Fixtures/segments/\(folder) is missing: AISLE_FREEZE=1 writes it")
        #expect(
            FrozenFolder.all.map(\.version) == Array(1...folder.version),
            "every version up to \(folder.version) is kept")
    }

    private func answers(
        _ contents: [String: [UInt8]], _ documents: [String: String]
    ) throws -> JSONValue {
        let index = try LiveIndex.open(
            directory: MemoryDirectory(contents: contents), environment: .quiet())
        let searches = try FrozenWorkload.searches.map { body -> JSONValue in
            ["body": try JSONValue(parsing: body), "hits": try index.hits(of: body)]
        }
        let sources = documents.sorted { $0.key < $1.key }.map {
            ($0.key, JSONValue.string($0.value))
        }
        return ["documents": .object(JSONObject(sources)), "searches": .array(searches)]
    }

    @Test("is sound, holds its documents and answers as it did", arguments: FrozenFolder.all)
    func opens(_ folder: FrozenFolder) throws {
        let report = FolderCheck.check(try folder.directory())
        #expect(report.isClean, "\(report.findings)")
        #expect(report.segments.count > 1 && report.logRecords > 0)
        let expected = try folder.expected()
        let index = try LiveIndex.open(directory: try folder.directory(), environment: .quiet())
        try compare(index, expected)
        try index.forceMerge()
        try compareDocuments(index, expected)
    }

    private func compareDocuments(_ index: LiveIndex, _ expected: JSONValue) throws {
        let documents = try #require(expected["documents"]?.object)
        #expect(try index.visible().count == documents.count)
        for (id, source) in documents {
            let wanted = try JSONValue(parsing: source.string ?? "")
            #expect(try JSONValue(parsing: index.text(id) ?? "null") == wanted, "\(id)")
        }
    }

    private func compare(_ index: LiveIndex, _ expected: JSONValue) throws {
        try compareDocuments(index, expected)
        let searches = try #require(expected["searches"]?.array)
        #expect(searches.count >= 10)
        for search in searches {
            let body = try #require(search["body"]).serialized()
            let wanted = try #require(search["hits"]?.array)
            let found = try #require(index.hits(of: body).array)
            #expect(!wanted.isEmpty, "\(body)")
            try #require(found.count == wanted.count, "\(body)")
            for (one, other) in zip(found, wanted) {
                let (one, other) = (one.array ?? [], other.array ?? [])
                #expect(one.first == other.first, "\(body)")
                if other.count > 1, let score = one.last?.double, let was = other.last?.double {
                    #expect(abs(score - was) <= 1e-6 * was, "\(body)")
                }
            }
        }
    }
}
