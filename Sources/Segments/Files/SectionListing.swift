/// A section of a segment, for tools that show or damage them.
package struct SectionListing: Sendable {
    package let key: SectionKey
    /// Unit: bytes from the start of the file.
    package let offset: Int
    /// Unit: bytes.
    package let size: Int
}

extension SegmentReader {
    /// All sections in order of their place in the file.
    package var sections: [SectionListing] {
        file.allSections.map {
            SectionListing(key: $0.key, offset: $0.fileOffset, size: $0.count)
        }
    }
}
