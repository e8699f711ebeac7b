import Glibc
import Primitives

/// Small files, read and written at once.
enum WholeFile {
    static func read(_ path: String) throws(SystemError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(call: "open", code: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemError(call: "read", code: errno) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }
}

extension WholeFile {
    static func isFolder(_ path: String) throws(SystemError) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw SystemError(call: "stat \(path)", code: errno)
        }
        return status.st_mode & S_IFMT == S_IFDIR
    }

    /// Names of the folders in a folder, ascending.
    static func folders(in path: String) throws(SystemError) -> [String] {
        guard let folder = opendir(path) else {
            throw SystemError(call: "opendir \(path)", code: errno)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(".") { continue }
            if try isFolder(path + "/" + name) { names.append(name) }
        }
        return names.sorted()
    }
}

extension WholeFile {
    /// Creates a file with this content, or replaces its content.
    static func write(_ text: String, to path: String) throws(SystemError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemError(call: "open \(path)", code: errno) }
        defer { close(descriptor) }
        let bytes = ByteWriter(capacity: text.utf8.count)
        bytes.write(text)
        Terminal.write(bytes.bytes, to: descriptor)
    }
}
