import Glibc
import Primitives

/// The newest state of recently changed documents by id: a hash table with open addressing whose
/// entries keep their place, so that an entry can be put back. One owner at a time.
final class VersionMap {
    private struct Key {
        let hash: UInt64
        let id: UnsafeRawBufferPointer
    }

    /// Index into `keys` plus one in the low half, the high half of the hash above; 0 = free.
    private var slots: [UInt64]
    private var keys: [Key] = []
    private var entries: [VersionEntry] = []
    private let arena = ByteArena()

    init(capacity: Int = 64) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: 0, count: size)
        keys.reserveCapacity(capacity)
        entries.reserveCapacity(capacity)
    }

    var count: Int { entries.count }

    /// Roughly what the map holds. Unit: bytes.
    var memoryBytes: Int {
        slots.count * 8 + entries.count * (MemoryLayout<VersionEntry>.stride + 24)
            + arena.reservedBytes
    }

    subscript(place: Int) -> VersionEntry {
        get { entries[place] }
        set { entries[place] = newValue }
    }

    /// The place of an id; nil when it was never here.
    func find(_ id: UnsafeRawBufferPointer, hash: UInt64) -> Int? {
        let slot = slots[probe(id, hash)]
        return slot == 0 ? nil : VersionMap.index(slot)
    }

    private static func slot(_ index: Int, _ hash: UInt64) -> UInt64 {
        hash & (UInt64.max << 32) | UInt64(UInt32(index + 1))
    }

    private static func index(_ slot: UInt64) -> Int { Int(slot & 0xFFFF_FFFF) - 1 }

    /// The place of an id, made when there was none; a new entry is `absent`.
    func place(_ id: UnsafeRawBufferPointer, hash: UInt64) -> Int {
        var slot = probe(id, hash)
        if slots[slot] != 0 { return VersionMap.index(slots[slot]) }
        if (entries.count + 1) * 2 > slots.count {
            grow()
            slot = probe(id, hash)
        }
        keys.append(Key(hash: hash, id: arena.store(id)))
        entries.append(VersionEntry())
        slots[slot] = VersionMap.slot(entries.count - 1, hash)
        return entries.count - 1
    }

    /// Calls `body` with every id and entry.
    func forEach(_ body: (UnsafeRawBufferPointer, _ hash: UInt64, VersionEntry) -> Void) {
        for (key, entry) in zip(keys, entries) { body(key.id, key.hash, entry) }
    }

    private func probe(_ id: UnsafeRawBufferPointer, _ hash: UInt64) -> Int {
        let mask = slots.count - 1
        var at = Int(truncatingIfNeeded: hash) & mask
        while slots[at] != 0 {
            let key = slots[at] >> 32 == hash >> 32 ? keys[VersionMap.index(slots[at])] : nil
            if let key, key.hash == hash, key.id.count == id.count, isEqual(key.id, id) {
                return at
            }
            at = (at + 1) & mask
        }
        return at
    }

    private func isEqual(_ key: UnsafeRawBufferPointer, _ id: UnsafeRawBufferPointer) -> Bool {
        guard let left = key.baseAddress, let right = id.baseAddress else { return true }
        return memcmp(left, right, id.count) == 0
    }

    private func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for (index, key) in keys.enumerated() {
            var at = Int(truncatingIfNeeded: key.hash) & mask
            while slots[at] != 0 { at = (at + 1) & mask }
            slots[at] = VersionMap.slot(index, key.hash)
        }
    }
}
