import Primitives

/// Writes the numbers of a field by document.
///
/// ```
/// numericColumn = header presence? starts? pages data
/// header   = documents:u32 values:u32 pages:u32 flags:u8 0:u8×3 minimum:i64 maximum:i64
///            presenceOffset:u32 startsOffset:u32 pagesOffset:u32 dataOffset:u32 0:u32×4  64 bytes
/// flags    = 1 several values a document | 2 some document has none
/// presence = word:u64×((documents + 63) / 64)       bit set = has a value
/// starts   = index:u32×(documents + 1)              of each document's first value; only flag 1
/// pages    = page×pages
/// page     = minimum:i64 maximum:i64 offset:u32 width:u8 0:u8×3    24 bytes; offset into data
/// data     = difference:width*                      to the page's minimum; pages begin at 8 bytes
/// ```
/// Values lie in order of document, those of one document ascending; without flag 1 there is a slot
/// for every document, and a slot without a value holds 0. A page has 512 slots; with no value in
/// it minimum is the largest and maximum the smallest i64. Example: the values 7, 7, 9 of three
/// documents are one page of minimum 7, maximum 9, width 1 and the data `00 00 02`.
enum NumericColumnWriter {
    static let headerBytes = 64
    static let pageEntryBytes = 24
    static let multiFlag: UInt8 = 1
    static let sparseFlag: UInt8 = 2

    /// - Parameters:
    ///   - docs: ascending; a document appears once a value. Shape: [count].
    ///   - values: in any order within a document. Shape: [count].
    static func write(
        _ file: SegmentFileWriter, space: SpaceNumber, field: FieldNumber, documentCount: Int,
        docs: UnsafePointer<UInt32>, values: UnsafePointer<Int64>, count: Int
    ) throws {
        if count == 0 { return }
        let presence = FixedBitSet(bitCount: documentCount)
        var isMulti = false
        for index in 0..<count where !presence.insert(Int(docs[index])) { isMulti = true }
        let isSparse = presence.count() < documentCount
        let column = ByteWriter(capacity: headerBytes + count * 2)
        column.writeZeros(headerBytes)
        column.overwrite(UInt32(documentCount), at: 0)
        column.overwrite((isMulti ? multiFlag : 0) | (isSparse ? sparseFlag : 0), at: 12)
        if isSparse {
            column.overwrite(UInt32(column.count), at: 32)
            column.write(
                contentsOf: UnsafeRawBufferPointer(
                    start: presence.words, count: presence.wordCount * 8))
        }
        if isMulti {
            column.overwrite(UInt32(column.count), at: 36)
            let sorted = writeStarts(docs, values, count, documentCount, to: column)
            defer { sorted.deallocate() }
            writePages(sorted, present: nil, count: count, to: column)
        } else {
            let slots = UnsafeMutablePointer<Int64>.allocate(capacity: documentCount)
            defer { slots.deallocate() }
            slots.initialize(repeating: 0, count: documentCount)
            for index in 0..<count { slots[Int(docs[index])] = values[index] }
            let words = isSparse ? UnsafePointer(presence.words) : nil
            writePages(slots, present: words, count: documentCount, to: column)
        }
        guard column.count <= SegmentLimits.sectionBytes else {
            throw SegmentError(
                kind: .overLimit("\(column.count) bytes of a column"), file: file.name,
                section: "\(SectionKey(.numericColumn, space: space, field: field))")
        }
        try file.write(SectionKey(.numericColumn, space: space, field: field), column.bytes)
    }

    /// - Returns: the values, ascending within each document; the caller frees them.
    private static func writeStarts(
        _ docs: UnsafePointer<UInt32>, _ values: UnsafePointer<Int64>, _ count: Int,
        _ documentCount: Int, to column: ByteWriter
    ) -> UnsafeMutablePointer<Int64> {
        let sorted = UnsafeMutablePointer<Int64>.allocate(capacity: count)
        sorted.initialize(from: values, count: count)
        var index = 0
        for doc in 0..<documentCount {
            column.write(UInt32(index))
            let start = index
            while index < count && docs[index] == UInt32(doc) { index += 1 }
            if index - start > 1 {
                var part = UnsafeMutableBufferPointer(start: sorted + start, count: index - start)
                part.sort()
            }
        }
        column.write(UInt32(count))
        return sorted
    }

    private static func writePages(
        _ values: UnsafePointer<Int64>, present: UnsafePointer<UInt64>?, count: Int,
        to column: ByteWriter
    ) {
        let size = NumericColumn.pageSize
        let pageCount = (count + size - 1) / size
        column.pad(toMultipleOf: 8)
        let data = ByteWriter(capacity: count * 2)
        var minimum = Int64.max
        var maximum = Int64.min
        column.overwrite(UInt32(count), at: 4)
        column.overwrite(UInt32(pageCount), at: 8)
        column.overwrite(UInt32(column.count), at: 40)
        for page in 0..<pageCount {
            data.pad(toMultipleOf: 8)
            let offset = data.count
            let bounds = NumericPageEncoder.encode(
                values + page * size, present: present.map { $0 + page * size / 64 },
                count: min(size, count - page * size), into: data)
            minimum = min(minimum, bounds.minimum)
            maximum = max(maximum, bounds.maximum)
            column.write(bounds.minimum)
            column.write(bounds.maximum)
            column.write(UInt32(truncatingIfNeeded: offset))
            column.write(UInt8(bounds.width))
            column.writeZeros(3)
        }
        column.overwrite(minimum, at: 16)
        column.overwrite(maximum, at: 24)
        column.overwrite(UInt32(column.count), at: 44)
        column.write(contentsOf: data.bytes)
    }
}
