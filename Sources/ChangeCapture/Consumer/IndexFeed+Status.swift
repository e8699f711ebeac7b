import Primitives

extension IndexFeed {
    var status: SourceStatus.Index {
        SourceStatus.Index(
            name: configuration.name, generations: generations.map { $0.name },
            position: generations.first?.position, works: works, pendingKeys: pending.count)
    }

    /// Work of one sort together: of several, what is to do is the sum, and they take turns.
    private var works: [SourceStatus.Work] {
        let now = MonotonicClock.nanoseconds()
        var found: [SourceStatus.Work] = []
        for generation in generations {
            for open in generation.works {
                let name = generation.progressName(of: open)
                let one = SourceStatus.Work(
                    title: open.work.title, count: 1, done: open.work.done,
                    total: progress.total(name, open.work),
                    remainingSeconds: progress.remaining(name, open.work, now: now),
                    after: open.work.after?.documentID)
                guard let at = found.firstIndex(where: { $0.title == one.title }) else {
                    found.append(one)
                    continue
                }
                found[at].add(one)
            }
        }
        return found
    }
}

extension SourceStatus.Work {
    fileprivate mutating func add(_ other: Self) {
        count += 1
        done += other.done
        total = total.flatMap { mine in other.total.map { mine + $0 } }
        remainingSeconds = [remainingSeconds, other.remainingSeconds].compactMap { $0 }.max()
    }
}
