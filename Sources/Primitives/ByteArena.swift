/// Byte strings copied one behind the other into chunks that never move, freed together.
///
/// One owner at a time: not Sendable.
package final class ByteArena {
    private var chunks: [UnsafeMutableRawBufferPointer] = []
    private let chunkSize: Int
    private var free: UnsafeMutableRawPointer?
    private var room = 0
    /// Bytes handed out.
    package private(set) var usedBytes = 0
    /// Bytes held from the system.
    package private(set) var reservedBytes = 0

    package init(chunkSize: Int = 1 << 16) {
        precondition(chunkSize > 0, "chunk size \(chunkSize) is not positive")
        self.chunkSize = chunkSize
    }

    deinit { releaseChunks() }

    /// Copies bytes in; the result is valid until `removeAll` or the end of the arena.
    package func store(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard let source = bytes.baseAddress, bytes.count > 0 else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        let target = allocate(bytes.count)
        target.copyMemory(from: source, byteCount: bytes.count)
        return UnsafeRawBufferPointer(start: target, count: bytes.count)
    }

    /// Room for `size` bytes, uninitialised.
    /// - Parameter alignment: a power of two up to 16.
    package func allocate(_ size: Int, alignment: Int = 1) -> UnsafeMutableRawPointer {
        precondition(size >= 0, "size \(size) is negative")
        if let start = free {
            let gap = -Int(bitPattern: start) & (alignment - 1)
            if gap + size <= room {
                free = start + gap + size
                room -= gap + size
                usedBytes += size
                return start + gap
            }
        }
        let chunk = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(size, chunkSize), alignment: 16)
        guard let start = chunk.baseAddress else {
            fatalError("no memory for a chunk of \(chunk.count) bytes")
        }
        chunks.append(chunk)
        reservedBytes += chunk.count
        usedBytes += size
        free = start + size
        room = chunk.count - size
        return start
    }

    package func removeAll() {
        releaseChunks()
        chunks = []
        free = nil
        room = 0
        usedBytes = 0
        reservedBytes = 0
    }

    private func releaseChunks() {
        for chunk in chunks { chunk.deallocate() }
    }
}
