import ChangeCapture

/// Big-endian values and zero-terminated strings, checked against the message's end.
struct NetworkReader {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var remaining: Int { bytes.count - offset }

    static func malformed(_ what: String) -> SourceError {
        SourceError(
            .unavailable, "the server sent a malformed replication message: \(what)",
            remedy: "the connection is opened again; check the server's version")
    }

    mutating func byte() throws(SourceError) -> UInt8 { try integer(UInt8.self) }

    mutating func integer<T: FixedWidthInteger>(_ type: T.Type) throws(SourceError) -> T {
        guard remaining >= MemoryLayout<T>.size else {
            throw NetworkReader.malformed("it ends at byte \(bytes.count)")
        }
        defer { offset += MemoryLayout<T>.size }
        return T(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: T.self))
    }

    mutating func text(_ length: Int) throws(SourceError) -> String {
        guard length <= remaining else {
            throw NetworkReader.malformed("a text of \(length) bytes at \(offset)")
        }
        defer { offset += length }
        return String(decoding: bytes[offset..<offset + length], as: UTF8.self)
    }

    mutating func string() throws(SourceError) -> String {
        guard let end = bytes[offset...].firstIndex(of: 0) else {
            throw NetworkReader.malformed("an unterminated string at \(offset)")
        }
        let value = try text(end - offset)
        offset += 1
        return value
    }

    /// What is left of the message.
    mutating func rest() -> UnsafeRawBufferPointer {
        defer { offset = bytes.count }
        return UnsafeRawBufferPointer(rebasing: bytes[offset...])
    }
}
