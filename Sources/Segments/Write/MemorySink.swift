import Primitives

/// Keeps a segment's bytes in memory, for segments between refresh and flush.
package final class MemorySink: SegmentSink {
    private let writer: ByteWriter

    package init(capacity: Int = 1 << 16) { writer = ByteWriter(capacity: capacity) }

    package var position: Int { writer.count }

    package func append(_ bytes: UnsafeRawBufferPointer) { writer.write(contentsOf: bytes) }

    /// The bytes so far, without a copy; the sink is empty afterwards.
    package func takeRegion() -> MemoryRegion { writer.takeRegion() }
}
