import Primitives

/// Header, table of contents and footer, checked: every section lies inside the file, apart from
/// the others' checksums and within its own pages.
struct SegmentFrame {
    private(set) var sections: [SectionKey: SectionData] = [:]
    let checksums: UnsafeRawPointer
    let pageCount: Int
    let version: UInt32

    init(name: String, bytes: UnsafeRawBufferPointer) throws(SegmentError) {
        let block = SegmentFormat.alignment
        guard let base = bytes.baseAddress, bytes.count >= 2 * block else {
            throw SegmentError(kind: .truncated, file: name, section: "header")
        }
        version = try SegmentFrame.version(base, SegmentFormat.headerMagic, name, "header", 0)
        let end = bytes.count - block
        let footer = base + end
        let last = try SegmentFrame.version(
            footer, SegmentFormat.footerMagic, name, "footer", end)
        func failure(_ kind: SegmentError.Kind) -> SegmentError {
            SegmentError(kind: kind, file: name, section: "contents", offset: UInt64(end))
        }
        if last != version { throw failure(.unsupportedVersion(last)) }
        let sectionCount = Int(footer.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        let offset = footer.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        let pages = Int(footer.loadUnaligned(fromByteOffset: 24, as: UInt32.self))
        let expected = footer.loadUnaligned(fromByteOffset: 28, as: UInt32.self)
        let length = footer.loadUnaligned(fromByteOffset: 32, as: UInt64.self)
        let tableBytes = pages * 4 + sectionCount * SegmentFormat.entryBytes
        guard length == UInt64(bytes.count), sectionCount <= SegmentFormat.sections,
            offset >= UInt64(block), offset <= UInt64(end), Int(offset) + tableBytes == end
        else { throw failure(.truncated) }
        let table = UnsafeRawBufferPointer(start: base + Int(offset), count: tableBytes)
        let found = CRC32C.checksum(table)
        guard found == expected else {
            throw failure(.badChecksum(expected: expected, found: found))
        }
        checksums = base + Int(offset)
        pageCount = pages
        for index in 0..<sectionCount {
            let entry = checksums + pages * 4 + index * SegmentFormat.entryBytes
            guard let section = SegmentFrame.entry(entry, base, Int(offset), pages) else {
                throw failure(.malformed("entry \(index) lies outside the file"))
            }
            sections[section.key] = section
        }
        if sections.count != sectionCount { throw failure(.malformed("a section appears twice")) }
    }

    /// The version a header or footer says the file has, once its bytes are known to be right.
    private static func version(
        _ block: UnsafeRawPointer, _ magic: UInt64, _ name: String, _ section: String, _ offset: Int
    ) throws(SegmentError) -> UInt32 {
        func failure(_ kind: SegmentError.Kind) -> SegmentError {
            SegmentError(kind: kind, file: name, section: section, offset: UInt64(offset))
        }
        guard block.loadUnaligned(as: UInt64.self) == magic else { throw failure(.notASegment) }
        let expected = block.loadUnaligned(fromByteOffset: 60, as: UInt32.self)
        let found = CRC32C.checksum(UnsafeRawBufferPointer(start: block, count: 60))
        guard found == expected else {
            throw failure(.badChecksum(expected: expected, found: found))
        }
        let version = block.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
        guard version >= SegmentFormat.oldestVersion, version <= SegmentFormat.version else {
            throw failure(.unsupportedVersion(version))
        }
        return version
    }

    /// - Returns: nil when the entry cannot be.
    private static func entry(
        _ entry: UnsafeRawPointer, _ base: UnsafeRawPointer, _ limit: Int, _ pages: Int
    ) -> SectionData? {
        let offset = entry.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        let length = entry.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        let firstPage = Int(entry.loadUnaligned(fromByteOffset: 24, as: UInt32.self))
        let pageCount = Int(entry.loadUnaligned(fromByteOffset: 28, as: UInt32.self))
        let page = UInt64(SegmentFormat.pageBytes)
        guard let kind = SectionKind(rawValue: entry.load(fromByteOffset: 4, as: UInt8.self)),
            offset % UInt64(SegmentFormat.alignment) == 0, offset <= UInt64(limit),
            length <= UInt64(limit) - offset, UInt64(pageCount) == (length + page - 1) / page,
            firstPage + pageCount <= pages
        else { return nil }
        return SectionData(
            space: entry.loadUnaligned(as: UInt16.self),
            field: entry.loadUnaligned(fromByteOffset: 2, as: UInt16.self), kind: kind,
            start: base + Int(offset), count: Int(length), firstPage: firstPage,
            fileOffset: Int(offset))
    }
}
