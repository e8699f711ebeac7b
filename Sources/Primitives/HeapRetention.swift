import CLinux

/// How much freed memory the allocator keeps for itself, which no budget sees.
package enum HeapRetention {
    /// By default each thread may have an arena of its own, and the size from which blocks are
    /// given back grows up to 32 MiB: half as much again as the budget was seen to stay resident.
    /// With a single one, two threads wait for each other: they answered 1.5 times as many phrases
    /// as one thread, with two arenas 1.85 times.
    private static let arenas: Int32 = 2
    /// Above the bit set of a segment of four million documents: blocks that each request maps and
    /// unmaps are faulted in each time.
    private static let mapped: Int32 = 512 << 10
    /// More than a request frees: what is given back after each is faulted in again by the next,
    /// which was a tenth of the time of a search with aggregations.
    private static let kept: Int32 = 4 << 20

    /// Keeps what is resident close to what is in use. Before the first thread starts.
    package static func bound() { clinux_bound_heap(arenas, mapped, kept) }
}
