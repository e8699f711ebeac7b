import JSON
import Primitives
import Schema
import Segments

/// Creating an index, and finding one again after a stop or a crash.
extension LiveIndex {
    /// Makes an index in an empty folder. Durable when it returns.
    /// - Throws: `IndexError` (`.invalid`) when there is an index already.
    package static func create(
        directory: any Directory, settings: IndexSettings = .standard,
        mappings: JSONValue = .object(JSONObject()), environment: IndexEnvironment
    ) throws(IndexError) -> LiveIndex {
        try wrapping {
            let store = CommitStore(directory)
            guard try store.generations().isEmpty else {
                throw IndexError(.invalid, "there is an index in \(directory.path)")
            }
            let mapping = try IndexMapping.parse(
                mappings, analyzers: try settings.analyzers(), limits: settings.mappingLimits)
            let log = try OperationLog(directory: directory, generation: 1, lastNumber: 0)
            var point = CommitPoint(generation: 1, logGeneration: 1, nextSequenceNumber: 0)
            point.fields = mapping.fieldInfos
            point.mapping = mapping.persisted.utf8
            point.settings = settings.flat.utf8
            try store.write(point)
            let state = WriterState(
                mapping: mapping, settings: settings,
                tuning: environment.tune(IndexTuning(settings)), commit: point)
            state.loggedMapping = mapping
            return LiveIndex(
                directory: directory, environment: environment, log: log, state: state)
        }
    }

    /// Whether the folder holds an index.
    package static func exists(in directory: any Directory) -> Bool {
        ((try? CommitStore(directory).generations()) ?? []).isEmpty == false
    }

    /// Opens the index of a folder: the newest commit point that verifies, and the operations
    /// logged since.
    ///
    /// What was read from the log is made durable and visible before it returns.
    /// - Throws: `IndexError` (`.corrupt`) rather than to serve less than was acknowledged.
    package static func open(
        directory: any Directory, environment: IndexEnvironment
    ) throws(IndexError) -> LiveIndex {
        try wrapping {
            for name in try directory.list() where name.hasSuffix(TemporaryFile.suffix) {
                try directory.delete(name)
            }
            guard let point = try CommitStore(directory).newest() else {
                throw IndexError(.corrupt, "there is no commit point in \(directory.path)")
            }
            let state = try restore(point, environment)
            state.segments = try point.segments.map { try openSegment($0, directory) }
            let replay = try LogReplay(
                directory, from: point.logGeneration, after: point.logNumber)
            let log = try OperationLog(
                directory: directory, generation: replay.generation + 1,
                lastNumber: replay.lastNumber, earlierBytes: replay.sizes,
                operations: replay.records.count)
            let index = LiveIndex(
                directory: directory, environment: environment, log: log, state: state)
            try index.replay(replay)
            index.deleteUnreferenced()
            index.deleteOldLogs()
            return index
        }
    }

    private static func restore(
        _ point: CommitPoint, _ environment: IndexEnvironment
    ) throws -> WriterState {
        let settings = try IndexSettings.restore(try json(point.settings))
        let mapping = try IndexMapping.restore(
            try json(point.mapping), analyzers: try settings.analyzers(),
            limits: settings.mappingLimits)
        let state = WriterState(
            mapping: mapping, settings: settings,
            tuning: environment.tune(IndexTuning(settings)), commit: point)
        state.loggedMapping = mapping
        return state
    }

    static func json(_ bytes: [UInt8]) throws -> JSONValue {
        try bytes.withUnsafeBytes { try JSONValue(parsing: $0) }
    }

    private static func openSegment(
        _ segment: CommittedSegment, _ directory: any Directory
    ) throws -> DocumentHome {
        let file = IndexFile.segment(segment.name).name
        let reader = try SegmentReader.open(
            name: segment.name, region: try directory.openRegion(file))
        guard reader.documentCount == segment.documentCount else {
            throw SegmentError(
                kind: .malformed(
                    "\(reader.documentCount) documents, the commit point says "
                        + "\(segment.documentCount)"), file: file)
        }
        let view = SegmentView(
            reader: reader, liveDocs: try liveDocs(segment, reader, directory),
            overlay: try overlay(segment, directory),
            columnGeneration: segment.columnGeneration, liveGeneration: segment.liveGeneration)
        guard reader.documentCount - view.liveCount == segment.deletedCount else {
            throw SegmentError(kind: .malformed("count of deleted documents"), file: file)
        }
        let home = DocumentHome(
            reader: reader, view: view, size: reader.sizeBytes)
        home.savedLiveGeneration = segment.liveGeneration
        home.savedColumnGeneration = segment.columnGeneration
        return home
    }

    private static func liveDocs(
        _ segment: CommittedSegment, _ reader: SegmentReader, _ directory: any Directory
    ) throws -> LiveDocs? {
        guard segment.liveGeneration > 0 else { return reader.initialLiveDocs }
        let name = IndexFile.liveDocs(segment.name, segment.liveGeneration).name
        return try directory.read(name).withUnsafeBytes {
            try LiveDocsFile.decode($0, name: name, documentCount: reader.documentCount)
        }
    }

    private static func overlay(
        _ segment: CommittedSegment, _ directory: any Directory
    ) throws -> ColumnOverlay? {
        guard segment.columnGeneration > 0 else { return nil }
        let name = IndexFile.columns(segment.name, segment.columnGeneration).name
        return try directory.read(name).withUnsafeBytes {
            try ColumnOverlay.decode($0, name: name)
        }
    }

    /// Logs before the commit point that its writer did not come to delete.
    private func deleteOldLogs() {
        let first = lock.withLock { state.commit.logGeneration }
        for name in (try? directory.list()) ?? [] {
            if case .log(let generation) = IndexFile(name), generation < first {
                try? directory.delete(name)
            }
        }
    }
}
