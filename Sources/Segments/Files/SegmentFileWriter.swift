import Primitives

/// Writes the frame of a segment: header, sections, checksums, table of contents, footer.
///
/// ```
/// segment   = header section* checksums contents footer
/// header    = "AISLESEG" version:u32 0:u32×11 crc:u32        64 bytes; crc of the 60 before
/// section   = byte* 0*                                       begins at a multiple of 64
/// checksums = crc:u32*                                   one for each 64 KiB page of each section
/// contents  = entry*
/// entry     = space:u16 field:u16 kind:u8 0:u8×3 offset:u64 length:u64 firstPage:u32 pages:u32
/// footer    = "AISLEEND" version:u32 sections:u32 checksumsOffset:u64 pages:u32 crc:u32
///             fileLength:u64 0:u32×5 footerCRC:u32           64 bytes
/// ```
/// Little-endian; every crc is CRC-32C. `footer.crc` covers checksums and contents, `footerCRC` the
/// 60 bytes before it. Pages count from the start of their section; the last is shorter.
///
/// A segment with one section `info(0, 0)` of the byte `07` is 64 bytes of header, the byte and 63
/// zeros, 4 bytes of checksum (crc of `07`), 32 bytes of entry
/// `0000 0000 01 000000 4000000000000000 0100000000000000 00000000 01000000`, 64 bytes of footer.
package final class SegmentFileWriter {
    package let name: String
    private let sink: any SegmentSink
    private let start: Int
    private let checksums = ByteWriter()
    private let contents = ByteWriter()
    private var sectionCount = 0
    private var key: SectionKey?
    private var sectionStart = 0
    private var firstPage = 0
    private var pageCRC: UInt32 = 0
    private var pageFill = 0

    package init(name: String, sink: any SegmentSink) throws {
        self.name = name
        self.sink = sink
        start = sink.position
        let header = ByteWriter(capacity: 64)
        header.write(SegmentFormat.headerMagic)
        header.write(SegmentFormat.version)
        header.pad(toMultipleOf: SegmentFormat.alignment)
        header.truncate(to: 60)
        header.write(CRC32C.checksum(header.bytes))
        try sink.append(header.bytes)
    }

    /// Bytes of the current section so far.
    package var sectionLength: Int { sink.position - sectionStart }

    package func begin(_ key: SectionKey) {
        precondition(self.key == nil, "section \(key) begins inside another")
        self.key = key
        sectionStart = sink.position
        firstPage = checksums.count / 4
        pageCRC = 0
        pageFill = 0
    }

    package func append(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while rest.count > 0 {
            let part = min(rest.count, SegmentFormat.pageBytes - pageFill)
            pageCRC = CRC32C.checksum(
                UnsafeRawBufferPointer(rebasing: rest[..<part]), seed: pageCRC)
            pageFill += part
            if pageFill == SegmentFormat.pageBytes { endPage() }
            rest = UnsafeRawBufferPointer(rebasing: rest[part...])
        }
        try sink.append(bytes)
    }

    private func endPage() {
        checksums.write(pageCRC)
        pageCRC = 0
        pageFill = 0
    }

    package func end() throws {
        guard let key else { preconditionFailure("no section to end") }
        self.key = nil
        let length = sink.position - sectionStart
        if pageFill > 0 { endPage() }
        contents.write(key.space)
        contents.write(key.field)
        contents.write(key.kind.rawValue)
        contents.writeZeros(3)
        contents.write(UInt64(sectionStart - start))
        contents.write(UInt64(length))
        contents.write(UInt32(firstPage))
        contents.write(UInt32(checksums.count / 4 - firstPage))
        sectionCount += 1
        let rest = (sink.position - start) % SegmentFormat.alignment
        if rest != 0 { try appendZeros(SegmentFormat.alignment - rest) }
    }

    private func appendZeros(_ count: Int) throws {
        let zeros = ByteWriter(capacity: count)
        zeros.writeZeros(count)
        try sink.append(zeros.bytes)
    }

    /// Writes a whole section.
    package func write(_ key: SectionKey, _ bytes: UnsafeRawBufferPointer) throws {
        begin(key)
        try append(bytes)
        try end()
    }

    /// Writes what follows the sections; the segment is complete.
    package func finish() throws {
        precondition(key == nil, "the file ends inside a section")
        let offset = sink.position - start
        let pages = checksums.count / 4
        checksums.write(contentsOf: contents.bytes)
        try sink.append(checksums.bytes)
        let footer = ByteWriter(capacity: 64)
        footer.write(SegmentFormat.footerMagic)
        footer.write(SegmentFormat.version)
        footer.write(UInt32(sectionCount))
        footer.write(UInt64(offset))
        footer.write(UInt32(pages))
        footer.write(CRC32C.checksum(checksums.bytes))
        footer.write(UInt64(offset + checksums.count + SegmentFormat.alignment))
        footer.writeZeros(20)
        footer.write(CRC32C.checksum(footer.bytes))
        try sink.append(footer.bytes)
    }
}
