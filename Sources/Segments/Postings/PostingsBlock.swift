/// Where one block of postings lies and how it is packed; 12 bytes on disk and in memory.
struct PostingsBlock: BitwiseCopyable {
    /// Into the postings section. Unit: bytes.
    var offset: UInt32
    /// Into the positions section. Unit: bytes.
    var positionsOffset: UInt32
    /// Bits of a packed difference; 0 in a block of fewer than 128.
    var docWidth: UInt8
    /// Bits of a packed frequency less one.
    var frequencyWidth: UInt8
    /// Bytes of a position: 1, 2 or 4; 0 without positions.
    var positionWidth: UInt8
    /// Documents: 1 to 128.
    var count: UInt8
}

/// Sixteen bytes that say where the postings of a term are; one for each ordinal.
///
/// With one document and `inlineFlag` set: `value` is the doc ID, `impact` its own, and `extra` its
/// position when its frequency is 1, else the offset of the width and the positions.
///
/// With more: `value` is the index of the first block, `impact` the whole list's, and `extra`,
/// below `headBoundMinimum` documents, the total frequency less the documents; above, an index into
/// the head bounds.
struct TermRecord: BitwiseCopyable {
    static let inlineFlag: UInt32 = 1 << 31
    /// Terms with fewer documents have no head bounds.
    static let headBoundMinimum = 10

    /// Document frequency, and the flag.
    var frequency: UInt32
    var value: UInt32
    var impact: Impact
    var extra: UInt32

    var documentFrequency: Int { Int(frequency & ~TermRecord.inlineFlag) }
    var isInline: Bool { frequency & TermRecord.inlineFlag != 0 }
}
