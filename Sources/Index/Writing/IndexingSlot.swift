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
    /// What is counted for the buffer in the index's memory. Unit: bytes.
    var countedBytes = 0

    func parser(for mapping: IndexMapping) -> DocumentParser {
        if let parser, parser.mapping === mapping || parser.adopt(mapping) { return parser }
        let fresh = DocumentParser(mapping: mapping)
        parser = fresh
        return fresh
    }
}
