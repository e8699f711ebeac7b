import Primitives

/// Writes a segment to a file under a temporary name that becomes final only when all of it is
/// durable.
package final class FileSink: SegmentSink {
    /// Bytes gathered before they are written. Unit: bytes.
    private static let bufferSize = 1 << 20

    private let directory: any Directory
    private let name: String
    private let file: any DirectoryFile
    private let buffer = ByteWriter(capacity: FileSink.bufferSize)
    private var isFinished = false

    /// - Parameter name: the final name.
    package init(_ directory: any Directory, name: String) throws(DirectoryError) {
        self.directory = directory
        self.name = name
        file = try directory.create(name + TemporaryFile.suffix)
    }

    deinit {
        file.close()
        if !isFinished { try? directory.delete(name + TemporaryFile.suffix) }
    }

    package var position: Int { file.size + buffer.count }

    package func append(_ bytes: UnsafeRawBufferPointer) throws {
        if buffer.count + bytes.count > FileSink.bufferSize { try drain() }
        if bytes.count >= FileSink.bufferSize {
            try file.append(bytes)
        } else {
            buffer.write(contentsOf: bytes)
        }
    }

    private func drain() throws(DirectoryError) {
        try file.append(buffer.bytes)
        buffer.removeAll()
    }

    /// Makes the bytes durable and gives the file its name; the name is durable after the folder's
    /// next `sync()`.
    package func finish() throws(DirectoryError) {
        try drain()
        try file.sync()
        file.close()
        try directory.rename(name + TemporaryFile.suffix, to: name)
        isFinished = true
    }
}
