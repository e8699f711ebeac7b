import Glibc
import Primitives

/// A key of at most 16 bytes as two words, or the first 16 bytes of a longer one with a hash of
/// the rest. `hash` is already spread.
struct TermKey: BitwiseCopyable {
    var first: UInt64
    var second: UInt64
    /// The length of a key of up to 16 bytes; above, the top bit and a hash of the other bytes.
    var shape: UInt64
    var hash: UInt64

    /// - Parameter readable: bytes that may be read from `start` on, at least `count`.
    @inline(__always)
    init(_ start: UnsafeRawPointer, count: Int, readable: Int, seed: UInt64) {
        if _fastPath(readable >= 16) {
            first = start.loadUnaligned(as: UInt64.self)
            second = start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        } else {
            (first, second) = TermKey.loadTail(start, count: count)
        }
        if _fastPath(count <= 16) {
            let firstBits = UInt64(truncatingIfNeeded: Swift.min(count, 8) &* 8)
            let secondBits = UInt64(truncatingIfNeeded: Swift.max(count, 8) &- 8) &* 8
            first &= firstBits == 64 ? ~0 : (1 &<< firstBits) &- 1
            second &= secondBits == 64 ? ~0 : (1 &<< secondBits) &- 1
            shape = UInt64(truncatingIfNeeded: count)
        } else {
            shape = Hash64.hash(start + 16, count: count &- 16) | 1 &<< 63
        }
        let product = (first ^ seed).multipliedFullWidth(
            by: second ^ (shape &* 0x9E37_79B9_7F4A_7C15) ^ 0xC2B2_AE3D_27D4_EB4F)
        hash = product.high ^ product.low
    }

    var isLong: Bool { shape >> 63 != 0 }

    @inline(never)
    private static func loadTail(_ start: UnsafeRawPointer, count: Int) -> (UInt64, UInt64) {
        var words: (UInt64, UInt64) = (0, 0)
        withUnsafeMutableBytes(of: &words) {
            $0.copyMemory(from: UnsafeRawBufferPointer(start: start, count: Swift.min(count, 16)))
        }
        return words
    }
}

/// An open-addressing table from byte strings to 32-bit values; one slot is half a cache line, and
/// a key of up to 16 bytes is compared without leaving it. Longer keys are compared in full at
/// the pointer that was given with them.
///
/// Hashes are seeded anew in each process: a text cannot be written to collide. The state lies
/// behind a pointer, so that a lookup costs no check for exclusive access.
final class TermTable {
    struct Slot {
        var first: UInt64
        var second: UInt64
        var shape: UInt64
        /// `vacant` in a free slot.
        var value: UInt32
        /// Index into `longKeys` for keys over 16 bytes.
        var longKey: UInt32
    }

    static let vacant = UInt32.max
    static let seed = UInt64.random(in: .min ... .max)

    private struct State {
        var slots: UnsafeMutablePointer<Slot>
        var mask: Int
        var count: Int
    }

    private static let firstCapacity = 64
    /// From here on a table grows to twice its size, below to four times.
    private static let largeCapacity = 1 << 16

    private let state: UnsafeMutablePointer<State>
    private var longKeys: [UnsafeRawBufferPointer] = []

    init() {
        state = .allocate(capacity: 1)
        state.initialize(
            to: State(
                slots: TermTable.makeSlots(Self.firstCapacity), mask: Self.firstCapacity - 1,
                count: 0))
    }

    deinit {
        state.pointee.slots.deallocate()
        state.deallocate()
    }

    var slots: UnsafeMutablePointer<Slot> { state.pointee.slots }
    var mask: Int { state.pointee.mask }
    var count: Int { state.pointee.count }

    var memoryBytes: Int { (mask + 1) * MemoryLayout<Slot>.stride + longKeys.count * 16 }

    private static func makeSlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
        let size = count * MemoryLayout<Slot>.stride
        let isLarge = size >= 1 << 21
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: size, alignment: isLarge ? 1 << 21 : 64)
        if isLarge { madvise(memory, size, MADV_HUGEPAGE) }
        let slots = memory.bindMemory(to: Slot.self, capacity: count)
        slots.initialize(
            repeating: Slot(first: 0, second: 0, shape: 0, value: vacant, longKey: 0), count: count)
        return slots
    }

    /// The slot that holds the key, or the free slot it belongs into.
    @inline(__always)
    func slot(
        for key: TermKey, bytes: UnsafeRawPointer, count: Int
    ) -> UnsafeMutablePointer<Slot> {
        let slots = slots
        let mask = mask
        var at = Int(truncatingIfNeeded: key.hash) & mask
        while true {
            let slot = slots + at
            if slot.pointee.value == TermTable.vacant { return slot }
            if slot.pointee.first == key.first && slot.pointee.second == key.second
                && slot.pointee.shape == key.shape
            {
                if _fastPath(!key.isLong) || isEqual(slot, bytes, count) { return slot }
            }
            at = (at &+ 1) & mask
        }
    }

    @inline(never)
    private func isEqual(
        _ slot: UnsafeMutablePointer<Slot>, _ bytes: UnsafeRawPointer, _ count: Int
    ) -> Bool {
        let known = longKeys[Int(slot.pointee.longKey)]
        guard known.count == count, let start = known.baseAddress else { return false }
        return memcmp(start, bytes, count) == 0
    }

    /// Fills a free slot found by `slot(for:)`. Slots found before are invalid afterwards.
    /// - Parameter stored: the key's bytes at a place that outlives the table; read if it is long.
    func insert(
        _ key: TermKey, stored: UnsafeRawBufferPointer, value: UInt32,
        at slot: UnsafeMutablePointer<Slot>
    ) {
        slot.pointee.first = key.first
        slot.pointee.second = key.second
        slot.pointee.shape = key.shape
        slot.pointee.value = value
        if key.isLong {
            slot.pointee.longKey = UInt32(longKeys.count)
            longKeys.append(stored)
        }
        state.pointee.count += 1
        if count * 5 > (mask + 1) * 3 { grow() }
    }

    private func grow() {
        let old = slots
        let oldCount = mask + 1
        let newCount = oldCount * (oldCount < Self.largeCapacity ? 4 : 2)
        let slots = TermTable.makeSlots(newCount)
        let mask = newCount - 1
        for index in 0..<oldCount where old[index].value != TermTable.vacant {
            var at = Int(truncatingIfNeeded: TermTable.hash(old[index])) & mask
            while slots[at].value != TermTable.vacant { at = (at &+ 1) & mask }
            slots[at] = old[index]
        }
        state.pointee.slots = slots
        state.pointee.mask = mask
        old.deallocate()
    }

    private static func hash(_ slot: Slot) -> UInt64 {
        let product = (slot.first ^ seed).multipliedFullWidth(
            by: slot.second ^ (slot.shape &* 0x9E37_79B9_7F4A_7C15) ^ 0xC2B2_AE3D_27D4_EB4F)
        return product.high ^ product.low
    }

    func removeAll() {
        state.pointee.slots.deallocate()
        state.pointee = State(
            slots: TermTable.makeSlots(Self.firstCapacity), mask: Self.firstCapacity - 1, count: 0)
        longKeys = []
    }
}
