import Glibc

/// A growable buffer of raw bytes, written front to back in little-endian order.
///
/// The allocation always ends in `padding` bytes beyond the capacity, so that a reader which loads
/// whole vectors may run over the end of `padded`. One owner at a time: not Sendable.
public final class ByteWriter {
    /// Zeroed bytes that follow the content in `padded`. Unit: bytes.
    public static let padding = 64

    @usableFromInline var base: UnsafeMutableRawPointer
    @usableFromInline var capacity: Int
    /// Bytes written so far.
    @usableFromInline var used: Int

    public init(capacity: Int = 256) {
        precondition(capacity >= 0, "capacity \(capacity) is negative")
        self.capacity = Swift.max(capacity, 16)
        self.base = ByteWriter.allocate(self.capacity)
        self.used = 0
    }

    deinit { free(base) }

    private static func allocate(_ capacity: Int) -> UnsafeMutableRawPointer {
        guard let memory = malloc(capacity + padding) else {
            fatalError("out of memory: asked for \(capacity + padding) bytes")
        }
        return memory
    }

    @inlinable public var count: Int { used }

    /// Memory held. Unit: bytes.
    public var reservedBytes: Int { capacity + ByteWriter.padding }

    /// The content. Valid until the next write.
    @inlinable public var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base, count: used)
    }

    /// The content, with `padding` readable zero bytes after it. Valid until the next write.
    public var padded: UnsafeRawBufferPointer {
        memset(base + used, 0, ByteWriter.padding)
        return bytes
    }

    /// The content, open for changes in place. Valid until the next write.
    @inlinable public var mutableBytes: UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: base, count: used)
    }

    /// Makes room for `additional` bytes more without a further allocation.
    @inlinable public func reserve(_ additional: Int) {
        if used &+ additional > capacity { grow(by: additional) }
    }

    @usableFromInline func grow(by additional: Int) {
        precondition(additional >= 0, "cannot reserve \(additional) bytes")
        let wanted = Swift.max(capacity * 2, used + additional)
        guard let memory = realloc(base, wanted + ByteWriter.padding) else {
            fatalError("out of memory: asked for \(wanted + ByteWriter.padding) bytes")
        }
        base = memory
        capacity = wanted
    }

    @inlinable public func write<T: FixedWidthInteger>(_ value: T) {
        let size = MemoryLayout<T>.size
        reserve(size)
        base.storeBytes(of: value.littleEndian, toByteOffset: used, as: T.self)
        used &+= size
    }

    @inlinable public func write(_ value: Double) { write(value.bitPattern) }

    @inlinable public func write(_ value: Float) { write(value.bitPattern) }

    /// Writes seven bits a byte, low bits first, the high bit set on all bytes but the last
    /// (LEB128).
    @inlinable public func writeVarUInt(_ value: UInt64) {
        reserve(10)
        var rest = value
        var at = used
        while rest >= 0x80 {
            base.storeBytes(
                of: UInt8(truncatingIfNeeded: rest) | 0x80, toByteOffset: at, as: UInt8.self)
            rest &>>= 7
            at &+= 1
        }
        base.storeBytes(of: UInt8(truncatingIfNeeded: rest), toByteOffset: at, as: UInt8.self)
        used = at &+ 1
    }

    @inlinable public func write(contentsOf source: UnsafeRawBufferPointer) {
        guard let start = source.baseAddress, source.count > 0 else { return }
        reserve(source.count)
        (base + used).copyMemory(from: start, byteCount: source.count)
        used &+= source.count
    }

    /// Writes the UTF-8 bytes of a text, without a length.
    @inlinable public func write(_ text: StaticString) {
        if text.hasPointerRepresentation {
            write(
                contentsOf: UnsafeRawBufferPointer(
                    start: text.utf8Start, count: text.utf8CodeUnitCount))
        } else {
            write(text.description)
        }
    }

    /// Writes the UTF-8 bytes of a text, without a length.
    @inlinable public func write(_ text: some StringProtocol) {
        let contiguous: Void? = text.utf8.withContiguousStorageIfAvailable {
            write(contentsOf: UnsafeRawBufferPointer($0))
        }
        if contiguous == nil {
            for byte in text.utf8 { write(byte) }
        }
    }

    /// Writes zero bytes until `count` is a multiple of `alignment`.
    public func pad(toMultipleOf alignment: Int) {
        precondition(alignment > 0, "alignment \(alignment) is not positive")
        let rest = used % alignment
        if rest != 0 { writeZeros(alignment - rest) }
    }

    public func writeZeros(_ size: Int) {
        reserve(size)
        memset(base + used, 0, size)
        used += size
    }

    /// Replaces bytes written before, for lengths known only afterwards.
    @inlinable public func overwrite<T: FixedWidthInteger>(_ value: T, at offset: Int) {
        precondition(
            offset >= 0 && offset + MemoryLayout<T>.size <= used,
            "overwrite at \(offset) is outside the \(used) bytes written")
        base.storeBytes(of: value.littleEndian, toByteOffset: offset, as: T.self)
    }

    /// Hands out `size` uninitialised bytes at the end; `body` returns how many of them it filled.
    @inlinable public func withMutableTail<E: Error>(
        _ size: Int, _ body: (UnsafeMutableRawBufferPointer) throws(E) -> Int
    ) throws(E) {
        reserve(size)
        let filled = try body(UnsafeMutableRawBufferPointer(start: base + used, count: size))
        precondition(filled >= 0 && filled <= size, "\(filled) bytes filled of \(size)")
        used += filled
    }

    /// Forgets the bytes from `newCount` on.
    @inlinable public func truncate(to newCount: Int) {
        precondition(
            newCount >= 0 && newCount <= used, "cannot truncate \(used) bytes to \(newCount)")
        used = newCount
    }

    public func removeAll(keepingCapacity: Bool = true) {
        used = 0
        if !keepingCapacity {
            free(base)
            capacity = 16
            base = ByteWriter.allocate(capacity)
        }
    }

    /// Moves the content into a region without copying it; the writer is empty afterwards.
    package func takeRegion() -> MemoryRegion {
        _ = padded
        let region = MemoryRegion(adoptingHeap: base, count: used)
        used = 0
        capacity = 16
        base = ByteWriter.allocate(capacity)
        return region
    }
}
