import Primitives

/// One immutable segment, read from mapped or anonymous memory.
package final class SegmentReader: Sendable {
    package let name: String
    /// Root documents, deleted ones included.
    package let documentCount: Int
    package let fields: FieldInfos
    /// Live docs from the time of writing; nil = all live.
    package let initialLiveDocs: LiveDocs?

    private init(name: String, documentCount: Int, fields: FieldInfos, live: LiveDocs?) {
        self.name = name
        self.documentCount = documentCount
        self.fields = fields
        self.initialLiveDocs = live
    }

    package static func open(
        name: String, region: MemoryRegion
    ) throws(SegmentError) -> SegmentReader {
        preconditionFailure("unwritten")
    }

    /// Unit: bytes.
    package var sizeBytes: Int { preconditionFailure("unwritten") }

    package func statistics(_ field: FieldNumber) -> FieldStatistics {
        preconditionFailure("unwritten")
    }

    package func terms(_ field: FieldNumber) throws(SegmentError) -> TermDictionary? {
        preconditionFailure("unwritten")
    }

    /// One byte a document of the field's space (`NormEncoding`); nil when no document has the field.
    package func norms(_ field: FieldNumber) throws(SegmentError) -> UnsafePointer<UInt8>? {
        preconditionFailure("unwritten")
    }

    package func numericColumn(_ field: FieldNumber) throws(SegmentError) -> NumericColumn? {
        preconditionFailure("unwritten")
    }

    package func ordinalColumn(_ field: FieldNumber) throws(SegmentError) -> OrdinalColumn? {
        preconditionFailure("unwritten")
    }

    package func appendSource(of doc: DocID, to writer: ByteWriter) throws(SegmentError) {
        preconditionFailure("unwritten")
    }

    package func appendID(of doc: DocID, to writer: ByteWriter) throws(SegmentError) {
        preconditionFailure("unwritten")
    }

    /// The newest document with this `_id`, deleted or not.
    package func find(id: UnsafeRawBufferPointer) throws(SegmentError) -> DocID? {
        preconditionFailure("unwritten")
    }

    /// Nil when no document of the space is in this segment.
    package func space(_ number: SpaceNumber) throws(SegmentError) -> SpaceReader? {
        preconditionFailure("unwritten")
    }
}
