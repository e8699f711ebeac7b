import Index
import JSON
import Primitives
import Schema
import Segments
import TestSupport
import Testing

@Suite("A live index")
struct LiveIndexTests {
    private func make(_ directory: MemoryDirectory = MemoryDirectory()) throws -> LiveIndex {
        try LiveIndex.create(directory: directory, environment: .quiet())
    }

    @Test("shows a document to get at once and to searches after a refresh")
    func visibility() throws {
        let index = try make()
        let outcome = try index.put("1", #"{"title":"red shoe"}"#)
        #expect(outcome.result == .created && outcome.version == 1)
        #expect(outcome.sequenceNumber == 0 && outcome.primaryTerm == 1)
        #expect(try index.text("1") == #"{"title":"red shoe"}"#)
        #expect(try index.text("1", realtime: false) == nil)
        #expect(index.snapshot.documentCount == 0)
        try index.refresh()
        #expect(index.snapshot.documentCount == 1)
        #expect(try index.text("1", realtime: false) == #"{"title":"red shoe"}"#)
    }

    @Test("replaces and deletes, and shows both halves of a replacement together")
    func replace() throws {
        let index = try make()
        try index.put("1", #"{"n":1}"#)
        try index.refresh()
        let second = try index.put("1", #"{"n":2}"#)
        #expect(second.result == .updated && second.version == 2)
        #expect(try index.visible() == ["1": #"{"n":1}"#])
        try index.refresh()
        #expect(try index.visible() == ["1": #"{"n":2}"#])
        #expect(try index.remove("1").result == .deleted)
        #expect(try index.text("1") == nil)
        try index.refresh()
        #expect(try index.visible().isEmpty)
        let missing = try index.remove("none")
        #expect(missing.result == .notFound && missing.version == 1)
    }

    @Test("counts versions up across a delete that is still remembered")
    func tombstones() throws {
        let clock = TestClock()
        let index = try LiveIndex.create(
            directory: MemoryDirectory(), environment: .quiet(clock))
        try index.put("1", "{}")
        try index.remove("1")
        try index.refresh()
        #expect(try index.put("1", "{}").version == 3)
        try index.remove("1")
        try index.refresh()
        clock.advance(IndexLimits.tombstoneMilliseconds + 1)
        #expect(try index.put("1", "{}").version == 1)
    }

    @Test("refuses what is not at the expected version, in OpenSearch's words")
    func conflicts() throws {
        let index = try make()
        try index.put("1", "{}")
        let expected: [(String, (inout WriteOperation) -> Void)] = [
            (
                "version conflict, document already exists (current version [1])",
                { $0.kind = .create }
            ),
            (
                "version conflict, required seqNo [5], primary term [1]. current document has "
                    + "seqNo [0] and primary term [1]",
                {
                    $0.ifSequenceNumber = 5
                    $0.ifPrimaryTerm = 1
                }
            ),
            (
                "version conflict, current version [1] is higher or equal to the one provided [1]",
                {
                    $0.version = 1
                    $0.versionType = .external
                }
            ),
            (
                "version conflict, current version [1] is higher than the one provided [0]",
                {
                    $0.version = 0
                    $0.versionType = .externalOrEqual
                }
            ),
            (
                "version conflict, current version [1] is different than the one provided [2]",
                { $0.version = 2 }
            ),
        ]
        for (reason, change) in expected {
            let error = #expect(throws: IndexError.self) {
                try index.put("1", "{}", .index, change)
            }
            #expect(error?.reason == reason)
            #expect(error?.description == "[1]: " + reason)
        }
        let error = #expect(throws: IndexError.self) {
            try index.put("2", "{}") { $0.ifSequenceNumber = 0 }
        }
        #expect(error?.reason.hasSuffix("but no document was found") == true)
        #expect(index.maxSequenceNumber == 0)
        let external = try index.put("1", "{}") {
            $0.version = 10
            $0.versionType = .external
        }
        #expect(external.version == 10)
    }

    @Test("updates by what a closure makes of the newest document")
    func update() throws {
        let index = try make()
        try index.put("1", #"{"n":1}"#)
        var seen: [String] = []
        let outcome = try index.apply(
            WriteOperation(
                .update { stored in
                    seen.append(String(decoding: stored?.source ?? [], as: UTF8.self))
                    return .index(Array(#"{"n":2}"#.utf8))
                }, id: "1"))
        #expect(outcome.result == .updated && outcome.version == 2)
        try index.refresh()
        let noop = try index.apply(WriteOperation(.update { _ in .nothing }, id: "1"))
        #expect(noop.result == .noop && noop.version == 2 && noop.sequenceNumber == 1)
        let created = try index.apply(
            WriteOperation(
                .update { stored in
                    #expect(stored == nil)
                    return .index(Array("{}".utf8))
                }, id: "2"))
        #expect(created.result == .created)
        #expect(seen == [#"{"n":1}"#])
        #expect(try index.text("1") == #"{"n":2}"#)
    }

    @Test("keeps a document's error from its neighbours")
    func isolation() throws {
        let index = try LiveIndex.create(
            directory: MemoryDirectory(),
            mappings: try JSONValue(parsing: #"{"properties":{"n":{"type":"integer"}}}"#),
            environment: .quiet())
        let sources = [#"{"n":1}"#, #"{"n":"x"}"#, #"{"#, #"{"n":2}"#].map { Array($0.utf8) }
        var results: [Result<WriteOutcome, IndexError>] = []
        let body = sources.flatMap { $0 }
        body.withUnsafeBytes { bytes in
            var at = 0
            var operations: [WriteOperation] = []
            for (index, source) in sources.enumerated() {
                let part = UnsafeRawBufferPointer(rebasing: bytes[at..<(at + source.count)])
                operations.append(WriteOperation(.index, id: "\(index)", source: part))
                at += source.count
            }
            results = index.apply(operations)
        }
        #expect(results.map { (try? $0.get()) != nil } == [true, false, false, true])
        #expect(kind { _ = try results[1].get() } == "document")
        #expect(kind { try index.put("", "{}") } == "invalid")
        #expect(kind { try index.put(String(repeating: "x", count: 600), "{}") } == "invalid")
        try index.refresh()
        #expect(Set(try index.visible().keys) == ["0", "3"])
    }

    @Test("comes back from its commit point and its log")
    func reopen() throws {
        let directory = MemoryDirectory()
        let index = try make(directory)
        try index.put("1", #"{"title":"one","n":1}"#) { $0.routing = "r" }
        try index.commit()
        try index.put("2", #"{"title":"two","other":true}"#)
        try index.put("1", #"{"title":"one again"}"#) { $0.routing = "r" }
        let mapping = index.mapping.persisted
        let crashed = MemoryDirectory(contents: directory.contents)
        let again = try LiveIndex.open(directory: crashed, environment: .quiet())
        #expect(
            try again.visible() == [
                "1": #"{"title":"one again"}"#, "2": #"{"title":"two","other":true}"#,
            ])
        #expect(again.mapping.persisted == mapping)
        let stored = try #require(try again.get(id: "1"))
        #expect(stored.version == 2 && stored.sequenceNumber == 2 && stored.routing == "r")
        #expect(try again.put("3", "{}").sequenceNumber == 3)
        try again.close()
        #expect(kind { try again.put("4", "{}") } == "closed")
        let clean = try LiveIndex.open(directory: crashed, environment: .quiet())
        #expect(clean.statistics().logOperations == 0)
        #expect(clean.snapshot.documentCount == 3)
        #expect(try clean.get(id: "1")?.routing == "r")
    }

    @Test("leaves no file behind that nothing refers to")
    func files() throws {
        let directory = MemoryDirectory()
        let index = try make(directory)
        for round in 0..<3 {
            try index.put("\(round)", "{}")
            try index.commit()
        }
        let names = try directory.list()
        #expect(names.filter { $0.hasPrefix("commit-") }.count == 1)
        #expect(names.filter { $0.hasPrefix("log-") }.count == 1)
        #expect(names.filter { $0.hasSuffix(".seg") }.count == 3)
        #expect(names.count == 5)
    }

    @Test("finds fields that documents brought along again, from deltas in the log")
    func mappingDeltas() throws {
        let directory = MemoryDirectory()
        let index = try make(directory)
        for number in 0..<40 {
            try index.put("\(number)", #"{"f\#(number)":{"value":1,"name\#(number)":"x"}}"#)
            if number == 20 { try index.commit() }
            if number == 30 { try index.updateMapping(["properties": ["put": ["type": "date"]]]) }
        }
        let before = index.mapping.persisted
        let bytes = try directory.list().filter { $0.hasPrefix("log-") }
            .reduce(0) { $0 + (try directory.openRegion($1).count) }
        #expect(bytes < 20_000, "deltas, not whole mappings: \(bytes) bytes")
        let again = try LiveIndex.open(directory: directory, environment: .quiet())
        #expect(again.mapping.persisted == before)
        try again.put("more", #"{"f3":{"other":true}}"#)
        try again.refresh()
        #expect(try again.visible().count == 41)
    }
}
