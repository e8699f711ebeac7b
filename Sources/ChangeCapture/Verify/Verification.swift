import Glibc
import Index
import Primitives
import Schema
import Synchronization

/// Compares one index with its source, chunk by chunk, while both change.
///
/// A document that differs may only be on its way: it counts when it still differs after the index
/// has followed the source past the moment the document was read, nothing is left to be worked off,
/// and the source did not change it meanwhile.
final class Verification: Sendable {
    private let consumer: SourceConsumer
    private let configuration: IndexConfiguration
    private let index: LiveIndex
    private let published: Mutex<VerificationReport>
    private let isCancelled = Atomic(false)

    init(
        _ consumer: SourceConsumer, _ configuration: IndexConfiguration, _ index: LiveIndex,
        repairs: Bool
    ) {
        self.consumer = consumer
        self.configuration = configuration
        self.index = index
        published = Mutex(
            VerificationReport(
                source: consumer.name, index: configuration.name, repairs: repairs))
    }

    var report: VerificationReport { published.withLock { $0 } }

    func cancel() { isCancelled.store(true, ordering: .releasing) }

    /// Runs to the end; the report tells the rest.
    func run(with source: any ChangeSource) {
        let start = WallClock.milliseconds()
        do { try compare(source) } catch { fail(error) }
        note { $0.took = WallClock.milliseconds() - start }
    }

    func fail(_ error: any Error) {
        note { report in
            report.state = .failed
            report.error = "\(error)"
        }
    }

    private func note(_ change: (inout VerificationReport) -> Void) {
        published.withLock { change(&$0) }
    }

    // MARK: - Comparing

    /// Both sides of one document in canonical form; nil = it is not there.
    private struct Pair: Equatable {
        let source: [String: String]?
        let index: [String: String]?

        var isEqual: Bool { source == index }
    }

    private func compare(_ source: any ChangeSource) throws {
        var form = CanonicalForm(index.mapping)
        var seen: Set<UInt64> = []
        var candidates: [CellValue] = []
        var after: CellValue?
        while true {
            try checkCancelled()
            let keys = try source.keys(
                of: configuration.query, after: after, limit: CaptureLimits.verifyKeys)
            guard let last = keys.last else { break }
            let pairs = try pairs(keys, source, &form)
            for (key, pair) in zip(keys, pairs) {
                guard let id = key.documentID else { continue }
                seen.insert(Self.hash(id))
                if pair.isEqual { count(id, pair) } else { candidates.append(key) }
            }
            note { $0.chunks += 1 }
            after = last
        }
        try index.refresh()
        let walk = DocumentWalk(index.snapshot)
        while let ids = try walk.next(CaptureLimits.verifyKeys) {
            for id in ids where !seen.contains(Self.hash(id)) { candidates.append(.text(id)) }
        }
        try conclude(try settle(candidates, source, &form), source, &form)
    }

    private static func hash(_ id: String) -> UInt64 {
        var id = id
        return id.withUTF8 { Hash64.hash(UnsafeRawBufferPointer($0)) }
    }

    private func checkCancelled() throws(CaptureError) {
        if isCancelled.load(ordering: .acquiring) { throw .conflict("the daemon is stopping") }
    }

    private func pairs(
        _ keys: [CellValue], _ source: any ChangeSource, _ form: inout CanonicalForm
    ) throws -> [Pair] {
        let truths = try truths(keys, source, &form)
        return zip(truths, try held(keys, &form)).map { Pair(source: $0, index: $1) }
    }

    /// What the source has, key by key.
    private func truths(
        _ keys: [CellValue], _ source: any ChangeSource, _ form: inout CanonicalForm
    ) throws -> [[String: String]?] {
        let position = try source.currentPosition()
        let documents = try source.documents(configuration.query, keys: keys, at: position)
        var found: [String: [String: String]] = [:]
        for document in documents {
            guard let id = document.key.documentID, let json = document.json else { continue }
            found[id] = try form.fields(of: json)
        }
        return keys.map { key in key.documentID.flatMap { found[$0] } }
    }

    /// What the index has, key by key.
    private func held(
        _ keys: [CellValue], _ form: inout CanonicalForm
    ) throws -> [[String: String]?] {
        var found: [[String: String]?] = []
        for key in keys {
            let stored = try index.get(id: key.documentID ?? "")
            found.append(try stored.map { try form.fields(of: $0.source) })
        }
        return found
    }

    private func count(_ id: String, _ pair: Pair) {
        note { report in
            if let fields = pair.source {
                report.sourceDocuments += 1
                report.sourceChecksum &+= CanonicalForm.hash(id: id, fields)
            }
            if let fields = pair.index {
                report.indexDocuments += 1
                report.indexChecksum &+= CanonicalForm.hash(id: id, fields)
            }
        }
    }

    // MARK: - Telling differences from changes under way

    /// A candidate that was looked at again, and found different once more.
    private struct Look {
        let key: CellValue
        let pair: Pair
        /// The difference is no change on its way.
        let isReal: Bool
    }

