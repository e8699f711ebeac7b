import Primitives
import Schema
import Segments

/// What one indexing thread works with; checked out by one call at a time.
final class IndexingSlot {
    /// The buffer documents go to, with its identity; nil after a refresh took it.
    var home: DocumentHome?
    let document = ParsedDocument()
    let id = ByteWriter(capacity: 64)
    let source = ByteWriter(capacity: 1024)
    private var parser: DocumentParser?
    /// What the index's mapping was, and at which of its versions.
    var mapping: IndexMapping?
    var mappingVersion: UInt64 = 0
    /// What is counted for the buffer in the index's memory. Unit: bytes.
    var countedBytes = 0
    /// What the buffer had taken when its memory was measured last. Unit: bytes.
    private var measuredAt = 0

    /// Whether the buffer took so much since its memory was measured that it is time to again.
    /// Measuring takes as long as inverting a short text.
    func isToBeMeasured(_ buffer: SegmentBuffer) -> Bool {
        let taken = buffer.sourceBytes &+ buffer.documentCount &* 64
        guard abs(taken &- measuredAt) >= IndexLimits.measuredBytes else { return false }
        measuredAt = taken
        return true
    }

    func parser(for mapping: IndexMapping) -> DocumentParser {
        if let parser, parser.mapping === mapping || parser.adopt(mapping) { return parser }
        let fresh = DocumentParser(mapping: mapping)
        parser = fresh
        return fresh
    }
}
