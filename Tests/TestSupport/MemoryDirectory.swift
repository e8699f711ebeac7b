import Glibc
import Primitives
import Segments
import Synchronization

/// A folder held in memory. What is appended is there at once; `sync` does nothing.
package final class MemoryDirectory: Directory {
    private let files: Mutex<[String: MemoryFile]>

    package init() { files = Mutex([:]) }

    /// A folder with these files.
    package init(contents: [String: [UInt8]]) {
        files = Mutex(contents.mapValues { MemoryFile($0) })
    }

    package var path: String { "memory" }

    /// A copy of every file.
    package var contents: [String: [UInt8]] {
        files.withLock { $0.mapValues { $0.content } }
    }

    static func missing(_ call: String, _ name: String) -> DirectoryError {
        DirectoryError(kind: .notFound, call: call, file: name, code: ENOENT)
    }

    private func file(_ name: String, _ call: String) throws(DirectoryError) -> MemoryFile {
        guard let file = files.withLock({ $0[name] }) else {
            throw MemoryDirectory.missing(call, name)
        }
        return file
    }

    package func create(_ name: String) throws(DirectoryError) -> any DirectoryFile {
        let file = MemoryFile([])
        files.withLock { $0[name] = file }
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
        let found = files.withLock { files in
            guard let file = files.removeValue(forKey: name) else { return false }
            files[newName] = file
            return true
        }
        if !found { throw MemoryDirectory.missing("rename", name) }
    }

    package func delete(_ name: String) throws(DirectoryError) {
        if files.withLock({ $0.removeValue(forKey: name) }) == nil {
            throw MemoryDirectory.missing("unlink", name)
        }
    }

    package func list() throws(DirectoryError) -> [String] {
        files.withLock { $0.keys.sorted() }
    }

    package func exists(_ name: String) -> Bool { files.withLock { $0[name] != nil } }

    package func size(of name: String) throws(DirectoryError) -> Int {
        try file(name, "stat").size
    }

    package func sync() throws(DirectoryError) {}
}

/// A file of a `MemoryDirectory`.
final class MemoryFile: DirectoryFile {
    private let bytes: Mutex<[UInt8]>

    init(_ content: [UInt8]) { bytes = Mutex(content) }

    var content: [UInt8] { bytes.withLock { $0 } }
    var size: Int { bytes.withLock { $0.count } }

    func append(_ added: UnsafeRawBufferPointer) throws(DirectoryError) {
        bytes.withLock { $0.append(contentsOf: added) }
    }

    func truncate(to size: Int) throws(DirectoryError) {
        bytes.withLock { $0.removeLast($0.count - size) }
    }

    func sync() throws(DirectoryError) {}

    func close() {}
}
