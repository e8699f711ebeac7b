/// What went wrong with a segment, and where in it.
package struct SegmentError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// Fewer bytes than the header, table of contents or an entry promises.
        case truncated
        /// The file does not begin as a segment does.
        case notASegment
        case unsupportedVersion(UInt32)
        case badChecksum(expected: UInt32, found: UInt32)
        /// Checksummed bytes that cannot be what they claim to be.
        case malformed(String)
        /// A segment, section or value over a limit of `SegmentLimits`.
        case overLimit(String)
        /// A document that does not fit the fields it was given with.
        case invalidDocument(String)
        /// The sink refused bytes.
        case writeFailed(String)
        case cancelled
    }

    package let kind: Kind
    /// Name of the segment or of one of its companion files.
    package let file: String
    /// Kind of section, with its space and field, such as `postings(0, 17)`.
    package let section: String
    /// Unit: bytes from the start of the file.
    package let offset: UInt64

    package init(kind: Kind, file: String, section: String = "", offset: UInt64 = 0) {
        self.kind = kind
        self.file = file
        self.section = section
        self.offset = offset
    }

    package var description: String {
        let place = section.isEmpty ? file : "\(file), section \(section), byte \(offset)"
        return "\(place): \(reason)"
    }

    private var reason: String {
        switch kind {
        case .truncated: "shorter than it says it is"
        case .notASegment: "not a segment file"
        case .unsupportedVersion(let version): "format version \(version) is not supported"
        case .badChecksum(let expected, let found):
            "checksum is \(found), should be \(expected): the bytes are damaged"
        case .malformed(let what): "malformed: \(what)"
        case .overLimit(let what): "over the limit: \(what)"
        case .invalidDocument(let what): "invalid document: \(what)"
        case .writeFailed(let what): "could not be written: \(what)"
        case .cancelled: "cancelled"
        }
    }
}
