import Primitives
import Segments

/// Where documents live from the moment they are indexed: first a buffer, then a segment in
/// memory, then a file, and after a merge the segment it made.
///
/// It outlives all of these, so that whoever noted "document 7 of that buffer" still finds it. The
/// deletes and column changes noted here are the writer's truth; `view` is what searches see, and
/// catches up at a refresh.
///
/// `@unchecked Sendable`: all state is guarded by the index's state lock, except that `reader` and
/// `isInMemory` never change once the home is among the index's segments.
final class DocumentHome: @unchecked Sendable {
    /// Nil once the documents are a segment.
    private(set) var buffer: SegmentBuffer?
    /// Deleted in the buffer.
    private var deletedInBuffer: Set<DocID> = []
    /// Of these, the ones the buffer was not told about when it was frozen.
    private var lateDeletes: [DocID] = []

    private(set) var reader: SegmentReader?
    /// The bytes of a segment in memory.
    private(set) var region: MemoryRegion?
    private(set) var isInMemory = true
    /// Of the segment. Unit: bytes.
    private(set) var size = 0
    /// What searches see. Only of segments.
    private(set) var view: SegmentView?
    /// Bit set = live; nil = all. Only of segments.
    private var live: FixedBitSet?
    private var hasNewDeletes = false
    /// Live docs as of a refresh that has not published them yet.
    private var stagedLive: LiveDocs?
    /// Numbers set in place that searches do not see.
    private var edits = PendingEdits()
    /// Edits as of a refresh that has not published them yet.
    private var stagedEdits = PendingEdits()
    /// Edits published while a merge reads this segment.
    private(set) var editsDuringMerge: [ColumnEdit] = []

    var isMerging = false { didSet { if !isMerging { editsDuringMerge = [] } } }
    private(set) var successor: (home: DocumentHome, map: DocMap)?
    /// Generations of the live-docs and columns files on disk.
    var savedLiveGeneration: UInt64 = 0
    var savedColumnGeneration: UInt64 = 0

    init(buffer: SegmentBuffer) { self.buffer = buffer }

    /// A segment that is there.
    /// - Parameter region: its bytes, if they are only in memory.
    init(reader: SegmentReader, view: SegmentView, size: Int, region: MemoryRegion? = nil) {
        self.reader = reader
        self.size = size
        self.region = region
        isInMemory = region != nil
        adopt(view)
    }

    private func adopt(_ view: SegmentView) {
        self.view = view
        live = view.liveDocs.map { docs in
            let bits = FixedBitSet(bitCount: docs.documentCount)
            bits.words.update(from: docs.words, count: bits.wordCount)
            return bits
        }
    }

    // MARK: - Deletes

    /// The documents' home of today.
    static func follow(
        _ home: DocumentHome, _ doc: DocID
    ) -> (home: DocumentHome, doc: DocID)? {
        var home = home
        var doc = doc
        while let successor = home.successor {
            doc = successor.map[doc]
            if doc == DocMap.dropped { return nil }
            home = successor.home
        }
        return (home, doc)
    }

    func isLive(_ doc: DocID) -> Bool {
        if buffer != nil { return !deletedInBuffer.contains(doc) }
        return live?.test(Int(doc)) ?? true
    }

    func delete(_ doc: DocID) {
        if buffer != nil {
            if deletedInBuffer.insert(doc).inserted { lateDeletes.append(doc) }
            return
        }
        let bits = live ?? allLive()
        bits.clear(Int(doc))
        live = bits
        hasNewDeletes = true
    }

    /// Takes a delete back that no refresh has seen.
    func revive(_ doc: DocID) {
        if buffer != nil {
            deletedInBuffer.remove(doc)
            lateDeletes.removeAll { $0 == doc }
        } else {
            live?.set(Int(doc))
            hasNewDeletes = true
        }
    }

    private func allLive() -> FixedBitSet {
        let bits = FixedBitSet(bitCount: reader?.documentCount ?? 0)
        bits.setAll()
        return bits
    }

    // MARK: - Column edits

    func edit(_ edit: ColumnEdit) { edits.add(edit) }

    /// Takes the newest `count` edits of a document back, which no refresh has seen.
    func takeBackEdits(_ count: Int, of doc: DocID) { edits.takeBack(count, of: doc) }

    /// The number of a document as the newest edit left it; nil when no edit is waiting.
    func editedValue(_ doc: DocID, _ field: FieldNumber) -> Int64?? {
        edits.value(doc, field) ?? stagedEdits.value(doc, field)
    }

    /// Edits of a document that `view` does not show, oldest first.
    func pendingEdits(_ doc: DocID) -> [ColumnEdit] {
        stagedEdits.edits(of: doc) + edits.edits(of: doc)
    }

    /// Edits of documents of the frozen buffer, for its segment to take up.
    var editsInBuffer: [ColumnEdit] { stagedEdits.all.settled }

    // MARK: - Refresh

    /// Tells the buffer what was deleted so far. No operation is running.
    func freeze() {
        if let buffer {
            for doc in lateDeletes { buffer.delete(doc) }
            lateDeletes = []
        } else if hasNewDeletes, let live {
            stagedLive = LiveDocs(FixedBitSet(copying: live))
            hasNewDeletes = false
        }
        stagedEdits.append(edits)
        edits = PendingEdits()
    }

