import Primitives

/// The indexing slots of an index: the one used last is given out first, so that a single thread
/// fills a single buffer.
///
/// `@unchecked Sendable`: the lists are guarded by `lock`; `all` may be walked while no operation
/// runs.
final class SlotPool: @unchecked Sendable {
    private let lock = PlatformLock(isAwake: true)
    private let returned = PlatformCondition()
    private var free: [IndexingSlot] = []
    private var slots: [IndexingSlot] = []

    func checkOut() -> IndexingSlot {
        lock.lock()
        defer { lock.unlock() }
        while true {
            if let slot = free.popLast() { return slot }
            if slots.count < IndexLimits.indexingSlots {
                let slot = IndexingSlot()
                slots.append(slot)
                return slot
            }
            returned.wait(lock)
        }
    }

    func checkIn(_ slot: IndexingSlot) {
        lock.withLock { free.append(slot) }
        returned.signal()
    }

    var all: [IndexingSlot] { lock.withLock { slots } }
}
