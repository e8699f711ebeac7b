import Primitives
import Synchronization

/// Ids for documents sent without one: 20 characters safe in an address, rising with time so that
/// neighbours in time are neighbours in the id table.
package enum AutomaticID {
    private static let alphabet = Array(
        "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz".utf8)

    private static let sequence = Atomic<UInt64>(UInt64.random(in: 0..<(1 << 24)))

    /// 48 bits of milliseconds, 24 of a counter, 48 of chance: 120 bits, 6 a character.
    package static func make() -> String {
        let count = sequence.wrappingAdd(1, ordering: .relaxed).oldValue & 0xFF_FFFF
        let time = UInt64(bitPattern: WallClock.milliseconds()) & 0xFFFF_FFFF_FFFF
        let chance = UInt64.random(in: 0..<(1 << 48))
        let high = time << 12 | count >> 12
        let low = (count & 0xFFF) << 48 | chance
        return text(of: [(high, 60), (low, 60)])
    }

    /// 22 characters, as index uuids have.
    package static func makeUUID() -> String {
        let bits = (0..<3).map { _ in UInt64.random(in: 0...UInt64.max) }
        return text(of: [(bits[0], 60), (bits[1], 60), (bits[2], 12)], isPlain: true)
    }

    /// - Parameter isPlain: never starting with `-` or `_`, which file listings and shells mistake.
    private static func text(of words: [(UInt64, bits: Int)], isPlain: Bool = false) -> String {
        var bytes: [UInt8] = []
        for (word, bits) in words {
            for shift in stride(from: bits - 6, through: 0, by: -6) {
                bytes.append(alphabet[Int(word >> UInt64(shift) & 63)])
            }
        }
        if isPlain, let first = bytes.first,
            first == UInt8(ascii: "-") || first == UInt8(ascii: "_")
        {
            bytes[0] = UInt8(ascii: "a")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
