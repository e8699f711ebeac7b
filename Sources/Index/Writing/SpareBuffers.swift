import Primitives
import Segments

/// Emptied indexing buffers, kept for their vocabularies, which are warm.
///
/// `@unchecked Sendable`: guarded by `lock`.
final class SpareBuffers: @unchecked Sendable {
    private let lock = PlatformLock()
    private var buffers: [SegmentBuffer] = []

    func take() -> SegmentBuffer {
        lock.withLock { buffers.popLast() } ?? SegmentBuffer()
    }

    /// Takes a buffer whose documents are a segment now.
    func give(_ buffer: SegmentBuffer) {
        buffer.removeAll()
        lock.withLock {
            if buffers.count < IndexLimits.spareBuffers { buffers.append(buffer) }
        }
    }
}
