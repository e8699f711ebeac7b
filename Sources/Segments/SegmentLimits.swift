/// Bounds of one segment. What is over one is refused with `SegmentError.overLimit`.
package enum SegmentLimits {
    /// Documents of one space, deleted ones included: every doc ID and `UInt32.max` as padding fit.
    package static let documents = 1 << 30
    /// Offsets inside a section are 32 bits wide. Unit: bytes.
    package static let sectionBytes = Int(UInt32.max)
    /// Unit: bytes. Lucene's longest term.
    package static let termBytes = 32_766
    /// Unit: bytes.
    package static let idBytes = 512
    /// Children of one document over all nested paths.
    package static let childrenPerDocument = Int(UInt16.max) - 1
    package static let spaces = 1 << 12
    package static let sourceBytes = 1 << 30
}
