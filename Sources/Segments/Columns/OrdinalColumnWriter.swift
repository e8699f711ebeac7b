import Primitives

/// Writes the terms of a field by document, as ordinals of the field's dictionary.
///
/// ```
/// ordinalColumn = header (starts 0:u8*)? ordinals
/// header   = documents:u32 values:u32 ordinals:u32 flags:u8 width:u8 stepWidth:u8 0:u8
///            startsOffset:u32 dataOffset:u32 0:u32×2                          32 bytes
/// flags    = 1 several terms a document
/// starts   = of each document's first ordinal, as `ValueStarts` says; only flag 1
/// ordinals = ordinal:width×values          at a multiple of 4; 512 a page, pages without gaps
/// ```
/// Without flag 1 there is an ordinal for every document, and the count of ordinals stands for
/// none; with it those of a document ascend and are distinct. Width is 1, 2 or 4 bytes, the least
/// that holds the count. Example: the terms b, none, a of three documents are `01 02 00`.
enum OrdinalColumnWriter {
    static let headerBytes = 32
    static let multiFlag: UInt8 = 1

    static func width(_ ordinalCount: Int) -> Int {
        ordinalCount < 1 << 8 ? 1 : ordinalCount < 1 << 16 ? 2 : 4
    }

    /// - Parameters:
    ///   - docs: ascending; a document appears once a term. Shape: [count].
    ///   - ordinals: ascending and distinct within a document. Shape: [count].
    static func write(
        _ file: SegmentFileWriter, space: SpaceNumber, field: FieldNumber, documentCount: Int,
        ordinalCount: Int, docs: UnsafePointer<UInt32>, ordinals: UnsafePointer<UInt32>, count: Int
    ) throws {
        if count == 0 { return }
        var isMulti = false
        for index in 1..<max(1, count) where docs[index] == docs[index - 1] { isMulti = true }
        let width = width(ordinalCount)
        let column = ByteWriter(capacity: headerBytes + count * width)
        column.writeZeros(headerBytes)
        column.overwrite(UInt32(documentCount), at: 0)
        column.overwrite(UInt32(isMulti ? count : documentCount), at: 4)
        column.overwrite(UInt32(ordinalCount), at: 8)
        column.overwrite(isMulti ? multiFlag : 0, at: 12)
        column.overwrite(UInt8(width), at: 13)
        if isMulti {
            column.overwrite(UInt32(column.count), at: 16)
            let starts = starts(documentCount, docs, count)
            column.overwrite(UInt8(ValueStarts.append(starts, to: column)), at: 14)
            column.pad(toMultipleOf: 4)
        }
        column.overwrite(UInt32(column.count), at: 20)
        var index = 0
        if isMulti {
            for index in 0..<count { write(ordinals[index], width, to: column) }
        } else {
            for doc in 0..<documentCount {
                let isPresent = index < count && docs[index] == UInt32(doc)
                write(isPresent ? ordinals[index] : UInt32(ordinalCount), width, to: column)
                if isPresent { index += 1 }
            }
        }
        guard column.count <= SegmentLimits.sectionBytes else {
            throw SegmentError(
                kind: .overLimit("\(column.count) bytes of a column"), file: file.name,
                section: "\(SectionKey(.ordinalColumn, space: space, field: field))")
        }
        try file.write(SectionKey(.ordinalColumn, space: space, field: field), column.bytes)
    }

    /// Shape: [documentCount + 1].
    private static func starts(
        _ documentCount: Int, _ docs: UnsafePointer<UInt32>, _ count: Int
    ) -> FlatBuffer<UInt32> {
        let starts = FlatBuffer<UInt32>(capacity: documentCount + 1)
        var index = 0
        for doc in 0..<documentCount {
            starts.append(UInt32(index))
            while index < count && docs[index] == UInt32(doc) { index += 1 }
        }
        starts.append(UInt32(count))
        return starts
    }

    @inline(__always)
    private static func write(_ ordinal: UInt32, _ width: Int, to column: ByteWriter) {
        switch width {
        case 1: column.write(UInt8(truncatingIfNeeded: ordinal))
        case 2: column.write(UInt16(truncatingIfNeeded: ordinal))
        default: column.write(ordinal)
        }
    }
}
