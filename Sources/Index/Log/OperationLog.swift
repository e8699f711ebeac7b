import Primitives
import Segments
import Synchronization

/// The one sequence of operations of an index since its commit point.
///
/// Records are gathered in memory by `append`, written together by the first thread that needs them
/// written, and made durable together by the first that needs that: whoever comes while a write or
/// an fsync is running waits for it and then finds its own records done, or leads the next round.
/// So any number of concurrent requests share one fsync.
///
/// Two kinds of failure:
/// - A write that fails (a full disk) changes nothing durable. Everything not yet written is lost
///   as
///   a whole: `append` refuses until the owner has undone those operations and called `discard`.
/// - An fsync that fails, or a file that cannot be cut back, leaves no certainty. The log is broken
///   for good: the index is read-only until it is opened again.
///
/// `@unchecked Sendable`: all state is guarded by `lock`; the file is used by the thread that set
/// `isBusy`.
final class OperationLog: @unchecked Sendable {
    private let directory: any Directory
    private let lock = PlatformLock(isAwake: true)
    private let changed = PlatformCondition()

    private var file: any DirectoryFile
    private var currentGeneration: UInt64
    /// Made ahead of a roll, with a durable header and name.
    private var prepared: (file: any DirectoryFile, generation: UInt64)?
    /// Files of earlier generations that still hold records no fsync covers.
    private var unsynced: [any DirectoryFile] = []
    /// Size of the logs before the current one. Unit: bytes.
    private var earlierBytes: [UInt64: Int] = [:]

    private var pending = ByteWriter(capacity: 64 << 10)
    private var writing = ByteWriter(capacity: 64 << 10)
    /// Where `pending` will begin in the file. Unit: bytes.
    private var pendingOffset = LogFormat.headerSize
    private var lastNumber: UInt64
    /// The last record appended and not discarded.
    private var chainedNumber: UInt64
    private var writtenNumber: UInt64
    private var syncedNumber: UInt64
    private var operationCount = 0
    /// Operations before the last roll.
    private var rolledCount = 0
    private var isBusy = false
    private var writeFailure: IndexError?
    private var broken: IndexError?
    /// Why records were discarded last.
    private var discarded: IndexError?
    private let writtenHint: Atomic<UInt64>

    /// Starts a new log file. Durable when it returns.
    /// - Parameters:
    ///   - number: the highest record number of earlier logs; those are durable.
    ///   - earlierBytes: sizes of the logs before, by generation.
    init(
        directory: any Directory, generation: UInt64, lastNumber number: UInt64,
        earlierBytes: [UInt64: Int] = [:], operations: Int = 0
    ) throws(DirectoryError) {
        self.directory = directory
        file = try OperationLog.create(directory, generation)
        currentGeneration = generation
        lastNumber = number
        chainedNumber = number
        writtenNumber = number
        syncedNumber = number
        writtenHint = Atomic(number)
        self.earlierBytes = earlierBytes
        operationCount = operations
    }

    private static func create(
        _ directory: any Directory, _ generation: UInt64
    ) throws(DirectoryError) -> any DirectoryFile {
        let header = ByteWriter(capacity: LogFormat.headerSize)
        LogFormat.writeHeader(generation: generation, to: header)
        let file = try directory.create(IndexFile.log(generation).name)
        try file.append(header.bytes)
        try file.sync()
        try directory.sync()
        return file
    }

    var generation: UInt64 { lock.withLock { currentGeneration } }
    /// Of all logs since the commit. Unit: bytes.
    var size: Int {
        lock.withLock { pendingOffset + pending.count + earlierBytes.values.reduce(0, +) }
    }
    /// Since the commit.
    var operations: Int { lock.withLock { operationCount } }
    /// Not yet written. Unit: bytes.
    var pendingBytes: Int { lock.withLock { pending.count } }
    /// Records up to this number are written; may lag behind.
    var writtenThrough: UInt64 { writtenHint.load(ordering: .acquiring) }
    /// Records up to this number are known durable.
    var syncedThrough: UInt64 { lock.withLock { syncedNumber } }
    /// Why the log takes nothing more, if it does not.
    var brokenBecause: IndexError? { lock.withLock { broken } }

    // MARK: - Appending

    /// Adds a record in memory.
    /// - Throws: when the log is broken, or when a failed write has not been undone yet.
    func append(_ body: (ByteWriter) -> Void) throws(IndexError) -> LogPosition {
        lock.lock()
        defer { lock.unlock() }
        if let error = broken ?? writeFailure { throw error }
        let start = pending.count
        lastNumber += 1
        LogFormat.writeRecord(
            number: lastNumber, after: chainedNumber, syncedThrough: syncedNumber, to: pending,
            body)
        chainedNumber = lastNumber
        operationCount += 1
        return LogPosition(
            generation: currentGeneration, offset: pendingOffset + start,
            size: pending.count - start, number: lastNumber)
    }

    /// Returns when the record is written, by this thread or another.
    func write(through number: UInt64) throws(IndexError) {
        try reach(number, synced: false)
    }

    /// Returns when the record is durable, by this thread or another.
    func sync(through number: UInt64) throws(IndexError) {
        try reach(number, synced: true)
    }

    /// Writes everything appended so far.
    func writeAll() throws(IndexError) { try write(through: lock.withLock { chainedNumber }) }

    func syncAll() throws(IndexError) { try sync(through: lock.withLock { chainedNumber }) }

