import Primitives

/// Where the parts of a source index lie.
struct SourceIndexShape {
    /// Whether the first documents of blocks are said, rather than each block being one document.
    let hasFirsts: Bool
    let firstBits: Int
    let offsetBits: Int
    let firstsOffset = 8
    let offsetsOffset: Int
    let size: Int

    /// - Parameter blockCount: whatever a file says.
    init(blockCount: Int, documentCount: Int, sourceBytes: Int, version: UInt32) {
        let count = blockCount + 1
        // The first version: whole integers, offsets at multiples of eight.
        let isFirst = version == 1
        firstBits = isFirst ? 32 : PackedIntegers.width(of: UInt64(documentCount))
        offsetBits = isFirst ? 64 : PackedIntegers.width(of: UInt64(sourceBytes))
        hasFirsts = version < 3 || blockCount != documentCount
        let firsts = hasFirsts ? PackedIntegers.bytes(count, width: firstBits) : 0
        let firstsEnd = firstsOffset + firsts
        offsetsOffset = isFirst ? (firstsEnd + 7) / 8 * 8 : firstsEnd
        size =
            offsetsOffset + PackedIntegers.bytes(count, width: offsetBits)
            + (isFirst ? 0 : PackedIntegers.slack)
    }
}
