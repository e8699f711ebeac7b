/// A numeric column of a segment with its page table in memory. `@unchecked Sendable`: never
/// changed after `init`.
final class NumericColumnStorage: @unchecked Sendable {
    let column: NumericColumn
    private let pages: UnsafeMutablePointer<NumericPage>
    private let presence: UnsafeMutablePointer<UInt64>?
    /// What the pages point into, if not a segment.
    private let source: ColumnOverlay?

    /// Verifies the section and checks that every page lies in it.
    init(_ file: SegmentFile, _ section: SectionData) throws(SegmentError) {
        try file.verify(section)
        guard section.count >= NumericColumnWriter.headerBytes else {
            throw file.error(.truncated, section)
        }
        let header = section.values(UInt32.self, at: 0)
        let documents = Int(header[0])
        let values = Int(header[1])
        let pageCount = Int(header[2])
        let flags = section.bytes[12]
        let isMulti = flags & NumericColumnWriter.multiFlag != 0
        let isSparse = flags & NumericColumnWriter.sparseFlag != 0
        let entries = Int(header[10])
        let data = Int(header[11])
        let size = NumericColumn.pageSize
        let entryBytes = NumericColumnWriter.pageEntryBytes
        guard pageCount == (values + size - 1) / size, isMulti || values == documents,
            !isSparse || Int(header[8]) + (documents + 63) / 64 * 8 <= section.count,
            !isMulti || Int(header[9]) + documents * 4 + 4 <= section.count,
            entries + pageCount * entryBytes <= section.count, data <= section.count,
            header[8] % 8 == 0, header[9] % 4 == 0, entries % 8 == 0
        else { throw file.malformed("\(values) values in \(pageCount) pages", section) }
        pages = .allocate(capacity: max(1, pageCount))
        presence = nil
        source = nil
        for page in 0..<pageCount {
            let entry = section.start + entries + page * entryBytes
            let offset = Int(entry.load(fromByteOffset: 16, as: UInt32.self))
            let width = Int(entry.load(fromByteOffset: 20, as: UInt8.self))
            let slots = min(size, values - page * size)
            guard [0, 1, 2, 4, 8].contains(width), data + offset + slots * width <= section.count
            else {
                pages.deallocate()
                throw file.malformed("page \(page) lies outside", section)
            }
            (pages + page).initialize(
                to: NumericPage(
                    base: section.start + data + offset, minimum: entry.load(as: Int64.self),
                    maximum: entry.load(fromByteOffset: 8, as: Int64.self), width: width))
        }
        let starts = isMulti ? section.values(UInt32.self, at: Int(header[9])) : nil
        if let starts {
            guard starts[documents] == values, NumericColumnStorage.ascend(starts, documents) else {
                pages.deallocate()
                throw file.malformed("value indices do not ascend to \(values)", section)
            }
        }
        column = NumericColumn(
            documentCount: documents, valueCount: values, pageCount: pageCount,
            minimum: section.values(Int64.self, at: 16)[0],
            maximum: section.values(Int64.self, at: 24)[0],
            presence: isSparse ? section.values(UInt64.self, at: Int(header[8])) : nil,
            starts: starts, pages: UnsafePointer(pages))
    }

    static func ascend(_ starts: UnsafePointer<UInt32>, _ count: Int) -> Bool {
        for index in 0..<count where starts[index] > starts[index + 1] { return false }
        return true
    }

    /// A column of documents without a value.
    convenience init(emptyOf documentCount: Int) {
        let wordCount = (documentCount + 63) / 64
        let words = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, wordCount))
        words.initialize(repeating: 0, count: wordCount)
        let size = NumericColumn.pageSize
        let pageCount = (documentCount + size - 1) / size
        let nothing = NumericPage(
            base: UnsafeRawPointer(words), minimum: .max, maximum: .min, width: 0)
        let pages = UnsafeMutablePointer<NumericPage>.allocate(capacity: max(1, pageCount))
        defer { pages.deallocate() }
        pages.initialize(repeating: nothing, count: pageCount)
        let none = NumericColumn(
            documentCount: documentCount, valueCount: documentCount, pageCount: pageCount,
            minimum: .max, maximum: .min, presence: UnsafePointer(words), starts: nil,
            pages: UnsafePointer(pages))
        self.init(copying: none, presence: words, keeping: nil) { _ in }
    }

    /// A column with pages and presence of its own, as after in-place updates.
    init(
        copying base: NumericColumn, presence: UnsafeMutablePointer<UInt64>?,
        keeping source: ColumnOverlay?, change: (UnsafeMutablePointer<NumericPage>) -> Void
    ) {
        self.source = source
        pages = .allocate(capacity: max(1, base.pageCount))
        pages.initialize(from: base.pages, count: base.pageCount)
        change(pages)
        self.presence = presence
        var minimum = Int64.max
        var maximum = Int64.min
        for page in 0..<base.pageCount {
            minimum = min(minimum, pages[page].minimum)
            maximum = max(maximum, pages[page].maximum)
        }
        column = NumericColumn(
            documentCount: base.documentCount, valueCount: base.valueCount,
            pageCount: base.pageCount, minimum: minimum, maximum: maximum,
            presence: presence.map { UnsafePointer($0) }, starts: nil,
            pages: UnsafePointer(pages))
    }

    deinit {
        pages.deallocate()
        presence?.deallocate()
    }
}
