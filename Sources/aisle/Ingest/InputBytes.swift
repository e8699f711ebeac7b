import Compression
import Glibc
import Primitives

/// A file or standard input, in pieces, unpacked where it begins like gzip.
final class InputBytes {
    private static let pieceSize = 1 << 20
    /// Most that one file may unpack to. Unit: bytes.
    private static let unpackedLimit = 1 << 42

    let path: String
    /// Of the file as stored; nil for a pipe. Unit: bytes.
    let size: Int?
    /// Read so far of the file as stored. Unit: bytes.
    private(set) var consumed = 0
    private let descriptor: Int32
    private let piece = UnsafeMutableRawBufferPointer.allocate(
        byteCount: InputBytes.pieceSize, alignment: 16)
    private let unpacked = ByteWriter()
    private var inflate: InflateStream?
    private var isFirst = true

    /// - Parameter path: `-` for standard input.
    init(path: String) throws(CommandError) {
        self.path = path
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandError(.inputOutput, "\(SystemError(call: "open \(path)", code: errno))")
        }
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = isFile ? Int(status.st_size) : nil
    }

    deinit {
        piece.deallocate()
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// Calls `body` with the next bytes; false at the end. The bytes are valid during the call.
    func next(_ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool {
        let count = try fill()
        consumed += count
        let bytes = UnsafeRawBufferPointer(rebasing: piece[..<count])
        if isFirst {
            isFirst = false
            if count >= 2, bytes[0] == 0x1F, bytes[1] == 0x8B {
                inflate = try InflateStream(.gzip, limit: InputBytes.unpackedLimit)
            }
        }
        guard let inflate else {
            if count > 0 { try body(bytes) }
            return count > 0
        }
        do {
            if count == 0 {
                try inflate.finish()
                return false
            }
            unpacked.removeAll()
            try inflate.feed(bytes, into: unpacked)
        } catch {
            throw CommandError(.data, "\(path): \(error)")
        }
        try body(unpacked.bytes)
        return true
    }

    /// Fills the piece: whole, unless the input ends or a pipe has no more at the moment.
    private func fill() throws -> Int {
        var filled = 0
        while filled < piece.count {
            let count = read(
                descriptor, piece.baseAddress.map { $0 + filled }, piece.count - filled)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandError(
                    .inputOutput, "\(SystemError(call: "read \(path)", code: errno))")
            }
            if count == 0 { break }
            filled += count
        }
        return filled
    }
}
