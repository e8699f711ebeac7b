import Primitives

/// Column pages that in-place updates replaced, of one segment; immutable. An update shares the
/// pages it does not touch with the overlay before.
///
/// ```
/// columns = magic:u32 fields:u32 field* crc:u32
/// field   = number:u16 0:u16 pages:u32 (index:u32 page)*
/// page    = values:u16 width:u8 0:u8 minimum:i64 maximum:i64 presence:u64×8 difference:width*
/// ```
/// `crc` is the CRC-32C of everything before it; pages are as in `NumericColumnWriter`, each with
/// the presence of its 512 documents. Example, field 20 with one page of one value 5:
/// `434F4C53 01000000 1400 0000 01000000 00000000 0100 00 00 05… 05… 01…`.
package final class ColumnOverlay: Sendable {
    private static let magic: UInt32 = 0x534C_4F43  // COLS
    /// By field and page.
    let pages: [FieldNumber: [Int: OverlayPage]]

    /// Memory of the pages, for budgets. Unit: bytes.
    package let memoryBytes: Int

    init(_ pages: [FieldNumber: [Int: OverlayPage]]) {
        self.pages = pages
        memoryBytes = pages.values.reduce(0) { sum, pages in
            pages.values.reduce(sum) { $0 + $1.count * $1.width + 160 }
        }
    }

    /// Fields with replaced pages.
    package var fields: [FieldNumber] { pages.keys.sorted() }

    /// Appends the bytes of a columns file.
    package func encode(into writer: ByteWriter) {
        let start = writer.count
        writer.write(ColumnOverlay.magic)
        writer.write(UInt32(pages.count))
        for (field, pages) in pages.sorted(by: { $0.key < $1.key }) {
            writer.write(field)
            writer.write(UInt16(0))
            writer.write(UInt32(pages.count))
            for (index, page) in pages.sorted(by: { $0.key < $1.key }) {
                writer.write(UInt32(index))
                page.encode(into: writer)
            }
        }
        writer.write(CRC32C.checksum(UnsafeRawBufferPointer(rebasing: writer.bytes[start...])))
    }

    /// Reads and verifies a columns file.
    /// - Parameter name: of the file, for errors.
    package static func decode(
        _ bytes: UnsafeRawBufferPointer, name: String
    ) throws(SegmentError) -> ColumnOverlay {
        func failure(_ kind: SegmentError.Kind) -> SegmentError {
            SegmentError(kind: kind, file: name, section: "columns")
        }
        guard let start = bytes.baseAddress, bytes.count >= 12 else { throw failure(.truncated) }
        let body = UnsafeRawBufferPointer(start: start, count: bytes.count - 4)
        let expected = start.loadUnaligned(fromByteOffset: body.count, as: UInt32.self)
        let found = CRC32C.checksum(body)
        guard found == expected else {
            throw failure(.badChecksum(expected: expected, found: found))
        }
        guard start.loadUnaligned(as: UInt32.self) == magic else {
            throw failure(.malformed("not a columns file"))
        }
        do {
            var reader = ByteReader(body, offset: 4)
            let pages = try readFields(&reader)
            guard reader.isAtEnd, pages.values.allSatisfy({ $0.values.allSatisfy(\.isValid) })
            else { throw failure(.malformed("pages that cannot be")) }
            return ColumnOverlay(pages)
        } catch let error as SegmentError {
            throw error
        } catch {
            throw failure(.malformed("\(error)"))
        }
    }

    private static func readFields(
        _ reader: inout ByteReader
    ) throws(ByteReaderError) -> [FieldNumber: [Int: OverlayPage]] {
        var fields: [FieldNumber: [Int: OverlayPage]] = [:]
        for _ in 0..<(try reader.read(UInt32.self)) {
            let field: FieldNumber = try reader.read()
            try reader.skip(2)
            var pages: [Int: OverlayPage] = [:]
            for _ in 0..<(try reader.read(UInt32.self)) {
                let index = Int(try reader.read(UInt32.self))
                pages[index] = try OverlayPage(&reader)
            }
            fields[field] = pages
        }
        return fields
    }

    /// A column with this overlay's pages in place of its own.
    /// - Parameter base: nil when the segment has no value of the field.
    func apply(
        _ field: FieldNumber, to base: NumericColumn?, documentCount: Int, file: String
    ) throws(SegmentError) -> NumericColumnStorage? {
        guard let replaced = pages[field] else { return nil }
        let storage = base == nil ? NumericColumnStorage(emptyOf: documentCount) : nil
        guard let base = base ?? storage?.column else { return nil }
        let size = NumericColumn.pageSize
        for (index, page) in replaced {
            guard !base.isMultiValued, index < base.pageCount,
                page.count == min(size, documentCount - index * size)
            else {
                throw SegmentError(
                    kind: .malformed("page \(index) of field \(field)"), file: file,
                    section: "columns")
            }
        }
        let words = presence(of: base, replaced, documentCount)
        return NumericColumnStorage(copying: base, presence: words, keeping: self) { pages in
            for (index, page) in replaced { pages[index] = page.page }
        }
    }

    /// Which documents have a value; nil when all have, as searches ask nothing then.
    private func presence(
        of base: NumericColumn, _ replaced: [Int: OverlayPage], _ documentCount: Int
    ) -> UnsafeMutablePointer<UInt64>? {
        if base.presence == nil, replaced.values.allSatisfy(\.isFull) { return nil }
        let wordCount = (documentCount + 63) / 64
        let words = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, wordCount))
        if let presence = base.presence {
            words.initialize(from: presence, count: wordCount)
        } else {
            words.initialize(repeating: .max, count: wordCount)
            if documentCount % 64 != 0 {
                words[wordCount - 1] = .max >> UInt64(64 - documentCount % 64)
            }
        }
        for (index, page) in replaced {
            for word in 0..<min(8, wordCount - index * 8) {
                words[index * 8 + word] = page.presence[word]
            }
        }
        return words
    }
}
