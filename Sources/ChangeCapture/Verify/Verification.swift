import Glibc
import Index
import Primitives
import Schema
import Synchronization

/// Compares one index with its source, chunk by chunk, while both change.
///
/// A document that differs may only be on its way: it counts when it still differs after the index
/// has followed the source past the moment the document was read, and nothing is left to be worked
/// off, twice with the same content on both sides.
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
        let position = try source.currentPosition()
        let documents = try source.documents(configuration.query, keys: keys, at: position)
        var truths: [String: [String: String]] = [:]
        for document in documents {
            guard let id = document.key.documentID, let json = document.json else { continue }
            truths[id] = try form.fields(of: json)
        }
        var pairs: [Pair] = []
        for key in keys {
            let id = key.documentID ?? ""
            var held: [String: String]?
            if let stored = try index.get(id: id) { held = try form.fields(of: stored.source) }
            pairs.append(Pair(source: truths[id], index: held))
        }
        return pairs
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

    /// - Returns: the candidates that stay different, with both sides.
    private func settle(
        _ candidates: [CellValue], _ source: any ChangeSource, _ form: inout CanonicalForm
    ) throws -> [(CellValue, Pair)] {
        var left = candidates.map { ($0, Pair?.none) }
        for _ in 0..<CaptureLimits.verifyRounds where !left.isEmpty {
            var next: [(CellValue, Pair?)] = []
            var isSteady = true
            for start in stride(from: 0, to: left.count, by: CaptureLimits.verifyKeys) {
                try checkCancelled()
                let slice = left[start..<min(start + CaptureLimits.verifyKeys, left.count)]
                try catchUp(with: source)
                let pairs = try pairs(slice.map { $0.0 }, source, &form)
                for ((key, before), pair) in zip(slice, pairs) {
                    if pair.isEqual {
                        count(key.documentID ?? "", pair)
                    } else {
                        isSteady = isSteady && before == pair
                        next.append((key, pair))
                    }
                }
            }
            left = next
            if isSteady { break }
            usleep(20_000)
        }
        return left.compactMap { key, pair in pair.map { (key, $0) } }
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
