import Glibc
import Primitives

/// The folder of one daemon: locked while in use, with a folder below for each index.
///
/// `LOCK` is held with `flock`, which the kernel releases however the process ends; its text
/// names the
/// holder for whoever looks.
package final class DataFolder: Sendable {
    package let path: String
    private let lockDescriptor: Int32

    package init(_ path: String) throws {
        self.path = path
        try Self.makeFolder(path)
        try Self.makeFolder(path + "/indices")
        lockDescriptor = try Self.lock(path + "/LOCK")
    }

    package var catalogPath: String { path + "/catalog.sqlite" }

    package func indexPath(_ uuid: String) -> String { path + "/indices/" + uuid }

    package func release() { close(lockDescriptor) }

    private static func makeFolder(_ path: String) throws {
        if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
        let code = errno
        if code == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try makeFolder(String(path[..<slash]))
            return try makeFolder(path)
        }
        throw EngineError(
            .storage("cannot create the folder \(path): \(String(cString: strerror(code)))"))
    }

    private static func lock(_ path: String) throws -> Int32 {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw EngineError(
                .storage("cannot open \(path): \(String(cString: strerror(errno)))"))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw EngineError(.lockHeld(path: path))
        }
        let text = "\(getpid())\n"
        _ = ftruncate(descriptor, 0)
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
        return descriptor
    }

    /// Takes an index's folder out of the way at once, then removes it.
    package func remove(_ uuid: String) throws {
        let path = indexPath(uuid)
        let doomed = path + Self.doomedSuffix
        guard rename(path, doomed) == 0 else {
            if errno == ENOENT { return }
            throw EngineError(
                .storage("cannot remove \(path): \(String(cString: strerror(errno)))"))
        }
        Self.removeTree(doomed)
    }

    private static let doomedSuffix = ".deleted"

    /// Finishes deletions a stop interrupted, and names folders no catalog row speaks of.
    package func sweep(keeping known: Set<String>) throws {
        for name in Self.list(path + "/indices") {
            if name.hasSuffix(Self.doomedSuffix) {
                Self.removeTree(path + "/indices/" + name)
            } else if !known.contains(name) {
                DiagnosticLog("engine").warning(
                    "an index folder the catalog does not know", ["folder": .text(name)])
            }
        }
    }

    private static func list(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func removeTree(_ path: String) {
        for name in list(path) {
            let inner = path + "/" + name
            if unlink(inner) != 0 { removeTree(inner) }
        }
        rmdir(path)
    }
}
