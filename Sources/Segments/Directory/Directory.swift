import Primitives

/// One flat folder of files, the only way to the files of an index.
///
/// Every promise about crashes rests on three rules that all implementations keep:
/// - bytes appended to a file are durable after its `sync()`, and not before;
/// - a name (created, renamed, deleted) is durable after the folder's `sync()`, and not before;
/// - `rename` replaces atomically: after a crash the old or the new file has the name.
///
/// Methods may be called from any thread. Names contain no `/`.
package protocol Directory: AnyObject, Sendable {
    /// Where the folder is, for messages.
    var path: String { get }

    /// Creates an empty file, or empties an existing one, open for appending.
    func create(_ name: String) throws(DirectoryError) -> any DirectoryFile
    /// Opens an existing file for appending behind its last byte.
    func openForAppending(_ name: String) throws(DirectoryError) -> any DirectoryFile
    /// The content of a file. It stays valid when the file is deleted while the region lives.
    func openRegion(_ name: String) throws(DirectoryError) -> MemoryRegion
    /// Appends the bytes `offset..<offset + count` of a file; fewer when the file ends before.
    func read(
        _ name: String, at offset: Int, count: Int, into writer: ByteWriter
    ) throws(DirectoryError)
    func rename(_ name: String, to newName: String) throws(DirectoryError)
    func delete(_ name: String) throws(DirectoryError)
    /// Names of all files, sorted.
    func list() throws(DirectoryError) -> [String]
    func exists(_ name: String) -> Bool
    /// Unit: bytes.
    func size(of name: String) throws(DirectoryError) -> Int
    /// Makes created, renamed and deleted names durable.
    func sync() throws(DirectoryError)
}

extension Directory {
    /// The whole content of a small file.
    package func read(_ name: String) throws(DirectoryError) -> [UInt8] {
        let writer = ByteWriter()
        try read(name, at: 0, count: try size(of: name), into: writer)
        return [UInt8](writer.bytes)
    }

    /// Gives `name` the content, all of it or, after a crash, what it had before: a temporary file
    /// is written, synced and renamed, and the folder synced.
    package func writeAtomically(
        _ name: String, _ content: UnsafeRawBufferPointer
    ) throws(DirectoryError) {
        try writeDurably(name, content)
        try sync()
    }

    /// As `writeAtomically`, but the name is durable only after the folder's next `sync()`.
    package func writeDurably(
        _ name: String, _ content: UnsafeRawBufferPointer
    ) throws(DirectoryError) {
        let temporary = name + TemporaryFile.suffix
        do {
            let file = try create(temporary)
            defer { file.close() }
            try file.append(content)
            try file.sync()
        } catch {
            try? delete(temporary)
            throw error
        }
        try rename(temporary, to: name)
    }
}

/// Files whose writing has not finished; whatever bears the suffix at start is deleted.
package enum TemporaryFile {
    package static let suffix = ".tmp"
}
