import Glibc
import Primitives
import Segments
import Synchronization

/// A folder whose changes fail when the test says so; reads always work.
///
/// Every changing call (create, append, truncate, sync, rename, delete) counts as one operation.
/// A failing append writes a part of its bytes first, as a full disk does.
package final class FaultyDirectory: Directory {
    package enum Operation: Sendable, Hashable {
        case create, append, truncate, sync, rename, delete, syncFolder
    }

    /// Which operations fail. `first` counts from 0.
    package struct Fault: Sendable {
        var first: Int
        var count: Int
        var code: Int32
        var only: Set<Operation>?

        /// The operations from `first` on, until `clear()`, or only `count` of them.
        package init(
            from first: Int, count: Int = .max, code: Int32 = ENOSPC,
            only: Set<Operation>? = nil
        ) {
            self.first = first
            self.count = count
            self.code = code
            self.only = only
        }
    }

    private struct State {
        var fault: Fault?
        var operations = 0
        var failures = 0
    }

    package let base: any Directory
    private let state = Mutex(State())

    package init(_ base: any Directory = MemoryDirectory()) { self.base = base }

    package var path: String { base.path }
    /// Operations so far, failed ones included.
    package var operationCount: Int { state.withLock { $0.operations } }
    package var failureCount: Int { state.withLock { $0.failures } }

    /// Arms a fault; its `first` counts from now.
    package func fail(_ fault: Fault) {
        state.withLock {
            var armed = fault
            armed.first += $0.operations
            $0.fault = armed
        }
    }

    /// Lets everything succeed again: the disk has room, the cable is back.
    package func clear() { state.withLock { $0.fault = nil } }

    func check(_ operation: Operation, _ file: String) throws(DirectoryError) {
        let code: Int32? = state.withLock { state in
            let number = state.operations
            state.operations += 1
            guard let fault = state.fault, number >= fault.first,
                number - fault.first < fault.count, fault.only?.contains(operation) ?? true
            else { return nil }
            state.failures += 1
            return fault.code
        }
        guard let code else { return }
        throw DirectoryError(
            kind: code == ENOSPC ? .noSpace : .failed, call: "\(operation)", file: file,
            code: code)
    }

    package func create(_ name: String) throws(DirectoryError) -> any DirectoryFile {
        try check(.create, name)
        return FaultyFile(try base.create(name), name: name, owner: self)
    }

    package func openForAppending(_ name: String) throws(DirectoryError) -> any DirectoryFile {
        FaultyFile(try base.openForAppending(name), name: name, owner: self)
    }

    package func openRegion(_ name: String) throws(DirectoryError) -> MemoryRegion {
        try base.openRegion(name)
    }

    package func read(
        _ name: String, at offset: Int, count: Int, into writer: ByteWriter
    ) throws(DirectoryError) {
        try base.read(name, at: offset, count: count, into: writer)
    }

    package func rename(_ name: String, to newName: String) throws(DirectoryError) {
        try check(.rename, name)
        try base.rename(name, to: newName)
    }

    package func delete(_ name: String) throws(DirectoryError) {
        try check(.delete, name)
        try base.delete(name)
    }

    package func list() throws(DirectoryError) -> [String] { try base.list() }

    package func exists(_ name: String) -> Bool { base.exists(name) }

    package func size(of name: String) throws(DirectoryError) -> Int { try base.size(of: name) }

    package func sync() throws(DirectoryError) {
        try check(.syncFolder, path)
        try base.sync()
    }
}

/// A file of a `FaultyDirectory`.
final class FaultyFile: DirectoryFile {
    private let base: any DirectoryFile
    private let name: String
    private let owner: FaultyDirectory
    /// Bytes appended successfully: a failed append's part lies behind them.
    private let good: Mutex<Int>

    init(_ base: any DirectoryFile, name: String, owner: FaultyDirectory) {
        self.base = base
        self.name = name
        self.owner = owner
        self.good = Mutex(base.size)
    }

    var size: Int { good.withLock { $0 } }

    func append(_ bytes: UnsafeRawBufferPointer) throws(DirectoryError) {
        if base.size > size { try base.truncate(to: size) }
        do {
            try owner.check(.append, name)
        } catch {
            try base.append(UnsafeRawBufferPointer(rebasing: bytes.prefix(bytes.count / 2)))
            throw error
        }
        try base.append(bytes)
        good.withLock { $0 = base.size }
    }

    func truncate(to size: Int) throws(DirectoryError) {
        try owner.check(.truncate, name)
        try base.truncate(to: size)
        good.withLock { $0 = size }
    }

    func sync() throws(DirectoryError) {
        try owner.check(.sync, name)
        try base.sync()
    }

    func close() { base.close() }
}
