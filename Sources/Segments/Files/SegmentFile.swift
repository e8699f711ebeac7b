import Primitives
import Synchronization

/// The frame of a segment in memory: finds sections and verifies their pages at first touch.
///
/// Grammar: `SegmentFileWriter`. `@unchecked Sendable`: all state is immutable but for the marks of
/// verified pages, which are atomic and only ever set.
final class SegmentFile: @unchecked Sendable {
    private static let opened = Atomic<UInt64>(0)

    let name: String
    /// Of no other file opened by this process, before or after.
    let number = SegmentFile.opened.wrappingAdd(1, ordering: .relaxed).newValue
    /// Of the format.
    let version: UInt32
    private let region: MemoryRegion
    private let sections: [SectionKey: SectionData]
    private let checksums: UnsafeRawPointer
    private let pageCount: Int
    /// 1 = the page's checksum was right. Shape: [pageCount].
    private let verified: UnsafeMutablePointer<Atomic<UInt8>>

    /// Reads and verifies header, table of contents and small sections.
    init(name: String, region: MemoryRegion) throws(SegmentError) {
        let frame = try SegmentFrame(name: name, bytes: region.bytes)
        self.name = name
        self.region = region
        version = frame.version
        sections = frame.sections
        checksums = frame.checksums
        pageCount = frame.pageCount
        verified = .allocate(capacity: max(1, pageCount))
        for page in 0..<max(1, pageCount) { (verified + page).initialize(to: Atomic(0)) }
        for section in sections.values where section.count <= SegmentFormat.smallSectionBytes {
            try verify(section)
        }
    }

    deinit {
        verified.deinitialize(count: max(1, pageCount))
        verified.deallocate()
    }

    var sizeBytes: Int { region.count }

    /// In order of their place in the file.
    var allSections: [SectionData] { sections.values.sorted { $0.fileOffset < $1.fileOffset } }

    func section(
        _ kind: SectionKind, space: SpaceNumber = 0, field: FieldNumber = 0
    ) -> SectionData? {
        sections[SectionKey(kind, space: space, field: field)]
    }

    /// A section that has to be there, at least `size` bytes of it.
    func require(
        _ kind: SectionKind, space: SpaceNumber = 0, field: FieldNumber = 0, size: Int = 0
    ) throws(SegmentError) -> SectionData {
        guard let found = section(kind, space: space, field: field) else {
            let key = SectionKey(kind, space: space, field: field)
            throw SegmentError(
                kind: .malformed("section is missing"), file: name, section: "\(key)")
        }
        if found.count < size { throw error(.truncated, found) }
        return found
    }

    /// Verifies the pages of a whole section that nobody has verified before.
    @inline(__always)
    func verify(_ section: SectionData) throws(SegmentError) {
        try verify(section, 0, section.count)
    }

    /// Verifies the pages under `length` bytes at `offset` of a section.
    @inline(__always)
    func verify(_ section: SectionData, _ offset: Int, _ length: Int) throws(SegmentError) {
        guard length > 0 else { return }
        guard offset >= 0, length <= section.count, offset <= section.count - length else {
            throw error(.malformed("bytes \(offset)+\(length) of \(section.count)"), section)
        }
        var page = offset / SegmentFormat.pageBytes
        let last = (offset + length - 1) / SegmentFormat.pageBytes
        while page <= last {
            if verified[section.firstPage &+ page].load(ordering: .relaxed) == 0 {
                try verifyPage(section, page)
            }
            page &+= 1
        }
    }

    @inline(never)
    private func verifyPage(_ section: SectionData, _ page: Int) throws(SegmentError) {
        let offset = page * SegmentFormat.pageBytes
        let size = min(SegmentFormat.pageBytes, section.count - offset)
        let found = CRC32C.checksum(
            UnsafeRawBufferPointer(start: section.start + offset, count: size))
        let expected = checksums.loadUnaligned(
            fromByteOffset: (section.firstPage + page) * 4, as: UInt32.self)
        if found != expected {
            throw error(.badChecksum(expected: expected, found: found), section, at: offset)
        }
        verified[section.firstPage + page].store(1, ordering: .relaxed)
    }

    func error(
        _ kind: SegmentError.Kind, _ section: SectionData, at offset: Int = 0
    ) -> SegmentError {
        SegmentError(
            kind: kind, file: name, section: "\(section.key)",
            offset: UInt64(section.fileOffset + offset))
    }

    func malformed(_ what: String, _ section: SectionData, at offset: Int = 0) -> SegmentError {
        error(.malformed(what), section, at: offset)
    }
}
