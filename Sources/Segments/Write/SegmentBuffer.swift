import Analysis
import Primitives

/// Documents not yet in a segment, inverted as they arrive. One indexing thread at a time.
package final class SegmentBuffer {
    package init() {}

    /// Documents, deleted ones included.
    package var documentCount: Int { preconditionFailure("unwritten") }
    package var deletedCount: Int { preconditionFailure("unwritten") }
    /// Memory held, vocabularies included. Unit: bytes.
    package var memoryBytes: Int { preconditionFailure("unwritten") }

    /// The token buffer for text of this analyzer, bound to this buffer's vocabulary. The caller
    /// empties it from document to document.
    package func tokens(for analyzer: Analyzer) -> TokenBuffer {
        preconditionFailure("unwritten")
    }

    /// Takes a document over. On an error nothing of it is kept.
    package func append(
        _ doc: ParsedDocument, fields: FieldInfos, sequenceNumber: Int64, version: Int64
    ) throws(SegmentError) -> DocID {
        preconditionFailure("unwritten")
    }

    package func delete(_ doc: DocID) { preconditionFailure("unwritten") }

    /// Writes everything as one segment; deleted documents are in it, and out of its live docs.
    package func encode(name: String, to sink: any SegmentSink) throws {
        preconditionFailure("unwritten")
    }

    /// Forgets all documents, for the next segment; vocabularies stay unless they grew too large.
    package func removeAll() { preconditionFailure("unwritten") }
}
