import Index
import Primitives

/// One index that holds the documents of a feed: the one its alias names, or one that is being
/// filled to take over.
package final class Generation {
    struct Open {
        let name: String
        var work: BulkWork
    }

    /// `products-000001`.
    let name: String
    package let index: LiveIndex
    private let source: String
    private let prefix: String
    /// How far the source has been followed; nil before the first batch.
    package private(set) var position: SourcePosition?
    /// Unfinished long work, oldest first.
    private(set) var works: [Open] = []
    private var turn = 0
    private var nextWork = 1
    private(set) var isDirty = false
    private(set) var isUnsynced = false

    package init(name: String, index: LiveIndex, source: String) {
        self.name = name
        self.index = index
        self.source = source
        prefix = source + "/"
        position = index.sourceProgress(source).applied
            .flatMap { SourcePosition(String(decoding: $0, as: UTF8.self)) }
        for (name, bytes) in index.pendingCursors.sorted(by: { $0.key < $1.key }) {
            guard name.hasPrefix(prefix), let work = BulkWork(decoding: bytes) else { continue }
            works.append(Open(name: name, work: work))
            nextWork = max(nextWork, (Int(name.dropFirst(prefix.count)) ?? 0) + 1)
        }
    }

    /// Whether it waits to take over the alias.
    var isBuilding: Bool {
        works.contains { if case .fill(_, swaps: true) = $0.work.task { true } else { false } }
    }

    /// What no crash can take back.
    var durablePosition: SourcePosition? {
        index.sourceProgress(source).durable
            .flatMap { SourcePosition(String(decoding: $0, as: UTF8.self)) }
    }

    // MARK: - Long work

    /// The next work that is due, each in its turn; of fan-outs of one query, the oldest.
    func takeTurn(now: Int64) -> Open? {
        for _ in works.indices {
            turn = (turn + 1) % works.count
            if works[turn].work.notBefore <= now, !isBehindAnother(turn) { return works[turn] }
        }
        return nil
    }

    private func isBehindAnother(_ place: Int) -> Bool {
        guard case .fanOut(let sql, _) = works[place].work.task else { return false }
        return works[..<place].contains { open in
            if case .fanOut(sql, _) = open.work.task { true } else { false }
        }
    }

    /// When the next work is due; nil = there is none. Unit: milliseconds since 1970.
    var nextDue: Int64? { works.map { $0.work.notBefore }.min() }

    /// What its progress is kept under: names of two generations may be equal.
    func progressName(of open: Open) -> String { name + "/" + open.name }

    private func workName() -> String {
        defer { nextWork += 1 }
        let digits = String(nextWork)
        return prefix + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    }

    // MARK: - Applying

    /// Indexes and deletes documents, moves the position, and opens or moves long work: all in one
    /// log record.
    /// - Parameters:
    ///   - position: nil leaves it; one behind the present one is left out.
    ///   - moved: work by name; nil = it is done.
    func apply(
        _ documents: [SourceDocument], setting partials: [FastChanges.Partial] = [],
        position next: SourcePosition? = nil, opening opened: [BulkWork] = [],
        moving moved: [String: BulkWork?] = [:]
    ) throws(IndexError) {
        var next = next
        if let position, let wanted = next, position.covers(wanted) { next = nil }
        var batch = SourceBatch(
            source: source, position: next.map { Array($0.description.utf8) })
        var moved = moved
        let added = absorb(opened, &moved).map { Open(name: workName(), work: $0) }
        for open in added { batch.cursors.updateValue(open.work.encoded(), forKey: open.name) }
        for (name, work) in moved { batch.cursors.updateValue(work?.encoded(), forKey: name) }
        guard
            !documents.isEmpty || !partials.isEmpty || batch.position != nil
                || !batch.cursors.isEmpty
        else { return }
        batch.operations = partials.compactMap { partial in
            partial.key.documentID.map { .merging(partial.members, into: $0) }
        }
        try apply(documents, &batch)
        position = next ?? position
        works += added
        for (name, work) in moved {
            guard let at = works.firstIndex(where: { $0.name == name }) else { continue }
            if let work { works[at].work = work } else { works.remove(at: at) }
        }
        isDirty = isDirty || !documents.isEmpty || !partials.isEmpty
        isUnsynced = true
    }

    /// Adds a fan-out's values to one of the same query that has not begun, so that changes faster
    /// than their fan-outs do not pile up.
    /// - Returns: the works that are new.
    private func absorb(_ opened: [BulkWork], _ moved: inout [String: BulkWork?]) -> [BulkWork] {
        opened.filter { work in
            guard case .fanOut(let sql, let values) = work.task else { return true }
            for open in works where moved[open.name] == nil {
                guard case .fanOut(sql, var held) = open.work.task, open.work.after == nil
                else { continue }
                let more = values.filter { !held.contains($0) }
                guard held.count + more.count <= CaptureLimits.fanOutValues else { continue }
                if more.isEmpty { return false }
                held += more
                moved[open.name] = BulkWork(task: .fanOut(sql: sql, values: held))
                return false
            }
            return true
        }
    }

    /// Forgets all long work and goes on from a position, ahead of the present one or not.
    func restart(at next: SourcePosition, _ opened: [BulkWork]) throws(IndexError) {
        position = nil
        let dropped = Dictionary(
            works.map { ($0.name, BulkWork?.none) }, uniquingKeysWith: { first, _ in first })
        try apply([], position: next, opening: opened, moving: dropped)
    }

    private func apply(
        _ documents: [SourceDocument], _ batch: inout SourceBatch
    ) throws(IndexError) {
        let bytes = ByteWriter(
            capacity: documents.reduce(64) { $0 + ($1.json?.count ?? 0) })
        var ranges: [Range<Int>] = []
        for document in documents {
            let start = bytes.count
            document.json?.withUnsafeBytes { bytes.write(contentsOf: $0) }
            ranges.append(start..<bytes.count)
        }
        for (document, range) in zip(documents, ranges) {
            guard let id = document.key.documentID else { continue }
            var operation = WriteOperation(document.json == nil ? .delete : .index, id: id)
            operation.source = UnsafeRawBufferPointer(rebasing: bytes.bytes[range])
            batch.operations.append(operation)
        }
        try index.apply(batch)
    }

    /// Makes what was applied visible.
    func refresh() throws(IndexError) {
        guard isDirty else { return }
        try index.refresh()
        isDirty = false
    }

    /// Makes what was applied durable.
    func sync() throws(IndexError) {
        guard isUnsynced else { return }
        try index.syncSources()
        isUnsynced = false
    }
}
