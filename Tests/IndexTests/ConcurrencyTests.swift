import Foundation
import Index
import Primitives
import Segments
import Synchronization
import TestSupport
import Testing

@Suite("An index written by many threads")
struct ConcurrencyTests {
    /// Runs `body` on several threads and waits for all.
    private func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let threads = (0..<count).map { number in
            PlatformThread(name: "writer") { body(number) }
        }
        for thread in threads { thread.join() }
    }

    @Test("gives every change of a document its own version while it refreshes, commits and merges")
    func versions() throws {
        let pool = ThreadPool(name: "maintenance", threads: 2, queueLimit: 16)
        defer { pool.stop(drain: true) }
        let directory = MemoryDirectory()
        let environment = IndexEnvironment(
            budget: MemoryBudget(limit: 1 << 30), pool: pool,
            mergePolicy: RandomMergePolicy(seed: 3, probability: 0.7))
        let index = try LiveIndex.create(directory: directory, environment: environment)
        let isDone = Atomic(false)
        let maintainer = PlatformThread(name: "maintainer") {
            var random = SeededGenerator(seed: 5)
            while !isDone.load(ordering: .relaxed) {
                if random.chance(0.5) { try? index.refresh() } else { try? index.commit() }
                index.runMaintenance()
            }
        }
        let threads = 4
        let rounds = 60
        onThreads(threads) { thread in
            var random = SeededGenerator(seed: UInt64(thread))
            for round in 0..<rounds {
                let source = Array(#"{"thread":\#(thread),"round":\#(round)}"#.utf8)
                source.withUnsafeBytes { bytes in
                    // Every document is changed once by every round of every thread.
                    var operations = (0..<5).map {
                        WriteOperation(.index, id: "\($0)", source: bytes)
                    }
                    operations.shuffle(using: &random)
                    for result in index.apply(operations) {
                        if case .failure(let error) = result { Issue.record(error) }
                    }
                }
            }
        }
        isDone.store(true, ordering: .relaxed)
        maintainer.join()
        for id in 0..<5 {
            #expect(try index.get(id: "\(id)")?.version == Int64(threads * rounds))
        }
        #expect(index.maxSequenceNumber == Int64(threads * rounds * 5 - 1))
        try index.refresh()
        let visible = try index.visible()
        #expect(visible.count == 5)
        let crashed = try LiveIndex.open(
            directory: MemoryDirectory(contents: directory.contents), environment: .quiet())
        #expect(try crashed.visible() == visible)
        try index.close()
    }

    @Test("shares one fsync among the requests that wait for it")
    func groupSync() throws {
        let directory = SlowSyncDirectory()
        let index = try LiveIndex.create(directory: directory, environment: .quiet())
        let before = directory.syncs
        onThreads(8) { thread in
            for round in 0..<10 {
                do { try index.put("\(thread)-\(round)", "{}") } catch { Issue.record(error) }
            }
        }
        #expect(directory.syncs - before < 60)
        try index.refresh()
        #expect(index.snapshot.documentCount == 80)
    }
}

/// A folder in memory whose files take two milliseconds to sync.
final class SlowSyncDirectory: Directory {
    private let base = MemoryDirectory()
    private let count = Atomic(0)

    var path: String { base.path }
    var syncs: Int { count.load(ordering: .relaxed) }

    func create(_ name: String) throws(DirectoryError) -> any DirectoryFile {
        SlowSyncFile(try base.create(name), self)
    }

    func openForAppending(_ name: String) throws(DirectoryError) -> any DirectoryFile {
        try base.openForAppending(name)
    }

    func openRegion(_ name: String) throws(DirectoryError) -> MemoryRegion {
        try base.openRegion(name)
    }

    func read(
        _ name: String, at offset: Int, count: Int, into writer: ByteWriter
    ) throws(DirectoryError) {
        try base.read(name, at: offset, count: count, into: writer)
    }

    func rename(_ name: String, to newName: String) throws(DirectoryError) {
        try base.rename(name, to: newName)
    }

    func delete(_ name: String) throws(DirectoryError) { try base.delete(name) }
    func list() throws(DirectoryError) -> [String] { try base.list() }
    func exists(_ name: String) -> Bool { base.exists(name) }
    func size(of name: String) throws(DirectoryError) -> Int { try base.size(of: name) }
    func sync() throws(DirectoryError) {}

    fileprivate func countSync() { count.wrappingAdd(1, ordering: .relaxed) }
}

private final class SlowSyncFile: DirectoryFile {
    private let base: any DirectoryFile
    private let owner: SlowSyncDirectory

    init(_ base: any DirectoryFile, _ owner: SlowSyncDirectory) {
        self.base = base
        self.owner = owner
    }

    var size: Int { base.size }
    func append(_ bytes: UnsafeRawBufferPointer) throws(DirectoryError) { try base.append(bytes) }
    func truncate(to size: Int) throws(DirectoryError) { try base.truncate(to: size) }

    func sync() throws(DirectoryError) {
        usleep(2000)
        owner.countSync()
        try base.sync()
    }

    func close() { base.close() }
}
