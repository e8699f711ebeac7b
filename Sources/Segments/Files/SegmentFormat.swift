/// Constants of the segment file; grammar at `SegmentFileWriter`.
enum SegmentFormat {
    static let version: UInt32 = 4
    /// The oldest that is read.
    static let oldestVersion: UInt32 = 1
    /// First eight bytes of a segment, and of its footer.
    static let headerMagic: UInt64 = 0x4745_5345_4C53_4941  // AISLESEG
    static let footerMagic: UInt64 = 0x444E_4545_4C53_4941  // AISLEEND
    /// Size of header and footer, and what sections are aligned to. Unit: bytes.
    static let alignment = 64
    /// What one checksum covers. Unit: bytes.
    static let pageBytes = 1 << 16
    /// Sections up to this size are verified when the segment is opened. Unit: bytes.
    static let smallSectionBytes = 1 << 14
    static let entryBytes = 32
    /// Sections of one file, to bound what a hostile table of contents can ask for.
    static let sections = 1 << 20
}
