import Glibc
import Primitives
import Segments
import Synchronization

/// A folder that loses power at its n-th changing operation.
///
/// It keeps what a disk guarantees (file content as of its last `sync`, names as of the folder's)
/// beside what the process sees. `disk(afterCut:)` is what a restart may find: everything
/// guaranteed, and of the rest a random subset: names in any combination, unsynced bytes up to any
/// length and with any of their 512-byte sectors still zero.
package final class PowerCutDirectory: Directory {
    private struct State {
        var names: [String: PowerCutFile] = [:]
        var durableNames: [String: PowerCutFile] = [:]
        var unsyncedNames: [NameChange] = []
        var operations = 0
        var cutAt: Int
    }

    private enum NameChange {
        case add(String, PowerCutFile)
        case rename(String, String, PowerCutFile)
        case remove(String)
    }

    private let state: Mutex<State>

    /// - Parameter operation: the operation that does not happen any more, counted from 0.
    package init(cutAt operation: Int = .max, contents: [String: [UInt8]] = [:]) {
        state = Mutex(State(cutAt: operation))
        for (name, content) in contents {
            let file = PowerCutFile(content, owner: self)
            state.withLock {
                $0.names[name] = file
                $0.durableNames[name] = file
            }
        }
    }

    package var path: String { "power cut" }
    package var operationCount: Int { state.withLock { $0.operations } }
    package var isOff: Bool { state.withLock { $0.operations > $0.cutAt } }

    /// Counts a changing operation; throws from the cut on.
    func operate(_ call: String, _ name: String) throws(DirectoryError) {
        let off = state.withLock {
            $0.operations += 1
            return $0.operations > $0.cutAt
        }
        if off { throw PowerCutDirectory.off(call, name) }
    }

    private static func off(_ call: String, _ name: String) -> DirectoryError {
        DirectoryError(kind: .failed, call: call, file: name, code: EIO)
    }

    private func file(_ name: String, _ call: String) throws(DirectoryError) -> PowerCutFile {
        if isOff { throw PowerCutDirectory.off(call, name) }
        guard let file = state.withLock({ $0.names[name] }) else {
            throw MemoryDirectory.missing(call, name)
        }
        return file
    }

    package func create(_ name: String) throws(DirectoryError) -> any DirectoryFile {
        try operate("create", name)
        let file = PowerCutFile([], owner: self)
        state.withLock {
            $0.names[name] = file
            $0.unsyncedNames.append(.add(name, file))
        }
        return file
    }

    package func openForAppending(_ name: String) throws(DirectoryError) -> any DirectoryFile {
        try file(name, "open")
    }

    package func openRegion(_ name: String) throws(DirectoryError) -> MemoryRegion {
        try file(name, "open").content.withUnsafeBytes { MemoryRegion.copy(of: $0) }
    }

    package func read(
        _ name: String, at offset: Int, count: Int, into writer: ByteWriter
    ) throws(DirectoryError) {
        let content = try file(name, "read").content
        let part = content[min(offset, content.count)..<min(offset + count, content.count)]
        part.withUnsafeBytes { writer.write(contentsOf: $0) }
    }

    package func rename(_ name: String, to newName: String) throws(DirectoryError) {
        try operate("rename", name)
        let moved = try file(name, "rename")
        state.withLock {
            $0.names[name] = nil
            $0.names[newName] = moved
            $0.unsyncedNames.append(.rename(name, newName, moved))
        }
    }

    package func delete(_ name: String) throws(DirectoryError) {
        try operate("unlink", name)
        _ = try file(name, "unlink")
        state.withLock {
            $0.names[name] = nil
            $0.unsyncedNames.append(.remove(name))
        }
    }

    package func list() throws(DirectoryError) -> [String] {
        if isOff { throw PowerCutDirectory.off("opendir", path) }
        return state.withLock { $0.names.keys.sorted() }
    }

    package func exists(_ name: String) -> Bool { state.withLock { $0.names[name] != nil } }

    package func size(of name: String) throws(DirectoryError) -> Int {
        try file(name, "stat").size
    }

    package func sync() throws(DirectoryError) {
        try operate("fsync", path)
        state.withLock {
            $0.durableNames = $0.names
            $0.unsyncedNames = []
        }
    }

    /// What a restart finds.
    package func disk(afterCut random: inout SeededGenerator) -> [String: [UInt8]] {
        let (durable, changes) = state.withLock { ($0.durableNames, $0.unsyncedNames) }
        var names = durable
        let kept = [0, 1, 0.5][random.below(3)]
        for change in changes where random.chance(kept) {
            switch change {
            case .add(let name, let file): names[name] = file
            case .remove(let name): names[name] = nil
            case .rename(let old, let new, let file):
                names[old] = nil
                names[new] = file
            }
        }
        var contents: [String: [UInt8]] = [:]
        for name in names.keys.sorted() {
            contents[name] = names[name]?.survivor(&random)
        }
        return contents
    }
}

/// A file of a `PowerCutDirectory`: what the process sees and what the disk guarantees.
final class PowerCutFile: DirectoryFile {
    private struct State {
        var current: [UInt8]
        var durable: [UInt8]
    }

    private static let sector = 512
    private let state: Mutex<State>
    private unowned let owner: PowerCutDirectory

    init(_ content: [UInt8], owner: PowerCutDirectory) {
        state = Mutex(State(current: content, durable: content))
        self.owner = owner
    }

    var content: [UInt8] { state.withLock { $0.current } }
    var size: Int { state.withLock { $0.current.count } }

    func append(_ bytes: UnsafeRawBufferPointer) throws(DirectoryError) {
        do {
            try owner.operate("write", "file")
        } catch {
            state.withLock { $0.current.append(contentsOf: bytes) }
            throw error
        }
        state.withLock { $0.current.append(contentsOf: bytes) }
    }

    func truncate(to size: Int) throws(DirectoryError) {
        try owner.operate("ftruncate", "file")
        state.withLock { $0.current.removeLast($0.current.count - size) }
    }

    func sync() throws(DirectoryError) {
        try owner.operate("fsync", "file")
        state.withLock { $0.durable = $0.current }
    }

    func close() {}

    func survivor(_ random: inout SeededGenerator) -> [UInt8] {
        let (current, durable) = state.withLock { ($0.current, $0.durable) }
        guard current.count >= durable.count, current.starts(with: durable) else {
            return random.chance(0.5) ? durable : current
        }
        let unsynced = current.count - durable.count
        let kept = [0, unsynced, random.below(unsynced + 1)][random.below(3)]
        var bytes = Array(current[..<(durable.count + kept)])
        let loss = [0, 0.3, 1][random.below(3)]
        var at = durable.count
        while at < bytes.count {
            let end = min(bytes.count, (at / Self.sector + 1) * Self.sector)
            if random.chance(loss) { for index in at..<end { bytes[index] = 0 } }
            at = end
        }
        return bytes
    }
}
