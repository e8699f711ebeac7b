/// The numbers of a field by document, in pages of 512 values read through a page table.
package struct NumericColumn: BitwiseCopyable {
    /// Values of a page.
    package static let pageSize = 512

    package var documentCount: Int { preconditionFailure("unwritten") }
    package var isMultiValued: Bool { preconditionFailure("unwritten") }
    /// Slots over all pages: `documentCount` unless multi-valued.
    package var valueCount: Int { preconditionFailure("unwritten") }
    package var pageCount: Int { preconditionFailure("unwritten") }
    /// Of the values there are; above `maximum` when there is none.
    package var minimum: Int64 { preconditionFailure("unwritten") }
    package var maximum: Int64 { preconditionFailure("unwritten") }
    /// Bit set = the document has a value; nil = every document has one.
    package var presence: UnsafePointer<UInt64>? { preconditionFailure("unwritten") }

    /// Bounds of a page's present values; `minimum > maximum` when there is none.
    package func bounds(_ page: Int) -> (minimum: Int64, maximum: Int64) {
        preconditionFailure("unwritten")
    }

    /// Writes up to 512 values; undefined where absent.
    /// - Returns: values in the page.
    @discardableResult
    package func decodePage(_ page: Int, into values: UnsafeMutablePointer<Int64>) -> Int {
        preconditionFailure("unwritten")
    }

    /// The value, or the smallest one, of each document; undefined where absent.
    package func gather(
        _ docs: UnsafePointer<UInt32>, count: Int, into values: UnsafeMutablePointer<Int64>
    ) {
        preconditionFailure("unwritten")
    }

    package func hasValue(_ doc: DocID) -> Bool { preconditionFailure("unwritten") }

    /// Indices of a document's values, ascending by value, duplicates kept; empty when absent.
    package func valueRange(_ doc: DocID) -> Range<Int> { preconditionFailure("unwritten") }

    package func value(at index: Int) -> Int64 { preconditionFailure("unwritten") }
}
