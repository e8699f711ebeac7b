import Glibc
import Primitives

/// A folder of the operating system. Files are read through shared mappings and written with
/// `pwrite`.
package final class FileSystemDirectory: Directory {
    package let path: String

    /// Uses a folder, creating it when the parent exists.
    package init(path: String) throws(DirectoryError) {
        self.path = path
        if mkdir(path, 0o755) != 0 && errno != EEXIST {
            throw FileSystemDirectory.error("mkdir", path, errno)
        }
    }

    static func error(_ call: String, _ file: String, _ code: Int32) -> DirectoryError {
        let kind: DirectoryError.Kind =
            switch code {
            case ENOENT: .notFound
            case ENOSPC, EDQUOT: .noSpace
            case EACCES, EPERM, EROFS: .notPermitted
            default: .failed
            }
        return DirectoryError(kind: kind, call: call, file: file, code: code)
    }

    private func location(_ name: String) -> String {
        precondition(!name.contains("/"), "file name \(name) leaves the folder")
        return path + "/" + name
    }

    private func open(_ name: String, _ flags: Int32) throws(DirectoryError) -> Int32 {
        while true {
            let descriptor = Glibc.open(location(name), flags | O_CLOEXEC, 0o644)
            if descriptor >= 0 { return descriptor }
            if errno != EINTR { throw FileSystemDirectory.error("open", name, errno) }
        }
    }

    private func size(_ descriptor: Int32, _ name: String) throws(DirectoryError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw FileSystemDirectory.error("fstat", name, errno)
        }
        return Int(status.st_size)
    }

    package func create(_ name: String) throws(DirectoryError) -> any DirectoryFile {
        FileSystemFile(
            descriptor: try open(name, O_RDWR | O_CREAT | O_TRUNC), name: name, size: 0)
    }

    package func openForAppending(_ name: String) throws(DirectoryError) -> any DirectoryFile {
        let descriptor = try open(name, O_RDWR)
        do {
            let size = try size(descriptor, name)
            return FileSystemFile(descriptor: descriptor, name: name, size: size)
        } catch {
            close(descriptor)
            throw error
        }
    }

    package func openRegion(_ name: String) throws(DirectoryError) -> MemoryRegion {
        let descriptor = try open(name, O_RDONLY)
        defer { close(descriptor) }
        let size = try size(descriptor, name)
        do {
            return try MemoryRegion.map(fileDescriptor: descriptor, size: size)
        } catch {
            throw FileSystemDirectory.error("mmap", name, error.code)
        }
    }

    package func read(
        _ name: String, at offset: Int, count: Int, into writer: ByteWriter
    ) throws(DirectoryError) {
        let descriptor = try open(name, O_RDONLY)
        defer { close(descriptor) }
        try writer.withMutableTail(count) { (target) throws(DirectoryError) -> Int in
            var filled = 0
            while filled < count, let start = target.baseAddress {
                let got = pread(descriptor, start + filled, count - filled, offset + filled)
                if got == 0 { break }
                if got < 0 && errno == EINTR { continue }
                if got < 0 { throw FileSystemDirectory.error("read", name, errno) }
                filled += got
            }
            return filled
        }
    }

    package func rename(_ name: String, to newName: String) throws(DirectoryError) {
        if Glibc.rename(location(name), location(newName)) != 0 {
            throw FileSystemDirectory.error("rename", name, errno)
        }
    }

    package func delete(_ name: String) throws(DirectoryError) {
        if unlink(location(name)) != 0 { throw FileSystemDirectory.error("unlink", name, errno) }
    }

    package func list() throws(DirectoryError) -> [String] {
        guard let folder = opendir(path) else {
            throw FileSystemDirectory.error("opendir", path, errno)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    package func exists(_ name: String) -> Bool { access(location(name), F_OK) == 0 }

    package func size(of name: String) throws(DirectoryError) -> Int {
        var status = stat()
        guard stat(location(name), &status) == 0 else {
            throw FileSystemDirectory.error("stat", name, errno)
        }
        return Int(status.st_size)
    }

    package func sync() throws(DirectoryError) {
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileSystemDirectory.error("open", path, errno) }
        defer { close(descriptor) }
        if fsync(descriptor) != 0 { throw FileSystemDirectory.error("fsync", path, errno) }
    }
}
