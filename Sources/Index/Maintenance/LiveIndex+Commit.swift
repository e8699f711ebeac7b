import JSON
import Primitives
import Schema
import Segments

/// Making everything durable outside the log.
extension LiveIndex {
    /// Writes every segment to disk and a commit point that names them, and drops the logs before.
    package func commit() throws(IndexError) {
        try maintenance.withTurn { () throws(IndexError) in try commitInTurn() }
    }

    /// OpenSearch's name for `commit`.
    package func flush() throws(IndexError) { try commit() }

    /// With the maintenance turn.
    func commitInTurn() throws(IndexError) {
        let start = MonotonicClock.nanoseconds()
        if let error = log.brokenBecause { throw error }
        try LiveIndex.wrapping {
            try self.log.prepareNext()
            let cut = try self.refreshInTurn(rollingLog: true)
            try self.writeOutMemory()
            let homes = self.lock.withLock { self.state.segments }
            try self.saveCompanions(homes)
            try self.directory.sync()
            let point = self.commitPoint(cut, homes)
            try self.commits.write(point)
            self.adopt(point, cut)
        }
        lock.withLock {
            state.lastCommit = environment.now()
            state.statistics.commits += 1
            state.statistics.commitNanoseconds &+= MonotonicClock.nanoseconds() &- start
        }
        deleteUnreferenced()
    }

    /// Makes files of the segments in memory: of each large one that is whole, and one of the
    /// rest.
    private func writeOutMemory() throws {
        let (large, rest) = lock.withLock {
            let homes = state.segments.filter(\.isInMemory)
            func isLarge(_ home: DocumentHome) -> Bool {
                home.size > IndexLimits.memoryMergeBytes && home.isWhole
            }
            return (homes.filter { isLarge($0) }, homes.filter { !isLarge($0) })
        }
        for home in large { try writeOut([home]) }
        if !rest.isEmpty { try writeOut(rest) }
    }

    private func writeOut(_ homes: [DocumentHome]) throws {
        let job = beginMerge(homes)
        finishMerge(job, try runMerge(job, toFile: true, isUrgent: true, isCancelled: { false }))
    }

    /// Writes live docs and columns that are newer than their files. No refresh publishes newer
    /// ones while the maintenance turn is held.
    private func saveCompanions(_ homes: [DocumentHome]) throws {
        for home in homes {
            guard let view = lock.withLock({ home.view }) else { continue }
            let name = view.reader.name
            if let docs = view.liveDocs, view.liveGeneration != home.savedLiveGeneration {
                let file = IndexFile.liveDocs(name, view.liveGeneration).name
                try LiveDocsFile.encode(docs).withUnsafeBytes {
                    try directory.writeDurably(file, $0)
                }
                home.savedLiveGeneration = view.liveGeneration
            }
            if let overlay = view.overlay, view.columnGeneration != home.savedColumnGeneration {
                let content = ByteWriter(capacity: 1 << 12)
                overlay.encode(into: content)
                try directory.writeDurably(
                    IndexFile.columns(name, view.columnGeneration).name, content.bytes)
                home.savedColumnGeneration = view.columnGeneration
            }
        }
    }

    private func commitPoint(_ cut: Cut, _ homes: [DocumentHome]) -> CommitPoint {
        lock.withLock {
            var point = CommitPoint(
                generation: state.commit.generation + 1, logGeneration: cut.logGeneration,
                nextSequenceNumber: cut.nextSequenceNumber)
            point.logNumber = cut.logNumber
            point.primaryTerm = state.commit.primaryTerm
            point.nextSegment = state.nextSegment
            point.nextGeneration = state.nextGeneration
            point.segments = homes.compactMap { home in
                home.view.map {
                    CommittedSegment(
                        name: $0.reader.name, documentCount: $0.reader.documentCount,
                        deletedCount: $0.reader.documentCount - $0.liveCount, size: home.size,
                        liveGeneration: home.savedLiveGeneration,
                        columnGeneration: home.savedColumnGeneration)
                }
            }
            point.fields = cut.mapping.fieldInfos
            point.mapping = cut.mapping.persisted.utf8
            point.settings = cut.settings.flat.utf8
            point.sourcePositions = cut.sourcePositions
            point.pendingCursors = cut.pendingCursors
            return point
        }
    }

    private func adopt(_ point: CommitPoint, _ cut: Cut) {
        lock.withLock {
            state.commit = point
        }
        log.retire(before: point.logGeneration)
        lock.withLock { state.isDirty = log.operations > 0 }
    }

    /// Deletes files that neither the commit point nor a snapshot to come needs. What an open
    /// snapshot has mapped stays readable.
    func deleteUnreferenced() {
        let keep = lock.withLock {
            var keep = Set(state.commit.files)
            for home in state.segments where !home.isInMemory {
                if let name = home.reader?.name { keep.insert(IndexFile.segment(name).name) }
            }
            for name in state.unpublishedSegments { keep.insert(IndexFile.segment(name).name) }
            return keep
        }
        for name in (try? directory.list()) ?? [] where !keep.contains(name) {
            switch IndexFile(name) {
            case .segment, .liveDocs, .columns, .commit: try? directory.delete(name)
            case .log, .temporary, nil: continue
            }
        }
    }
}

extension JSONValue {
    /// Compact JSON text.
    var utf8: [UInt8] { Array(serialized().utf8) }
}
