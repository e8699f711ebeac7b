import Primitives

/// Places of the blocks of a segment's sources: of every sixteenth, and steps from there.
struct SourceOffsets: BitwiseCopyable {
    private static let blockBits = 4

    private let whole: PackedIntegers
    /// Nil when every place is whole.
    private let steps: PackedIntegers?

    /// - Parameter index: the section of this shape.
    init(_ index: UnsafeRawPointer, _ shape: SourceIndexShape) {
        whole = PackedIntegers(index + shape.offsetsOffset, width: shape.offsetBits)
        steps =
            shape.hasSteps
            ? PackedIntegers(index + shape.stepsOffset, width: shape.stepBits) : nil
    }

    /// Of a block, whatever the section says. Unit: bytes.
    subscript(block: Int) -> UInt64 {
        guard let steps else { return whole[block] }
        return whole[block &>> SourceOffsets.blockBits] &+ steps[block]
    }

    /// Of `count` places, those that are whole.
    static func wholeCount(_ count: Int) -> Int { (count + 15) >> blockBits }

    private static func step(_ offsets: FlatBuffer<UInt64>, _ block: Int) -> UInt64 {
        offsets[block] - offsets[block & ~((1 << blockBits) - 1)]
    }

    /// Bits of the widest step between ascending places.
    static func stepBits(_ offsets: FlatBuffer<UInt64>) -> Int {
        var union: UInt64 = 0
        for block in 0..<offsets.count { union |= step(offsets, block) }
        return PackedIntegers.width(of: union)
    }

    static func append(
        _ offsets: FlatBuffer<UInt64>, _ shape: SourceIndexShape, to writer: ByteWriter
    ) {
        let whole = wholeCount(offsets.count)
        PackedIntegers.append(count: whole, width: shape.offsetBits, to: writer) {
            offsets[$0 << blockBits]
        }
        PackedIntegers.append(count: offsets.count, width: shape.stepBits, to: writer) {
            step(offsets, $0)
        }
    }
}