    /// - Returns: the candidates that are different, with both sides.
    private func settle(
        _ candidates: [CellValue], _ source: any ChangeSource, _ form: inout CanonicalForm
    ) throws -> [(CellValue, Pair)] {
        var left = candidates
        var looks: [Look] = []
        for round in 0..<CaptureLimits.verifyRounds where !left.isEmpty {
            looks = []
            for start in stride(from: 0, to: left.count, by: CaptureLimits.verifyKeys) {
                try checkCancelled()
                let slice = left[start..<min(start + CaptureLimits.verifyKeys, left.count)]
                looks += try look(at: Array(slice), source, &form)
            }
            left = looks.map { $0.key }
            if round > 0, looks.allSatisfy({ $0.isReal }) { break }
            usleep(20_000)
        }
        for look in looks where !look.isReal {
            // It changes faster than it can be looked at, and no field of it stayed wrong.
            count(
                look.key.documentID ?? "", Pair(source: look.pair.source, index: look.pair.source))
            note { $0.inMotion += 1 }
        }
        return looks.filter { $0.isReal }.map { ($0.key, $0.pair) }
    }

    /// Reads the source, lets the index pass that moment, then reads the index and the source
    /// again. The index must hold what the source had at one of its two readings, or something
    /// between: what the source had at both and the index has not is a difference.
    private func look(
        at keys: [CellValue], _ source: any ChangeSource, _ form: inout CanonicalForm
    ) throws -> [Look] {
        let first = try truths(keys, source, &form)
        try catchUp(with: source)
        let held = try held(keys, &form)
        let second = try truths(keys, source, &form)
        var looks: [Look] = []
        for (place, key) in keys.enumerated() {
            let fields = held[place]
            if fields == first[place] || fields == second[place] {
                count(key.documentID ?? "", Pair(source: fields, index: fields))
                continue
            }
            looks.append(
                Look(
                    key: key, pair: Pair(source: second[place], index: fields),
                    isReal: Self.differs(first[place], second[place], fields)))
        }
        return looks
    }

    /// Whether anything that the source had both before and after is not in the index.
    private static func differs(
        _ first: [String: String]?, _ second: [String: String]?, _ held: [String: String]?
    ) -> Bool {
        guard let first, let second, let held else {
            return (first == nil) == (second == nil) && (second == nil) != (held == nil)
        }
        return Set(second.keys).union(held.keys).contains { field in
            first[field] == second[field] && held[field] != second[field]
        }
    }

    /// Waits until the consumer has passed the source's present end and has nothing left to do; not
    /// for long when it does not follow.
    private func catchUp(with source: any ChangeSource) throws {
        let end = try source.currentPosition()
        let deadline = MonotonicClock.nanoseconds() &+ 30_000_000_000
        let name = configuration.name
        _ = consumer.board.wait(until: deadline) { status in
            guard status.state == .following || status.state == .snapshot else { return true }
            let isBusy = status.indexes.contains { $0.name == name && !$0.works.isEmpty }
            return !isBusy && (status.applied.map { $0.covers(end) } ?? false)
        }
    }

    // MARK: - Concluding

    private func conclude(
        _ found: [(CellValue, Pair)], _ source: any ChangeSource, _ form: inout CanonicalForm
    ) throws {
        note { report in
            for (key, pair) in found {
                guard report.differences.count < CaptureLimits.namedDifferences else {
                    report.unnamed += 1
                    continue
                }
                report.differences.append(Self.difference(key.documentID ?? "", pair))
            }
        }
        let isRepairing = report.repairs && !found.isEmpty
        let left = isRepairing ? try repair(found, source, &form) : found
        for (key, pair) in left { count(key.documentID ?? "", pair) }
        let unrepaired = Set(left.map { $0.0.documentID ?? "" })
        note { report in
            for at in report.differences.indices {
                report.differences[at].isRepaired = !unrepaired.contains(report.differences[at].id)
            }
            report.state = left.isEmpty ? .equal : .different
        }
    }

    /// Has the consumer read the documents again.
    /// - Returns: those that differ all the same.
    private func repair(
        _ found: [(CellValue, Pair)], _ source: any ChangeSource, _ form: inout CanonicalForm
    ) throws -> [(CellValue, Pair)] {
        let batches = consumer.board.current.requests
        try consumer.request(.reread(index: configuration.name, keys: found.map { $0.0 }))
        let deadline = MonotonicClock.nanoseconds() &+ 30_000_000_000
        _ = consumer.board.wait(until: deadline) { $0.requests > batches }
        return try settle(found.map { $0.0 }, source, &form)
    }

    private static func difference(_ id: String, _ pair: Pair) -> VerificationReport.Difference {
        guard let source = pair.source else {
            return .init(id: id, kind: .extra, fields: [])
        }
        guard let index = pair.index else { return .init(id: id, kind: .missing, fields: []) }
        let names = Set(source.keys).union(index.keys).sorted()
        return .init(
            id: id, kind: .different,
            fields: names.compactMap { name in
                if source[name] == index[name] { return nil }
                return (name, source[name], index[name])
            })
    }
}
