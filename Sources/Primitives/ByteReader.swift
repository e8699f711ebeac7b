/// A cursor over foreign bytes: every read is checked against the end, integers are little-endian.
///
/// The reader borrows the bytes; whoever made it keeps them alive.
public struct ByteReader {
    public let bytes: UnsafeRawBufferPointer
    /// Bytes consumed so far.
    @inlinable public var offset: Int { position }
    @usableFromInline var position: Int

    @inlinable public init(_ bytes: UnsafeRawBufferPointer) {
        self.init(bytes, offset: 0)
    }

    public init(_ bytes: UnsafeRawBufferPointer, offset: Int) {
        precondition(
            offset >= 0 && offset <= bytes.count, "offset \(offset) is outside \(bytes.count) bytes"
        )
        self.bytes = bytes
        self.position = offset
    }

    @inlinable public var remaining: Int { bytes.count - offset }
    @inlinable public var isAtEnd: Bool { offset == bytes.count }

    @inlinable public mutating func read<T: FixedWidthInteger>(
        _ type: T.Type = T.self
    ) throws(ByteReaderError) -> T {
        let size = MemoryLayout<T>.size
        try demand(size)
        let value = bytes.loadUnaligned(fromByteOffset: position, as: T.self)
        position &+= size
        return T(littleEndian: value)
    }

    @inlinable public mutating func readDouble() throws(ByteReaderError) -> Double {
        Double(bitPattern: try read())
    }

    @inlinable public mutating func readFloat() throws(ByteReaderError) -> Float {
        Float(bitPattern: try read())
    }

    /// Reads what `ByteWriter.writeVarUInt` wrote; more than 64 bits of value are malformed.
    @inlinable public mutating func readVarUInt() throws(ByteReaderError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        let start = offset
        while true {
            let byte: UInt8 = try read()
            if shift == 63 && byte > 1 {
                throw ByteReaderError(kind: .malformedVarUInt, offset: start, size: bytes.count)
            }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    /// A length or count that has to fit in memory: a variable-length integer of at most `limit`.
    @inlinable public mutating func readCount(limit: Int = Int.max) throws(ByteReaderError) -> Int {
        let start = offset
        let value = try readVarUInt()
        guard value <= UInt64(limit) else {
            throw ByteReaderError(
                kind: .countOverLimit(found: value, limit: limit), offset: start, size: bytes.count)
        }
        return Int(value)
    }

    @inlinable public mutating func readBytes(
        _ count: Int
    ) throws(ByteReaderError) -> UnsafeRawBufferPointer {
        try demand(count)
        let part = UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count)])
        position &+= count
        return part
    }

    @inlinable public mutating func skip(_ count: Int) throws(ByteReaderError) {
        try demand(count)
        position &+= count
    }

    /// Moves to an absolute position.
    @inlinable public mutating func seek(to position: Int) throws(ByteReaderError) {
        guard position >= 0 && position <= bytes.count else {
            throw ByteReaderError(
                kind: .truncated(wanted: position), offset: offset, size: bytes.count)
        }
        self.position = position
    }

    @inlinable func demand(_ count: Int) throws(ByteReaderError) {
        guard count >= 0 && count <= remaining else {
            throw ByteReaderError(
                kind: .truncated(wanted: count), offset: offset, size: bytes.count)
        }
    }
}
