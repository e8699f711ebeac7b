import Primitives

/// The terms of a field by document, as ordinals of the field's term dictionary.
package struct OrdinalColumn {
    /// Values of a page.
    package static let pageSize = 512

    package var documentCount: Int { preconditionFailure("unwritten") }
    package var ordinalCount: Int { preconditionFailure("unwritten") }
    package var isMultiValued: Bool { preconditionFailure("unwritten") }
    package var valueCount: Int { preconditionFailure("unwritten") }
    package var pageCount: Int { preconditionFailure("unwritten") }
    /// Bytes of an ordinal: 1, 2 or 4. Absent in a single-valued column is `ordinalCount`.
    package var width: Int { preconditionFailure("unwritten") }

    /// 512 ordinals of `width` bytes; fewer in the last page.
    package func pagePointer(_ page: Int) -> UnsafeRawPointer { preconditionFailure("unwritten") }

    /// The ordinal, or the lowest one, of each document; `ordinalCount` where absent.
    package func gather(
        _ docs: UnsafePointer<UInt32>, count: Int, into ordinals: UnsafeMutablePointer<UInt32>
    ) {
        preconditionFailure("unwritten")
    }

    /// Indices of a document's ordinals, ascending and distinct; empty when absent.
    package func valueRange(_ doc: DocID) -> Range<Int> { preconditionFailure("unwritten") }

    package func ordinal(at index: Int) -> UInt32 { preconditionFailure("unwritten") }

    package func find(_ bytes: UnsafeRawBufferPointer) throws(SegmentError) -> UInt32? {
        preconditionFailure("unwritten")
    }

    package func term(_ ordinal: UInt32, into writer: ByteWriter) throws(SegmentError) {
        preconditionFailure("unwritten")
    }

    /// The first ordinal whose term is not below `bytes`; `ordinalCount` when all are.
    package func lowerBound(_ bytes: UnsafeRawBufferPointer) throws(SegmentError) -> UInt32 {
        preconditionFailure("unwritten")
    }
}