    /// Gives searches what was staged.
    /// - Parameter generation: a number no live docs or columns of the index had before.
    func publish(generation: UInt64) {
        guard let view, stagedLive != nil || !stagedEdits.isEmpty else { return }
        let next = SegmentView(
            reader: view.reader, liveDocs: stagedLive ?? view.liveDocs, overlay: view.overlay,
            columnGeneration: view.columnGeneration,
            liveGeneration: stagedLive == nil ? view.liveGeneration : generation)
        let settled = stagedEdits.all.settled
        self.view = DocumentHome.apply(settled, to: next, generation: generation)
        if isMerging { editsDuringMerge += settled }
        stagedLive = nil
        stagedEdits = PendingEdits()
    }

    /// Whether a field has one value a document in the whole index was asked before each edit was
    /// taken; one that fails nevertheless is reported, and must not hold up a refresh.
    /// - Parameter edits: settled.
    private static func apply(
        _ edits: [ColumnEdit], to view: SegmentView, generation: UInt64
    ) -> SegmentView {
        if edits.isEmpty { return view }
        var update = ColumnUpdate(view: view)
        for run in edits.byField {
            do {
                try update.set(run)
            } catch {
                DiagnosticLog("index").error(
                    "numbers not set in place",
                    [
                        "field": .init(run.first.map { Int($0.field) } ?? -1),
                        "documents": .init(run.count), "error": .init(error),
                    ])
            }
        }
        return SegmentView(
            reader: view.reader, liveDocs: view.liveDocs, overlay: update.finish(),
            columnGeneration: generation, liveGeneration: view.liveGeneration)
    }

    /// The frozen buffer has become a segment in memory; deletes that came meanwhile wait for the
    /// next refresh.
    func becomeSegment(_ segment: MemorySegment) {
        let reader = segment.reader
        self.reader = reader
        region = segment.region
        size = segment.region.count
        adopt(SegmentView(reader: reader, liveDocs: reader.initialLiveDocs))
        // The segment was written with them.
        stagedEdits = PendingEdits()
        buffer = nil
        deletedInBuffer = []
        let late = lateDeletes
        lateDeletes = []
        for doc in late { delete(doc) }
    }

    /// A segment in memory with its bytes.
    struct MemorySegment {
        let reader: SegmentReader
        let region: MemoryRegion
    }

    /// Nothing in the frozen buffer is live.
    func becomeNothing() {
        buffer = nil
        deletedInBuffer = []
        lateDeletes = []
        stagedEdits = PendingEdits()
    }

    // MARK: - Merge

    /// Carries over what happened to this input since a merge began to read it, and points to what
    /// the merge made. No refresh is between staging and publishing.
    /// - Parameters:
    ///   - captured: what the merge read.
    ///   - published: collects documents of `target` that searches already see as deleted.
    func carryOver(
        since captured: SegmentView, to target: DocumentHome, map: DocMap,
        published: inout [DocID], edits publishedEdits: inout [ColumnEdit]
    ) {
        successor = (target, map)
        if let live {
            for doc in 0..<DocID(captured.reader.documentCount) where !live.test(Int(doc)) {
                let moved = map[doc]
                guard moved != DocMap.dropped else { continue }
                target.delete(moved)
                if !(view?.liveDocs?.isLive(doc) ?? true) { published.append(moved) }
            }
        }
        for edit in editsDuringMerge {
            guard map[edit.doc] != DocMap.dropped else { continue }
            publishedEdits.append(
                ColumnEdit(doc: map[edit.doc], field: edit.field, value: edit.value))
        }
        for edit in stagedEdits.all + edits.all where map[edit.doc] != DocMap.dropped {
            target.edit(ColumnEdit(doc: map[edit.doc], field: edit.field, value: edit.value))
        }
    }

    /// What searches see of a merged segment when it takes the place of its inputs.
    func begin(deleting deleted: [DocID], edits: [ColumnEdit], generation: UInt64) {
        guard let view, !deleted.isEmpty || !edits.isEmpty else { return }
        let docs =
            deleted.isEmpty
            ? view.liveDocs
            : LiveDocs.deleting(
                deleted, from: view.liveDocs, documentCount: view.reader.documentCount)
        let next = SegmentView(
            reader: view.reader, liveDocs: docs, overlay: view.overlay,
            columnGeneration: view.columnGeneration,
            liveGeneration: deleted.isEmpty ? 0 : generation)
        self.view = DocumentHome.apply(edits.settled, to: next, generation: generation)
    }

    /// Searches see every document of the segment, as it was written.
    var isWhole: Bool {
        guard let view else { return false }
        return view.overlay == nil && view.liveCount == view.reader.documentCount
    }

    var documentCount: Int { reader?.documentCount ?? buffer?.documentCount ?? 0 }

    /// As a merge policy sees it: with the deletes a merge would leave out.
    var candidate: MergeCandidate {
        MergeCandidate(
            name: reader?.name ?? "", size: size, documentCount: documentCount,
            deletedCount: view.map { $0.reader.documentCount - $0.liveCount } ?? 0)
    }
}
