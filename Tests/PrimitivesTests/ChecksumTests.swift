import Primitives
import Testing

@Suite("A checksum")
struct ChecksumTests {
    private func bytes(_ count: Int, seed: UInt64) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }

    @Test("has the value the standard gives for 123456789")
    func known() {
        Array("123456789".utf8).withUnsafeBytes {
            #expect(CRC32C.checksum($0) == 0xE306_9283)
            #expect(CRC32C.portableChecksum($0) == 0xE306_9283)
        }
    }

    @Test("equals its table-driven twin, whole and in two pieces", arguments: 0..<100)
    func twins(size: Int) {
        let content = bytes(size, seed: UInt64(size))
        content.withUnsafeBytes { whole in
            let expected = CRC32C.portableChecksum(whole)
            #expect(CRC32C.checksum(whole) == expected)
            let first = UnsafeRawBufferPointer(rebasing: whole[..<(size / 3)])
            let second = UnsafeRawBufferPointer(rebasing: whole[(size / 3)...])
            #expect(CRC32C.checksum(second, seed: CRC32C.checksum(first)) == expected)
        }
    }

    @Test("of 64 bits stays what index files already hold")
    func frozenHash() {
        let expected: [(String, UInt64)] = [
            ("", 0xB3BF_C73D_BDA2_207A),
            ("a", 0x36EE_9618_18D3_8E57),
            ("sku-1", 0xD2E9_0E89_9BA0_DD4F),
            ("12345678", 0x91E0_CACF_3035_D761),
            ("0123456789abcdef", 0x8DF2_5A41_1F01_09A7),
            ("0123456789abcdefg", 0xB94B_C386_9109_B35A),
            ("0123456789abcdefghijklmnopqrstuvwxyz", 0x15E1_411A_45E7_1C85),
        ]
        for (text, hash) in expected {
            Array(text.utf8).withUnsafeBytes { #expect(Hash64.hash($0) == hash) }
        }
    }

    @Test("of 64 bits spreads single-bit changes and never collides on a small set")
    func spreads() {
        var seen: Set<UInt64> = []
        var flipped = 0
        for size in 1...64 {
            var content = bytes(size, seed: 1)
            let base = content.withUnsafeBytes { Hash64.hash($0) }
            seen.insert(base)
            for bit in 0..<(size * 8) {
                content[bit / 8] ^= 1 << UInt8(bit % 8)
                let other = content.withUnsafeBytes { Hash64.hash($0) }
                content[bit / 8] ^= 1 << UInt8(bit % 8)
                seen.insert(other)
                flipped += (base ^ other).nonzeroBitCount
            }
        }
        let changes = 64 * 65 / 2 * 8
        #expect(seen.count == changes + 64)
        #expect(abs(Double(flipped) / Double(changes) - 32) < 0.5)
    }
}
