import Primitives
import Segments

/// A folder read through, whose every change is only pretended: code that opens an index can be run
/// on it to see whether it would.
final class UntouchedDirectory: Directory {
    private let folder: any Directory

    init(_ folder: any Directory) { self.folder = folder }

    var path: String { folder.path }

    func create(_ name: String) throws(DirectoryError) -> any DirectoryFile {
        PretendedFile(size: 0)
    }

    func openForAppending(_ name: String) throws(DirectoryError) -> any DirectoryFile {
        PretendedFile(size: try folder.size(of: name))
    }

    func openRegion(_ name: String) throws(DirectoryError) -> MemoryRegion {
        try folder.openRegion(name)
    }

    func read(
        _ name: String, at offset: Int, count: Int, into writer: ByteWriter
    ) throws(DirectoryError) {
        try folder.read(name, at: offset, count: count, into: writer)
    }

    func rename(_ name: String, to newName: String) throws(DirectoryError) {}
    func delete(_ name: String) throws(DirectoryError) {}
    func list() throws(DirectoryError) -> [String] { try folder.list() }
    func exists(_ name: String) -> Bool { folder.exists(name) }
    func size(of name: String) throws(DirectoryError) -> Int { try folder.size(of: name) }
    func sync() throws(DirectoryError) {}
}

private final class PretendedFile: DirectoryFile {
    let size: Int

    init(size: Int) { self.size = size }

    func append(_ bytes: UnsafeRawBufferPointer) throws(DirectoryError) {}
    func truncate(to size: Int) throws(DirectoryError) {}
    func sync() throws(DirectoryError) {}
    func close() {}
}
