import Primitives

/// Column pages that in-place updates replaced, of one segment; immutable.
package final class ColumnOverlay: Sendable {
    private init() {}

    /// - Parameter name: of the file, for errors.
    package static func decode(
        _ bytes: UnsafeRawBufferPointer, name: String
    ) throws(SegmentError) -> ColumnOverlay {
        preconditionFailure("unwritten")
    }

    package func encode(into writer: ByteWriter) { preconditionFailure("unwritten") }
}