    private func reach(_ number: UInt64, synced: Bool) throws(IndexError) {
        lock.lock()
        defer { lock.unlock() }
        while true {
            if let broken { throw broken }
            if (synced ? syncedNumber : writtenNumber) >= number { return }
            if let writeFailure { throw writeFailure }
            if isBusy {
                changed.wait(lock)
                continue
            }
            if pending.count == 0, writtenNumber < number {
                throw discarded ?? IndexError(.closed, "log record \(number) was never made")
            }
            isBusy = true
            if pending.count > 0 { writePending() }
            if synced && writeFailure == nil && broken == nil { syncFiles() }
            isBusy = false
            changed.broadcast()
        }
    }

    /// With the lock held and `isBusy` set; releases the lock meanwhile.
    private func writePending() {
        swap(&pending, &writing)
        pendingOffset += writing.count
        let target = lastNumber
        let file = file
        lock.unlock()
        var failure: DirectoryError?
        var cutFailure: DirectoryError?
        do {
            try file.append(writing.bytes)
        } catch {
            failure = error
            do { try file.truncate(to: file.size) } catch { cutFailure = error }
        }
        lock.lock()
        writing.removeAll()
        if let failure {
            writeFailure = IndexError(wrapping: failure)
            if let cutFailure { breakDown(cutFailure) }
        } else {
            writtenNumber = target
            writtenHint.store(target, ordering: .releasing)
        }
    }

    /// With the lock held and `isBusy` set; releases the lock meanwhile.
    private func syncFiles() {
        let target = writtenNumber
        let files = unsynced + [file]
        lock.unlock()
        var failure: DirectoryError?
        do {
            for file in files { try file.sync() }
        } catch {
            failure = error
        }
        lock.lock()
        if let failure {
            breakDown(failure)
        } else {
            syncedNumber = max(syncedNumber, target)
            unsynced.removeAll { file in files.contains { $0 === file } }
        }
    }

    private func breakDown(_ error: DirectoryError) {
        broken = IndexError(
            .readOnly,
            "index is read-only until it is opened again: its log could not be made durable "
                + "(\(error))")
    }

    // MARK: - After a failed write

    /// True between a failed write and `discard`.
    var needsDiscard: Bool { lock.withLock { writeFailure != nil } }

    /// Forgets every record that was not written and takes new ones.
    /// - Returns: the last record that is written, and why the next was not. The caller has made
    ///   sure that nobody appends, and
    ///   undoes the operations of the records behind it.
    func discard() -> (written: UInt64, because: IndexError) {
        lock.withLock {
            let error = writeFailure ?? broken ?? IndexError(.closed, "nothing to discard")
            pending.removeAll()
            pendingOffset = file.size
            chainedNumber = writtenNumber
            writeFailure = nil
            discarded = error
            return (writtenNumber, error)
        }
    }

    // MARK: - Rolling

    /// Creates the next file, so that `roll` has nothing to wait for.
    func prepareNext() throws(DirectoryError) {
        let (next, isPrepared) = lock.withLock { (currentGeneration + 1, prepared != nil) }
        if isPrepared { return }
        let file = try OperationLog.create(directory, next)
        lock.withLock { prepared = (file, next) }
    }

    /// Lets further records go to the prepared file. The caller has made sure that nobody appends
    /// and that everything is written.
    /// - Returns: the generation of the file, and the number of the last record before it.
    func roll() -> (generation: UInt64, after: UInt64) {
        lock.lock()
        defer { lock.unlock() }
        while isBusy { changed.wait(lock) }
        guard let next = prepared else {
            preconditionFailure("log \(currentGeneration) rolled before the next was prepared")
        }
        precondition(pending.count == 0, "rolled with \(pending.count) bytes not written")
        if syncedNumber < writtenNumber { unsynced.append(file) } else { file.close() }
        earlierBytes[currentGeneration] = file.size
        file = next.file
        currentGeneration = next.generation
        prepared = nil
        pendingOffset = LogFormat.headerSize
        rolledCount = operationCount
        return (currentGeneration, chainedNumber)
    }

    /// Everything before a generation is durable elsewhere; deletes those logs.
    func retire(before generation: UInt64) {
        lock.lock()
        while isBusy { changed.wait(lock) }
        let closing = unsynced
        unsynced = []
        let old = earlierBytes.keys.filter { $0 < generation }
        for key in old { earlierBytes[key] = nil }
        if currentGeneration == generation {
            operationCount -= rolledCount
            rolledCount = 0
        }
        lock.unlock()
        for file in closing { file.close() }
        for key in old { try? directory.delete(IndexFile.log(key).name) }
    }

    func close() {
        lock.lock()
        while isBusy { changed.wait(lock) }
        file.close()
        prepared?.file.close()
        for file in unsynced { file.close() }
        broken = broken ?? IndexError(.closed, "index is closed")
        lock.unlock()
    }

    // MARK: - Reading back

    /// Appends the payload of a record to `writer`.
    /// - Returns: false when its log has been deleted meanwhile: the record is in a segment now.
    func read(_ position: LogPosition, into writer: ByteWriter) throws(IndexError) -> Bool {
        try write(through: position.number)
        let record = ByteWriter(capacity: position.size)
        do {
            try directory.read(
                IndexFile.log(position.generation).name, at: position.offset,
                count: position.size, into: record)
        } catch {
            if error.kind == .notFound { return false }
            throw IndexError(wrapping: error)
        }
        guard let found = LogFormat.record(in: record.bytes, at: 0),
            found.number == position.number
        else {
            throw IndexError(
                .corrupt,
                "\(IndexFile.log(position.generation).name): record at byte "
                    + "\(position.offset) is damaged")
        }
        writer.write(contentsOf: found.payload)
        return true
    }
}
