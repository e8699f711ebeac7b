import Index
import JSON
import Primitives
import Schema
import Segments
import TestSupport
import Testing

/// A random life of an index, step by step beside a `ReferenceIndex`.
struct Workload {
    var reference = ReferenceIndex()
    var random: SeededGenerator
    /// Operations below are in the commit point.
    private(set) var committedThrough: Int64 = 0
    private var commitGeneration: UInt64 = 1
    private var fieldCount = 3
    private var counter = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private mutating func id() -> String { "id-\(random.below(12))" }

    mutating func source() -> String {
        counter += 1
        if random.chance(0.05) { fieldCount += 1 }
        let field = "field\(random.below(fieldCount))"
        let words = (0..<random.below(6)).map { _ in "word\(random.below(9))" }
        let padding = random.chance(0.1) ? String(repeating: "x ", count: random.below(400)) : ""
        return #"{"n":\#(counter),"\#(field)":"\#(words.joined(separator: " "))\#(padding)"}"#
    }

    /// One change of several documents in one call. Throws the first error that is not the
    /// operation's own fault, after recording everything that was attempted.
    mutating func write(_ index: LiveIndex) throws {
        var operations: [(WriteOperation, Expected)] = []
        var sources: [[UInt8]] = []
        var future = reference
        for _ in 0..<(1 + random.below(4)) {
            let id = id()
            if random.chance(0.25) {
                operations.append((WriteOperation(.delete, id: id), .delete(id)))
                future.delete(id)
            } else {
                let source = source()
                sources.append(Array(source.utf8))
                let isCreate = random.chance(0.2)
                let isConflict = isCreate && future.documents[id]?.isLive == true
                operations.append(
                    (
                        WriteOperation(isCreate ? .create : .index, id: id),
                        isConflict ? .conflict : .put(id, source)
                    ))
                if !isConflict { future.put(id, source) }
            }
        }
        let results = apply(&operations, sources, index)
        let before = reference
        reference = future
        var failure: IndexError?
        for (result, (_, expected)) in zip(results, operations) {
            do { try check(result, expected, before) } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
    }

    private enum Expected {
        case put(String, String)
        case delete(String)
        case conflict
    }

    private func apply(
        _ operations: inout [(WriteOperation, Expected)], _ sources: [[UInt8]], _ index: LiveIndex
    ) -> [Result<WriteOutcome, IndexError>] {
        let body = sources.flatMap { $0 }
        return body.withUnsafeBytes { bytes in
            var at = 0
            var next = 0
            for place in operations.indices {
                if case .delete = operations[place].0.kind { continue }
                let end = at + sources[next].count
                operations[place].0.source = UnsafeRawBufferPointer(rebasing: bytes[at..<end])
                (at, next) = (end, next + 1)
            }
            return index.apply(operations.map(\.0))
        }
    }

    private func check(
        _ result: Result<WriteOutcome, IndexError>, _ expected: Expected, _ before: ReferenceIndex
    ) throws(IndexError) {
        if case .conflict = expected {
            let error = #expect(throws: IndexError.self) { try result.get() }
            if let error, case .versionConflict = error.kind { return }
            if let error { throw error }
            return
        }
        let outcome = try result.get()
        let step = reference.history[outcome.sequenceNumber]
        #expect(step?.document.version == outcome.version)
        #expect(step?.document.isLive == (outcome.result == .created || outcome.result == .updated))
    }

    /// A change under an optimistic check, or an update by closure.
    mutating func writeConditionally(_ index: LiveIndex) throws {
        let id = id()
        let source = source()
        let now = reference.documents[id]
        switch random.below(3) {
        case 0:
            let number = Int64(random.below(20))
            let fits = now?.isLive == true && now?.sequenceNumber == number
            if fits { reference.put(id, source) }
            try expect(conflict: !fits) {
                try index.put(id, source) { $0.ifSequenceNumber = number }
            }
        case 1:
            let version = Int64(random.below(40))
            let fits = now.map { version > $0.version } ?? true
            if fits { reference.put(id, source, version: version) }
            try expect(conflict: !fits) {
                try index.put(id, source) {
                    $0.version = version
                    $0.versionType = .external
                }
            }
        default:
            let expected = now?.isLive == true ? now?.source : nil
            reference.put(id, source)
            var seen: String?
            let operation = WriteOperation(
                .update { stored in
                    seen = stored.map { String(decoding: $0.source, as: UTF8.self) }
                    return .index(Array(source.utf8))
                }, id: id)
            _ = try index.apply(operation)
            try #require(seen == expected)
        }
    }

    /// Sets the number of some documents and nothing else, in one call or as a source batch.
    mutating func writeNumbers(_ index: LiveIndex) throws {
        var ids: Set<String> = []
        for _ in 0..<(1 + random.below(4)) { ids.insert(id()) }
        let live = ids.sorted().filter { reference.documents[$0]?.isLive == true }
        var future = reference
        var operations: [WriteOperation] = []
        for id in live {
            counter += 1
            let number = JSONValue.integer(Int64(counter))
            operations.append(.merging(["n": number], into: id, detectsNoop: random.chance(0.5)))
            guard let source = future.documents[id]?.source,
                var members = try JSONValue(parsing: source).object
            else { continue }
            members["n"] = number
            future.put(id, JSONValue.object(members).serialized())
        }
        if operations.isEmpty { return }
        reference = future
        if random.chance(0.5) {
            let results = index.apply(operations)
            for result in results {
                let outcome = try result.get()
                #expect(outcome.result == .updated)
            }
        } else {
            try index.apply(SourceBatch(source: "catalog", operations: operations))
            try index.syncSources()
        }
    }

    private func expect(conflict: Bool, _ body: () throws -> Void) throws {
        do {
            try body()
            try #require(!conflict)
        } catch let error as IndexError {
            guard case .versionConflict = error.kind, conflict else { throw error }
        }
    }

    /// One step of anything that can happen while the index is open.
    mutating func step(_ index: LiveIndex) throws {
        switch random.below(24) {
        case 20..<24: try writeNumbers(index)
        case 0..<10: try write(index)
        case 10..<13: try writeConditionally(index)
        case 13..<15:
            try index.refresh()
            reference.refresh()
        case 15..<17: try index.commit()
        case 17: try index.forceMerge(maxSegments: 1 + random.below(3))
        case 18:
            let field = "mapped\(random.below(30))"
            try index.updateMapping(
                try JSONValue(parsing: #"{"properties":{"\#(field)":{"type":"keyword"}}}"#))
        default: index.runMaintenance()
        }
        noteCommit(index)
    }

    /// A commit shows everything, whoever asked for it.
    mutating func noteCommit(_ index: LiveIndex) {
        let statistics = index.statistics()
        if statistics.commitGeneration != commitGeneration {
            commitGeneration = statistics.commitGeneration
            committedThrough = reference.nextSequenceNumber
            reference.refresh()
        }
    }

    /// The index was closed or killed and opened again.
    mutating func reopened(_ index: LiveIndex, isClean: Bool) {
        reference.forgetDeletes(before: isClean ? .max : committedThrough)
        reference.refresh()
        noteCommit(index)
    }

    /// The index went back to an earlier state, and remembers no deletes.
    mutating func rewind(_ index: LiveIndex) {
        reference.rewind(to: index.maxSequenceNumber)
        noteCommit(index)
    }

    /// A step failed: nothing it attempted happened, though it may have used up numbers.
    mutating func resume(from before: ReferenceIndex, _ index: LiveIndex) {
        let visible = reference.visible
        reference = before
        reference.nextSequenceNumber = index.maxSequenceNumber + 1
        reference.adoptVisible(visible)
        noteCommit(index)
    }

    /// What get answers is the reference's, whatever is visible.
    func verifyNewest(_ index: LiveIndex) throws {
        for number in 0..<12 {
            let id = "id-\(number)"
            let expected = reference.documents[id].flatMap { $0.isLive ? $0 : nil }
            let found = try index.get(id: id)
            try #require(
                found.map { String(decoding: $0.source, as: UTF8.self) } == expected?.source,
                "\(id)")
            try #require(found?.version == expected?.version, "\(id)")
        }
    }

    /// Every answer the index gives about its documents is the reference's.
    func verify(_ index: LiveIndex, sourceLocation: SourceLocation = #_sourceLocation) throws {
        for number in 0..<12 {
            let id = "id-\(number)"
            let expected = reference.documents[id].flatMap { $0.isLive ? $0 : nil }
            let found = try index.get(id: id)
            try #require(
                found.map { String(decoding: $0.source, as: UTF8.self) } == expected?.source,
                "\(id)", sourceLocation: sourceLocation)
            try #require(
                found?.version == expected?.version, "\(id)", sourceLocation: sourceLocation)
            try #require(
                found?.sequenceNumber == expected?.sequenceNumber, "\(id)",
                sourceLocation: sourceLocation)
            try #require(
                try index.text(id, realtime: false) == reference.visible[id], "\(id)",
                sourceLocation: sourceLocation)
        }
        try #require(
            try index.visible() == reference.visible, sourceLocation: sourceLocation)
        try #require(
            index.snapshot.documentCount == reference.visible.count,
            sourceLocation: sourceLocation)
    }
}
