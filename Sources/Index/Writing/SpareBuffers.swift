import Primitives
import Segments

/// Emptied indexing buffers, kept for their vocabularies, which are warm.
///
/// `@unchecked Sendable`: guarded by `lock`.
final class SpareBuffers: @unchecked Sendable {
    private let lock = PlatformLock()
    private var buffers: [SegmentBuffer] = []
    /// Of `buffers`. Unit: bytes.
    private var bytes = 0
    private let charge: MemoryCharge

    init(_ budget: MemoryBudget) { charge = MemoryCharge(budget, for: "spare indexing buffers") }

    func take() -> SegmentBuffer {
        lock.withLock {
            guard let buffer = buffers.popLast() else { return SegmentBuffer() }
            bytes -= buffer.memoryBytes
            charge.shrink(to: bytes)
            return buffer
        }
    }

    /// Takes a buffer whose documents are a segment now, if it holds no more than `limit` bytes and
    /// the budget has room for it.
    func give(_ buffer: SegmentBuffer, limit: Int) {
        buffer.removeAll()
        let size = buffer.memoryBytes
        guard size <= limit else { return }
        lock.withLock {
            guard buffers.count < IndexLimits.spareBuffers else { return }
            do { try charge.grow(to: bytes + size) } catch { return }
            bytes += size
            buffers.append(buffer)
        }
    }
}
