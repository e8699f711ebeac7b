import Glibc
import Primitives

/// The newest state of recently changed documents by id: a hash table with open addressing whose
/// entries keep their place, so that an entry can be put back. One owner at a time.
final class VersionMap {
    private struct Key {
        let hash: UInt64
        let id: UnsafeRawBufferPointer
    }

    /// Index into `keys` plus one; 0 = free.
    private var slots: [UInt32]
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
        slots.count * 4 + entries.count * (MemoryLayout<VersionEntry>.stride + 24)
            + arena.reservedBytes
    }

    subscript(place: Int) -> VersionEntry {
        get { entries[place] }
        set { entries[place] = newValue }
    }

    /// The place of an id; nil when it was never here.
    func find(_ id: UnsafeRawBufferPointer, hash: UInt64) -> Int? {
        let slot = slots[probe(id, hash)]
        return slot == 0 ? nil : Int(slot) - 1
    }

    /// The place of an id, made when there was none; a new entry is `absent`.
    func place(_ id: UnsafeRawBufferPointer, hash: UInt64) -> Int {
        var slot = probe(id, hash)
        if slots[slot] != 0 { return Int(slots[slot]) - 1 }
        if (entries.count + 1) * 2 > slots.count {
            grow()
            slot = probe(id, hash)
        }
        keys.append(Key(hash: hash, id: arena.store(id)))
        entries.append(VersionEntry())
        slots[slot] = UInt32(entries.count)
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
            let key = keys[Int(slots[at]) - 1]
            if key.hash == hash, key.id.count == id.count, isEqual(key.id, id) { return at }
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
            slots[at] = UInt32(index + 1)
        }
    }
}
