/// The numbers of a field by document, in pages of 512 values read through a page table. Grammar:
/// `NumericColumnWriter`.
///
/// Plain pointers: valid while the view it was asked of lives.
package struct NumericColumn: BitwiseCopyable, @unchecked Sendable {
    /// Values of a page.
    package static let pageSize = 512

    package let documentCount: Int
    /// Slots over all pages: `documentCount` unless multi-valued.
    package let valueCount: Int
    package let pageCount: Int
    /// Of the values there are; above `maximum` when there is none.
    package let minimum: Int64
    package let maximum: Int64
    /// Bit set = the document has a value; nil = every document has one.
    package let presence: UnsafePointer<UInt64>?
    /// Index of each document's first value; nil = one slot a document. Shape: [documentCount + 1].
    let starts: UnsafePointer<UInt32>?
    let pages: UnsafePointer<NumericPage>

    package var isMultiValued: Bool { starts != nil }

    /// Bounds of a page's present values; `minimum > maximum` when there is none.
    @inline(__always)
    package func bounds(_ page: Int) -> (minimum: Int64, maximum: Int64) {
        (pages[page].minimum, pages[page].maximum)
    }

    /// Writes up to 512 values; undefined where absent.
    /// - Returns: values in the page.
    @discardableResult
    package func decodePage(_ page: Int, into values: UnsafeMutablePointer<Int64>) -> Int {
        let count = min(NumericColumn.pageSize, valueCount &- page &* NumericColumn.pageSize)
        pages[page].decode(count, into: values)
        return count
    }

    /// The value, or the smallest one, of each document; undefined where absent.
    /// - Parameter docs: ascending docs are fastest. Shape: [count].
    package func gather(
        _ docs: UnsafePointer<UInt32>, count: Int, into values: UnsafeMutablePointer<Int64>
    ) {
        if let starts { return gatherFirst(docs, count, starts, into: values) }
        if let width = sparseWidth(docs, count) {
            return gather(docs, count: count, width, into: values)
        }
        var index = 0
        while index < count {
            let page = docs[index] &>> 9
            let info = pages[Int(page)]
            let base = info.base
            let minimum = info.minimum
            switch info.width {
            case 0:
                while index < count && docs[index] &>> 9 == page {
                    values[index] = minimum
                    index &+= 1
                }
            case 1:
                while index < count && docs[index] &>> 9 == page {
                    let slot = Int(docs[index] & 511)
                    values[index] =
                        minimum &+ Int64(base.load(fromByteOffset: slot, as: UInt8.self))
                    index &+= 1
                }
            case 2:
                while index < count && docs[index] &>> 9 == page {
                    let at = Int(docs[index] & 511) &* 2
                    values[index] =
                        minimum &+ Int64(base.loadUnaligned(fromByteOffset: at, as: UInt16.self))
                    index &+= 1
                }
            case 4:
                while index < count && docs[index] &>> 9 == page {
                    let at = Int(docs[index] & 511) &* 4
                    values[index] =
                        minimum &+ Int64(base.loadUnaligned(fromByteOffset: at, as: UInt32.self))
                    index &+= 1
                }
            default:
                while index < count && docs[index] &>> 9 == page {
                    values[index] = info.value(Int(docs[index] & 511))
                    index &+= 1
                }
            }
        }
    }

    /// Appends the documents of a page whose value is in a range, ascending; documents without a
    /// value may be among them. Single-valued columns only.
    /// - Parameter docs: room for a page's documents behind `start`.
    /// - Returns: the end of what is written.
    package func appendDocuments(
        ofPage page: Int, from lower: Int64, through upper: Int64,
        to docs: UnsafeMutablePointer<UInt32>, at start: Int
    ) -> Int {
        let first = page &* NumericColumn.pageSize
        return pages[page].slots(
            min(NumericColumn.pageSize, valueCount &- first), from: lower, through: upper,
            first: UInt32(truncatingIfNeeded: first), into: docs, at: start)
    }

    private func gatherFirst(
        _ docs: UnsafePointer<UInt32>, _ count: Int, _ starts: UnsafePointer<UInt32>,
        into values: UnsafeMutablePointer<Int64>
    ) {
        for index in 0..<count {
            let at = starts[Int(docs[index])]
            values[index] = Int(at) < valueCount ? value(at: Int(at)) : 0
        }
    }

    @inline(__always)
    package func hasValue(_ doc: DocID) -> Bool {
        guard let presence else { return true }
        return presence[Int(doc &>> 6)] &>> UInt64(doc & 63) & 1 != 0
    }

    /// Indices of a document's values, ascending by value, duplicates kept; empty when absent.
    @inline(__always)
    package func valueRange(_ doc: DocID) -> Range<Int> {
        if let starts { return Int(starts[Int(doc)])..<Int(starts[Int(doc) &+ 1]) }
        return Int(doc)..<(Int(doc) &+ (hasValue(doc) ? 1 : 0))
    }

    @inline(__always)
    package func value(at index: Int) -> Int64 { pages[index &>> 9].value(index & 511) }
}
