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
    /// A number set in place and not yet seen by searches.
    struct ColumnEdit: Sendable {
        let doc: DocID
        let field: FieldNumber
        let value: Int64?
    }

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
    private var edits: [ColumnEdit] = []
    /// Edits as of a refresh that has not published them yet.
    private var stagedEdits: [ColumnEdit] = []
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

    func edit(_ edit: ColumnEdit) { edits.append(edit) }

    /// Takes the newest `count` edits back, which no refresh has seen.
    func takeBackEdits(_ count: Int) { edits.removeLast(count) }

    /// The number of a document as the newest edit left it; nil when no edit is waiting.
    func editedValue(_ doc: DocID, _ field: FieldNumber) -> Int64?? {
        let newest =
            edits.last { $0.doc == doc && $0.field == field }
            ?? stagedEdits.last { $0.doc == doc && $0.field == field }
        return newest.map { $0.value }
    }

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
        stagedEdits += edits
        edits = []
    }

    /// Gives searches what was staged.
    /// - Parameter generation: a number no live docs or columns of the index had before.
    func publish(generation: UInt64) {
        guard let view, stagedLive != nil || !stagedEdits.isEmpty else { return }
        let next = SegmentView(
            reader: view.reader, liveDocs: stagedLive ?? view.liveDocs, overlay: view.overlay,
            columnGeneration: view.columnGeneration,
            liveGeneration: stagedLive == nil ? view.liveGeneration : generation)
        self.view = DocumentHome.apply(stagedEdits, to: next, generation: generation)
        if isMerging { editsDuringMerge += stagedEdits }
        stagedLive = nil
        stagedEdits = []
    }

    /// Edits that the segment turns out unable to take (a field with several values in one of its
    /// documents) are left out and reported: one field must not hold up a refresh.
    private static func apply(
        _ edits: [ColumnEdit], to view: SegmentView, generation: UInt64
    ) -> SegmentView {
        if edits.isEmpty { return view }
        var byField: [FieldNumber: [DocID: Int64?]] = [:]
        for edit in edits {
            byField[edit.field, default: [:]].updateValue(edit.value, forKey: edit.doc)
        }
        var update = ColumnUpdate(view: view)
        for (field, values) in byField {
            do {
                try update.set(field, values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
            } catch {
                DiagnosticLog("index").error(
                    "numbers not set in place",
                    [
                        "field": .init(Int(field)), "documents": .init(values.count),
                        "error": .init(error),
                    ])
            }
        }
        return SegmentView(
            reader: view.reader, liveDocs: view.liveDocs, overlay: update.finish(),
            columnGeneration: generation, liveGeneration: view.liveGeneration)
    }

    /// The frozen buffer has become a segment in memory; deletes that came meanwhile wait for the
    /// next refresh.
    func becomeSegment(_ segment: MemorySegment, generation: UInt64) {
        let reader = segment.reader
        let view = SegmentView(reader: reader, liveDocs: reader.initialLiveDocs)
        self.reader = reader
        region = segment.region
        size = segment.region.count
        adopt(DocumentHome.apply(stagedEdits, to: view, generation: generation))
        stagedEdits = []
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
        for edit in stagedEdits + edits where map[edit.doc] != DocMap.dropped {
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
        self.view = DocumentHome.apply(edits, to: next, generation: generation)
    }

    var documentCount: Int { reader?.documentCount ?? buffer?.documentCount ?? 0 }

    /// As a merge policy sees it: with the deletes a merge would leave out.
    var candidate: MergeCandidate {
        MergeCandidate(
            name: reader?.name ?? "", size: size, documentCount: documentCount,
            deletedCount: view.map { $0.reader.documentCount - $0.liveCount } ?? 0)
    }
}
