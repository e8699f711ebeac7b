import Primitives

/// How far long work is of what there is to do, and how long the rest will take.
struct WorkProgress {
    private struct Beginning {
        /// Unit: nanoseconds.
        let time: UInt64
        let done: Int
        let total: Int?
    }

    /// By generation and work, since this follower saw the work first.
    private var beginnings: [String: Beginning] = [:]

    /// Notes work that is new, and forgets work that has ended.
    /// - Parameter total: asked once for each work.
    mutating func note(
        _ works: [(name: String, work: BulkWork)], now: UInt64,
        total: (BulkWork) throws -> Int?
    ) rethrows {
        var kept: [String: Beginning] = [:]
        for (name, work) in works {
            kept[name] =
                try beginnings[name]
                ?? Beginning(time: now, done: work.done, total: try total(work))
        }
        beginnings = kept
    }

    /// Documents to do in all; never fewer than are done.
    func total(_ name: String, _ work: BulkWork) -> Int? {
        beginnings[name]?.total.map { max($0, work.done) }
    }

    /// Unit: seconds.
    func remaining(_ name: String, _ work: BulkWork, now: UInt64) -> Double? {
        guard let beginning = beginnings[name], let total = total(name, work) else { return nil }
        let done = work.done - beginning.done
        guard done > 0, now > beginning.time else { return nil }
        let pace = Double(now - beginning.time) / 1e9 / Double(done)
        return Double(total - work.done) * pace
    }
}
