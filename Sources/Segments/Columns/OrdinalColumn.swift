import Primitives

/// The terms of a field by document, as ordinals of the field's term dictionary. Grammar:
/// `OrdinalColumnWriter`. Valid while the view it was asked of lives.
package struct OrdinalColumn: @unchecked Sendable {
    /// Values of a page.
    package static let pageSize = 512

    package let documentCount: Int
    package let ordinalCount: Int
    /// Slots over all pages: `documentCount` unless multi-valued.
    package let valueCount: Int
    /// Bytes of an ordinal: 1, 2 or 4. Absent in a single-valued column is `ordinalCount`.
    package let width: Int
    /// Index of each document's first ordinal; nil = one slot a document.
    let starts: ValueStarts?
    private let ordinals: UnsafeRawPointer
    let terms: TermDictionary

    /// - Throws: a `SegmentError` naming the file and section.
    init(
        _ file: SegmentFile, _ section: SectionData, _ dictionary: TermDictionary?
    ) throws(SegmentError) {
        try file.verify(section)
        guard section.count >= OrdinalColumnWriter.headerBytes, let dictionary else {
            throw file.error(.truncated, section)
        }
        let header = section.values(UInt32.self, at: 0)
        documentCount = Int(header[0])
        valueCount = Int(header[1])
        ordinalCount = Int(header[2])
        let isMulti = section.bytes[12] & OrdinalColumnWriter.multiFlag != 0
        width = Int(section.bytes[13])
        let stepWidth = Int(section.bytes[14])
        let start = Int(header[4])
        let data = Int(header[5])
        guard width == OrdinalColumnWriter.width(ordinalCount),
            ordinalCount == dictionary.termCount, isMulti || valueCount == documentCount,
            stepWidth <= 2, !isMulti || start % 4 == 0,
            !isMulti
                || start + ValueStarts.size(documentCount: documentCount, width: stepWidth)
                    <= section.count,
            data % width == 0, data + valueCount * width <= section.count
        else { throw file.malformed("\(valueCount) ordinals of \(width) bytes", section) }
        starts =
            isMulti
            ? ValueStarts(section.start + start, documentCount: documentCount, width: stepWidth)
            : nil
        ordinals = section.start + data
        terms = dictionary
        if let starts {
            guard starts[documentCount] == valueCount,
                starts.ascend(documentCount: documentCount)
            else { throw file.malformed("value indices do not ascend", section) }
        }
    }

    package var isMultiValued: Bool { starts != nil }

    package var pageCount: Int {
        (valueCount + OrdinalColumn.pageSize - 1) / OrdinalColumn.pageSize
    }

    /// 512 ordinals of `width` bytes; fewer in the last page.
    @inline(__always)
    package func pagePointer(_ page: Int) -> UnsafeRawPointer {
        ordinals + page &* OrdinalColumn.pageSize &* width
    }

    /// The ordinal, or the lowest one, of each document; `ordinalCount` where absent.
    package func gather(
        _ docs: UnsafePointer<UInt32>, count: Int, into values: UnsafeMutablePointer<UInt32>
    ) {
        if let starts { return gatherFirst(docs, count, starts, into: values) }
        let ordinals = ordinals
        switch width {
        case 1:
            for index in 0..<count {
                values[index] = UInt32(
                    ordinals.load(fromByteOffset: Int(docs[index]), as: UInt8.self))
            }
        case 2:
            for index in 0..<count {
                values[index] = UInt32(
                    ordinals.loadUnaligned(fromByteOffset: Int(docs[index]) &* 2, as: UInt16.self))
            }
        default:
            for index in 0..<count {
                values[index] = ordinals.loadUnaligned(
                    fromByteOffset: Int(docs[index]) &* 4, as: UInt32.self)
            }
        }
    }

    private func gatherFirst(
        _ docs: UnsafePointer<UInt32>, _ count: Int, _ starts: ValueStarts,
        into values: UnsafeMutablePointer<UInt32>
    ) {
        for index in 0..<count {
            let doc = Int(docs[index])
            let start = starts[doc]
            values[index] =
                start < starts[doc &+ 1] ? ordinal(at: start) : UInt32(ordinalCount)
        }
    }

    /// Indices of a document's ordinals, ascending and distinct; empty when absent.
    @inline(__always)
    package func valueRange(_ doc: DocID) -> Range<Int> {
        if let starts { return starts[Int(doc)]..<starts[Int(doc) &+ 1] }
        let isPresent = ordinal(at: Int(doc)) < UInt32(ordinalCount)
        return Int(doc)..<(Int(doc) &+ (isPresent ? 1 : 0))
    }

    @inline(__always)
    package func ordinal(at index: Int) -> UInt32 {
        switch width {
        case 1: return UInt32(ordinals.load(fromByteOffset: index, as: UInt8.self))
        case 2:
            return UInt32(ordinals.loadUnaligned(fromByteOffset: index &* 2, as: UInt16.self))
        default: return ordinals.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self)
        }
    }

    package func find(_ bytes: UnsafeRawBufferPointer) throws(SegmentError) -> UInt32? {
        try terms.find(bytes)
    }

    package func term(_ ordinal: UInt32, into writer: ByteWriter) throws(SegmentError) {
        try terms.term(ordinal, into: writer)
    }

    /// The first ordinal whose term is not below `bytes`; `ordinalCount` when all are.
    package func lowerBound(_ bytes: UnsafeRawBufferPointer) throws(SegmentError) -> UInt32 {
        try terms.lowerBound(bytes)
    }
}
