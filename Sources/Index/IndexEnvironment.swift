import Primitives
import Segments

/// What an index shares with others, and what tests replace.
package struct IndexEnvironment: Sendable {
    package var budget: MemoryBudget
    /// Runs merges, and refreshes and commits that are due. Nil = nothing runs by itself: the
    /// owner calls `runMaintenance`.
    package var pool: ThreadPool?
    /// Monotonic. Unit: milliseconds.
    package var now: @Sendable () -> UInt64
    /// Nil = the tiered policy of the index's settings.
    package var mergePolicy: (any MergePolicy)?
    /// Changes what settings say about how an index lives; keeps it within the budget to begin
    /// with.
    package var tune: @Sendable (IndexTuning) -> IndexTuning
    /// Which segments compress sources with a dictionary.
    package var compression = SourceCompression()
    package var hooks = IndexHooks()

    package init(
        budget: MemoryBudget, pool: ThreadPool? = nil, mergePolicy: (any MergePolicy)? = nil,
        now: @escaping @Sendable () -> UInt64 = { MonotonicClock.nanoseconds() / 1_000_000 }
    ) {
        self.budget = budget
        self.pool = pool
        self.mergePolicy = mergePolicy
        self.now = now
        let limit = budget.limit
        tune = { tuning in
            var tuning = tuning
            tuning.bufferBytes = min(tuning.bufferBytes, limit / 24)
            tuning.memorySegmentBytes = min(tuning.memorySegmentBytes, limit / 8)
            tuning.memoryLimit = min(tuning.memoryLimit, limit / 2)
            // Merging holds a good part of the result's largest field.
            tuning.merge.maxMergedBytes = min(tuning.merge.maxMergedBytes, limit)
            return tuning
        }
    }
}

/// Moments at which a test wants to be called.
package struct IndexHooks: Sendable {
    /// A merge has written its segment and is about to put it in the place of its inputs.
    package var beforePublishingMerge: (@Sendable () -> Void)?
    /// The buffers are frozen and not yet segments.
    package var beforeEncoding: (@Sendable () -> Void)?

    package init() {}
}
