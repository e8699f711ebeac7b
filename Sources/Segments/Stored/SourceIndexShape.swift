import Primitives

/// Where the parts of a source index lie.
struct SourceIndexShape {
    /// Whether the first documents of blocks are said, rather than each block being one document.
    let hasFirsts: Bool
    let firstBits: Int
    let offsetBits: Int
    /// Of a step from the offset of every sixteenth block.
    let stepBits: Int
    let hasSteps: Bool
    let firstsOffset: Int
    let offsetsOffset: Int
    let stepsOffset: Int
    let size: Int

    /// Size of what says how many blocks and documents there are. Unit: bytes.
    static func headerBytes(version: UInt32) -> Int { version < 4 ? 8 : 9 }

    /// - Parameters:
    ///   - blockCount: whatever a file says.
    ///   - stepBits: whatever a file says, cut down to what can be packed; not used below version
    ///     4.
    init(
        blockCount: Int, documentCount: Int, sourceBytes: Int, stepBits: Int, version: UInt32
    ) {
        let count = blockCount + 1
        // The first version: whole integers, offsets at multiples of eight.
        let isFirst = version == 1
        firstBits = isFirst ? 32 : PackedIntegers.width(of: UInt64(documentCount))
        offsetBits = isFirst ? 64 : PackedIntegers.width(of: UInt64(sourceBytes))
        hasFirsts = version < 3 || blockCount != documentCount
        hasSteps = version >= 4
        self.stepBits = min(stepBits, PackedIntegers.widest)
        firstsOffset = SourceIndexShape.headerBytes(version: version)
        let firsts = hasFirsts ? PackedIntegers.bytes(count, width: firstBits) : 0
        let firstsEnd = firstsOffset + firsts
        offsetsOffset = isFirst ? (firstsEnd + 7) / 8 * 8 : firstsEnd
        let whole = hasSteps ? SourceOffsets.wholeCount(count) : count
        stepsOffset = offsetsOffset + PackedIntegers.bytes(whole, width: offsetBits)
        let steps = hasSteps ? PackedIntegers.bytes(count, width: self.stepBits) : 0
        size = stepsOffset + steps + (isFirst ? 0 : PackedIntegers.slack)
    }
}
