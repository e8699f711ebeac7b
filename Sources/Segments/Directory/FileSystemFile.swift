import Glibc
import Synchronization

/// A file of the operating system, written at an explicit offset so that a failed append leaves
/// nothing that the next one does not overwrite.
final class FileSystemFile: DirectoryFile {
    private let descriptor: Atomic<Int32>
    private let name: String
    private let length: Atomic<Int>

    init(descriptor: Int32, name: String, size: Int) {
        self.descriptor = Atomic(descriptor)
        self.name = name
        self.length = Atomic(size)
    }

    deinit { close() }

    var size: Int { length.load(ordering: .acquiring) }

    private var open: Int32 { descriptor.load(ordering: .relaxed) }

    func append(_ bytes: UnsafeRawBufferPointer) throws(DirectoryError) {
        guard let start = bytes.baseAddress else { return }
        let end = size
        var written = 0
        while written < bytes.count {
            let count = pwrite(open, start + written, bytes.count - written, end + written)
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw FileSystemDirectory.error("write", name, errno) }
            if count == 0 { throw FileSystemDirectory.error("write", name, ENOSPC) }
            written += count
        }
        length.store(end + written, ordering: .releasing)
    }

    func truncate(to size: Int) throws(DirectoryError) {
        if ftruncate(open, size) != 0 {
            throw FileSystemDirectory.error("ftruncate", name, errno)
        }
        length.store(size, ordering: .releasing)
    }

    func sync() throws(DirectoryError) {
        if fdatasync(open) != 0 { throw FileSystemDirectory.error("fsync", name, errno) }
    }

    func close() {
        let closing = descriptor.exchange(-1, ordering: .acquiringAndReleasing)
        if closing >= 0 { Glibc.close(closing) }
    }
}
