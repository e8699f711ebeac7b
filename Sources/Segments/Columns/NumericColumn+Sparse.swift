import Primitives

/// Documents that lie sparsely in the pages of a column: which page a value is in is looked up for
/// each, since a branch mispredicted with every page would cost more and hold up the loads of the
/// next. Single-valued columns only.
extension NumericColumn {
    /// Documents of a page on average from which its properties are kept from one to the next.
    private static let denseDocuments = 32

    /// Bytes of a value in all pages the documents are in; nil when they differ or are dense.
    func sparseWidth(_ docs: UnsafePointer<UInt32>, _ count: Int) -> Int? {
        if count == 0 { return nil }
        let first = Int(docs[0] &>> 9)
        let last = Int(docs[count &- 1] &>> 9)
        if last < first || (last &- first) &* NumericColumn.denseDocuments < count { return nil }
        let width = pages[first].width
        // More pages than documents would cost more to look at than they save.
        if width == 0 || last &- first > count { return nil }
        var page = first &+ 1
        while page <= last && pages[page].width == width { page &+= 1 }
        return page > last ? width : nil
    }

    func gather(
        _ docs: UnsafePointer<UInt32>, count: Int, _ width: Int,
        into values: UnsafeMutablePointer<Int64>
    ) {
        switch width {
        case 1: gather(docs, count, as: UInt8.self, values)
        case 2: gather(docs, count, as: UInt16.self, values)
        case 4: gather(docs, count, as: UInt32.self, values)
        default: gather(docs, count, as: Int64.self, values)
        }
    }

    @inline(__always)
    private func gather<Value: FixedWidthInteger & BitwiseCopyable>(
        _ docs: UnsafePointer<UInt32>, _ count: Int, as type: Value.Type,
        _ values: UnsafeMutablePointer<Int64>
    ) {
        let pages = self.pages
        for index in 0..<count { values[index] = Self.value(docs[index], pages, type) }
    }

    @inline(__always)
    private static func value<Value: FixedWidthInteger & BitwiseCopyable>(
        _ doc: UInt32, _ pages: UnsafePointer<NumericPage>, _ type: Value.Type
    ) -> Int64 {
        let page = pages + Int(doc &>> 9)
        let at = Int(doc & 511) &* MemoryLayout<Value>.size
        let stored = page.pointee.base.loadUnaligned(fromByteOffset: at, as: type)
        return page.pointee.minimum &+ Int64(truncatingIfNeeded: stored)
    }

    /// Copies the documents whose value is in a range, in order; documents without a value may be
    /// among them.
    /// - Parameters:
    ///   - docs: ascending. Shape: [count].
    ///   - scratch: room for a number of each.
    ///   - kept: room for all of them.
    /// - Returns: how many are written.
    package func keep(
        _ docs: UnsafePointer<UInt32>, count: Int, from lower: Int64, through upper: Int64,
        scratch: UnsafeMutablePointer<Int64>, into kept: UnsafeMutablePointer<UInt32>
    ) -> Int {
        if lower > upper { return 0 }
        switch sparseWidth(docs, count) {
        case 1: return keep(docs, count, lower, upper, as: UInt8.self, kept)
        case 2: return keep(docs, count, lower, upper, as: UInt16.self, kept)
        case 4: return keep(docs, count, lower, upper, as: UInt32.self, kept)
        default: break
        }
        gather(docs, count: count, into: scratch)
        let span = UInt64(bitPattern: upper &- lower)
        var written = 0
        for index in 0..<count {
            kept[written] = docs[index]
            written &+= Int(UInt64(bitPattern: scratch[index] &- lower) <= span)
        }
        return written
    }

    @inline(__always)
    private func keep<Value: FixedWidthInteger & BitwiseCopyable>(
        _ docs: UnsafePointer<UInt32>, _ count: Int, _ lower: Int64, _ upper: Int64,
        as type: Value.Type, _ kept: UnsafeMutablePointer<UInt32>
    ) -> Int {
        let pages = self.pages
        let span = UInt64(bitPattern: upper &- lower)
        var written = 0
        for index in 0..<count {
            let doc = docs[index]
            let value = Self.value(doc, pages, type)
            kept[written] = doc
            written &+= Int(UInt64(bitPattern: value &- lower) <= span)
        }
        return written
    }
}
