/// How a block of sources is stored; its first byte says it.
enum SourceCodec {
    /// As it is; for what compression does not shorten.
    case raw
    /// One zstd frame for all documents.
    case zstd
    /// As `zstd`, with the segment's dictionary. Not written since version 3.
    case dictionary
    /// One document, its frame made with the segment's dictionary.
    case document

    /// Frames that state the size of their content begin so, behind the magic number.
    private static let leastFrameByte: UInt8 = 32

    /// - Parameter byte: the first of a block. 2 was a frame a document.
    init?(_ byte: UInt8) {
        switch byte {
        case 0: self = .raw
        case 1: self = .zstd
        case 3: self = .dictionary
        case SourceCodec.leastFrameByte...: self = .document
        default: return nil
        }
    }

    /// Whether it is read without a dictionary.
    var isAlone: Bool { self == .raw || self == .zstd }
}
