import Glibc
import Primitives

/// A fixed table from key bytes to small numbers; looking up allocates nothing.
///
/// `@unchecked Sendable`: its memory does not change after `init`.
final class KeyTable: @unchecked Sendable {
    private struct Slot {
        var hash: UInt64
        var start: UInt32
        var count: UInt32
        /// Negative in a free slot.
        var value: Int32
    }

    private let slots: UnsafeMutablePointer<Slot>
    private let mask: Int
    private let bytes: UnsafeMutableRawPointer

    /// The value of a key is its place in `keys`, which must be distinct.
    init(_ keys: [String]) {
        var capacity = 8
        while capacity < keys.count * 2 { capacity *= 2 }
        mask = capacity - 1
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: Slot(hash: 0, start: 0, count: 0, value: -1), count: capacity)
        let total = keys.reduce(0) { $0 + $1.utf8.count }
        bytes = .allocate(byteCount: max(1, total), alignment: 1)
        var used = 0
        for (index, key) in keys.enumerated() {
            var offset = used
            for byte in key.utf8 {
                bytes.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
                offset += 1
            }
            let own = UnsafeRawBufferPointer(start: bytes + used, count: key.utf8.count)
            let hash = Hash64.hash(own)
            var at = Int(truncatingIfNeeded: hash) & mask
            while slots[at].value >= 0 { at = (at + 1) & mask }
            slots[at] = Slot(
                hash: hash, start: UInt32(used), count: UInt32(own.count), value: Int32(index))
            used = offset
        }
    }

    deinit {
        slots.deallocate()
        bytes.deallocate()
    }

    /// The place of a key, or -1.
    func find(_ key: UnsafeRawBufferPointer) -> Int {
        let hash = Hash64.hash(key)
        var at = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = slots[at]
            if slot.value < 0 { return -1 }
            if slot.hash == hash, Int(slot.count) == key.count {
                guard key.count > 0, let start = key.baseAddress else { return Int(slot.value) }
                if memcmp(bytes + Int(slot.start), start, key.count) == 0 {
                    return Int(slot.value)
                }
            }
            at = (at &+ 1) & mask
        }
    }
}
