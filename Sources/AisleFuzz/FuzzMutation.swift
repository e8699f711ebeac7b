import Primitives

/// One random change of an input: the classic byte-level set, with numbers decoders stumble over.
enum FuzzMutation {
    static let longestInput = 1 << 16
    private static let magic: [UInt64] = [
        0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF,
        0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, .max,
    ]

    static func mutated(_ seed: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = seed
        for _ in 0..<(1 + random.below(4)) { change(&bytes, &random) }
        if bytes.count > longestInput { bytes.removeLast(bytes.count - longestInput) }
        return bytes
    }

    private static func change(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return bytes.append(UInt8(random.below(256))) }
        let at = random.below(bytes.count)
        switch random.below(7) {
        case 0: bytes[at] ^= 1 << UInt8(random.below(8))
        case 1: bytes[at] = UInt8(random.below(256))
        case 2: bytes.insert(UInt8(random.below(256)), at: at)
        case 3: bytes.removeSubrange(at..<min(bytes.count, at + 1 + random.below(8)))
        case 4: bytes.removeLast(bytes.count - at)
        case 5: repeatRun(&bytes, at, &random)
        default: plantNumber(&bytes, at, &random)
        }
    }

    private static func repeatRun(
        _ bytes: inout [UInt8], _ at: Int, _ random: inout SeededGenerator
    ) {
        let run = Array(bytes[at..<min(bytes.count, at + 1 + random.below(16))])
        for _ in 0..<(1 + random.below(64)) { bytes.insert(contentsOf: run, at: at) }
    }

    private static func plantNumber(
        _ bytes: inout [UInt8], _ at: Int, _ random: inout SeededGenerator
    ) {
        let number = magic[random.below(magic.count)]
        let width = [1, 2, 4, 8][random.below(4)]
        for i in 0..<width where at + i < bytes.count {
            bytes[at + i] = UInt8(truncatingIfNeeded: number >> UInt64(8 * i))
        }
    }
}
