import Engine
import Glibc
import Index
import Primitives
import Segments

/// One connection to a source, followed step by step: changes to documents, documents into the
/// indices, positions back to the source.
///
/// It may be dropped after any error: everything is found again from the indices' positions and
/// cursors. One thread: not Sendable.
package final class SourceFollower {
    let name: String
    let source: any ChangeSource
    let feeds: [IndexFeed]
    let letters: DeadLetters
    let board: StatusBoard
    /// Commit times of applied batches that are not yet searchable. Unit: microseconds since 1970.
    private var waiting: [(committed: Int64, changes: Int)] = []
    /// The end of the last whole batch, and what came behind it is applied up to.
    package private(set) var applied: SourcePosition?
    private var acknowledged: SourcePosition?
    /// Everything that committed before is applied. Unit: microseconds since 1970.
    private var reached: Int64 = 0
    /// Keys of long work that were read ahead, by generation and work.
    var ahead: [String: KeysAhead] = [:]
    /// Asked while the index has no room: whether to stop waiting for it.
    package var isEnding: () -> Bool = { false }
    private var gathered = 0
    private var lastBatch: UInt64 = 0
    private var lastRefresh: UInt64 = 0
    private var lastSync: UInt64 = 0
    private var lastLag: UInt64 = 0
    private var lastState: UInt64 = 0

    package init(
        name: String, source: any ChangeSource, feeds: [IndexFeed], letters: DeadLetters,
        board: StatusBoard
    ) {
        self.name = name
        self.source = source
        self.feeds = feeds
        self.letters = letters
        self.board = board
    }

    var generations: [Generation] { feeds.flatMap { $0.generations } }

    static func now() -> Int64 { WallClock.milliseconds() }

    // MARK: - Beginning

    /// Opens the indices and goes to where they left off. An index that was never fed is filled; so
    /// is one whose place in the history is gone, with a sweep for what was deleted meanwhile.
    package func begin() throws {
        for feed in feeds { try feed.open() }
        let known = generations.compactMap { $0.position }
        let oldest = known.min { $0.sequence < $1.sequence }
        let (begun, isLost) = try start(after: oldest)
        for generation in generations {
            guard let position = generation.position else {
                let fill = BulkWork(task: .fill(sweeps: false, swaps: generation.isBuilding))
                try generation.apply([], position: begun, opening: [fill])
                continue
            }
            if isLost || position.incarnation != begun.incarnation {
                let fill = BulkWork(
                    task: .fill(sweeps: true, swaps: generation.isBuilding))
                try generation.restart(at: begun, [fill])
            }
        }
        applied = begun
        reached = Self.now() * 1000
        board.update { $0.applied = begun }
        try noteState()
    }

    /// - Returns: where the source goes on, and whether the history before is gone.
    private func start(after position: SourcePosition?) throws -> (SourcePosition, isLost: Bool) {
        do {
            return (try source.start(after: position), false)
        } catch {
            if error.kind != .historyLost { throw error }
            DiagnosticLog("cdc").warning(
                "history lost, every document is read again",
                ["source": .text(name), "reason": .text(error.reason)])
        }
        try source.renew()
        return (try source.start(after: nil), true)
    }

    // MARK: - One step

    /// Takes what the source has, does a piece of long work, and shows and saves what is due.
    /// - Parameter timeoutMilliseconds: how long to wait for a change when there is nothing else.
    package func step(timeoutMilliseconds: Int = CaptureLimits.waitMilliseconds) throws {
        gather()
        let hasWork = hasDueWork
        let batch = try source.nextBatch(
            timeoutMilliseconds: hasWork ? 0 : wait(atMost: timeoutMilliseconds),
            changeLimit: CaptureLimits.changesAtOnce)
        if let batch { try take(batch) }
        try workOff(quiet: batch == nil)
        try maintain()
    }

    /// Lets changes that come close together share a batch.
    private func gather() {
        let since = (MonotonicClock.nanoseconds() &- lastBatch) / 1000
        if since < CaptureLimits.gatherMicroseconds {
            usleep(UInt32(CaptureLimits.gatherMicroseconds - since))
        }
    }

    /// Not past the moment when something has to be shown. Unit: milliseconds.
    private func wait(atMost limit: Int) -> Int {
        guard generations.contains(where: { $0.isDirty }) else { return limit }
        let now = MonotonicClock.nanoseconds()
        let due: UInt64 = lastRefresh + CaptureLimits.refreshNanoseconds
        if now >= due { return 0 }
        let left = Int((due - now) / 1_000_000)
        return min(left, limit)
    }

    func take(_ batch: ChangeBatch) throws {
        let now = Self.now()
        for feed in feeds { feed.resolve(batch.changes, now: now) }
        gathered += batch.changes.count
        if batch.changes.isEmpty {
            reached = now * 1000
        } else {
            waiting.append((batch.commitMicroseconds, batch.changes.count))
            reached = batch.commitMicroseconds
            lastBatch = MonotonicClock.nanoseconds()
        }
        let isFull = feeds.contains { $0.gatheredCount >= CaptureLimits.documentsPerRecord }
        if batch.isWhole || isFull { try apply(through: batch.end, isWhole: batch.isWhole) }
    }

    /// Reads what changed again and applies it, with the position once the transactions are whole.
    private func apply(through end: SourcePosition, isWhole: Bool) throws {
        for feed in feeds {
            var documents: [SourceDocument] = []
            var bytes = 0
            let keys = feed.pending.keys
            let partials = feed.fast.partials.filter { !feed.pending.contains($0.key) }
            for start in stride(from: 0, to: keys.count, by: CaptureLimits.keysPerRead) {
                let slice = Array(keys[start..<min(start + CaptureLimits.keysPerRead, keys.count)])
                let read = try read(slice, feed, at: end)
                documents += read
                bytes += read.reduce(0) { $0 + ($1.json?.count ?? 0) }
                if documents.count > CaptureLimits.documentsPerRecord
                    || bytes > CaptureLimits.bytesPerRecord
                {
                    for generation in feed.generations {
                        try put(documents, feed, generation, at: end)
                    }
                    documents = []
                    bytes = 0
                }
                try source.keepAlive()
            }
            for generation in feed.generations {
                try put(
                    documents, feed, generation, at: end, setting: partials,
                    position: isWhole ? end : nil, opening: isWhole ? feed.called : [])
            }
            feed.forgetGathered(keys: true, works: isWhole)
            try fence(keys, feed)
            board.update { status in
                status.documents += UInt64(keys.count)
                status.setInPlace += UInt64(partials.count)
            }
        }
        if isWhole { noteApplied(end) }
    }

    private func noteApplied(_ end: SourcePosition) {
        applied = end
        for feed in feeds { feed.fast.passed(end) }
        let changes = gathered
        gathered = 0
        board.update { status in
            status.applied = end
            status.changes += UInt64(changes)
            status.batches += 1
        }
    }

    /// Documents that were read may hold more than the stream has brought: until it has, row
    /// images must not set them back.
    func fence(_ keys: [CellValue], _ feed: IndexFeed) throws {
        guard feed.hasFastFields, !keys.isEmpty else { return }
        feed.fast.fence(keys, at: try source.currentPosition())
    }

    // MARK: - Documents

    /// Reads documents; what cannot be read is narrowed down by halving and set aside.
    func read(
        _ keys: [CellValue], _ feed: IndexFeed, at position: SourcePosition
    ) throws -> [SourceDocument] {
        if keys.isEmpty { return [] }
        do {
            return try source.documents(feed.configuration.query, keys: keys, at: position)
        } catch {
            if error.kind != .badRow { throw error }
            guard keys.count == 1 else {
                let middle = keys.count / 2
                return try read(Array(keys[..<middle]), feed, at: position)
                    + read(Array(keys[middle...]), feed, at: position)
            }
            return try readAgain(keys[0], feed, at: position)
        }
    }

    private func readAgain(
        _ key: CellValue, _ feed: IndexFeed, at position: SourcePosition
    ) throws -> [SourceDocument] {
        var failure = ""
        for _ in 1..<CaptureLimits.tries {
            do {
                return try source.documents(feed.configuration.query, keys: [key], at: position)
            } catch {
                if error.kind != .badRow { throw error }
                failure = error.reason
            }
        }
        try setAside(key, feed, at: position, because: failure, payload: [])
        return []
    }

    private func setAside(
        _ key: CellValue, _ feed: IndexFeed, at position: SourcePosition, because error: String,
        payload: [UInt8]
    ) throws {
        guard letters.added < CaptureLimits.deadLetters else {
            throw SourceError(
                .misconfigured,
                "\(letters.added) documents could not be indexed, the last one because: \(error)",
                remedy: "correct the document query or the mapping, then: aisle cdc resume")
        }
        try letters.add(
            DeadLetters.Letter(
                index: feed.configuration.name, key: key, position: position.description,
                error: error, payloadHash: payload.withUnsafeBytes { Hash64.hash($0) },
                time: Self.now()))
        let count = letters.letters.count
        board.update { $0.deadLetters = count }
    }

    /// Applies documents to one generation; one that the index refuses is read again, and set aside
    /// when that does not help.
    func put(
        _ documents: [SourceDocument], _ feed: IndexFeed, _ generation: Generation,
        at end: SourcePosition, setting partials: [FastChanges.Partial] = [],
        position: SourcePosition? = nil, opening: [BulkWork] = [], moving: [String: BulkWork?] = [:]
    ) throws {
        var documents = documents
        var partials = partials
        var tries: [String: Int] = [:]
        while let refusal = try refusal(
            documents, partials, generation, position, opening, moving)
        {
            if let at = partials.firstIndex(where: { $0.key.documentID == refusal.id }) {
                // Not there yet, or not to be changed in place: read like any other.
                documents += try read([partials.remove(at: at).key], feed, at: end)
                continue
            }
            guard let at = documents.firstIndex(where: { $0.key.documentID == refusal.id }) else {
                throw refusal
            }
            let key = documents[at].key
            tries[refusal.id, default: 0] += 1
            if tries[refusal.id, default: 0] < CaptureLimits.tries,
                let again = try read([key], feed, at: end).first
            {
                documents[at] = again
                continue
            }
            try setAside(
                key, feed, at: end, because: refusal.reason, payload: documents[at].json ?? [])
            documents.remove(at: at)
        }
        guard generation === feed.generations.first else { return }
        try letters.remove(
            index: feed.configuration.name, keys: documents.lazy.map { $0.key })
    }

    /// Applies documents.
    /// - Returns: what the index has against one of them; nil when all are applied.
    private func refusal(
        _ documents: [SourceDocument], _ partials: [FastChanges.Partial],
        _ generation: Generation, _ position: SourcePosition?, _ opening: [BulkWork],
        _ moving: [String: BulkWork?]
    ) throws -> IndexError? {
        do {
            try whenThereIsRoom { () throws(IndexError) in
                try generation.apply(
                    documents, setting: partials, position: position, opening: opening,
                    moving: moving)
            }
            return nil
        } catch let error as IndexError where error.isAboutDocument {
            return error
        }
    }

    /// Offers a change until the index has room for it. The source is told meanwhile that its
    /// consumer lives, so that no connection is lost for want of memory or disk here.
    private func whenThereIsRoom(
        _ body: () throws(IndexError) -> Void
    ) throws {
        let start = MonotonicClock.nanoseconds()
        while true {
            do throws(IndexError) {
                return try body()
            } catch {
                guard error.isAboutRoom, !isEnding() else { throw error }
                if MonotonicClock.nanoseconds() &- start >= CaptureLimits.fullNanoseconds {
                    board.update { status in
                        status.state = .failed
                        status.error = SourceError(wrapping: error)
                        status.retryMilliseconds = Int(CaptureLimits.fullPauseMicroseconds / 1000)
                    }
                }
                try source.keepAlive()
                usleep(CaptureLimits.fullPauseMicroseconds)
            }
        }
    }

    // MARK: - Showing and saving

    func maintain() throws {
        let now = MonotonicClock.nanoseconds()
        if now &- lastRefresh >= CaptureLimits.refreshNanoseconds {
            try refresh(now)
        }
        if now &- lastSync >= CaptureLimits.syncNanoseconds { try sync(now) }
        if now &- lastLag >= CaptureLimits.lagNanoseconds {
            lastLag = now
            try noteLag()
        } else if now &- lastState >= CaptureLimits.workNanoseconds,
            generations.contains(where: { !$0.works.isEmpty })
        {
            try noteState()
        }
    }

    private func refresh(_ now: UInt64) throws {
        let isDirty = generations.contains { $0.isDirty }
        for generation in generations {
            try whenThereIsRoom { () throws(IndexError) in try generation.refresh() }
        }
        if isDirty { lastRefresh = now }
        guard gathered == 0, isDirty || board.current.searchable != applied else { return }
        let shown = WallClock.milliseconds() * 1000
        let batches = waiting
        waiting = []
        let position = applied
        board.update { status in
            status.searchable = position
            for batch in batches {
                let seconds = Double(max(0, shown - batch.committed)) / 1_000_000
                status.latency.add(seconds, times: batch.changes)
            }
        }
    }

    private func sync(_ now: UInt64) throws {
        lastSync = now
        // One that fails may take back what was applied: all is found again from the index.
        for generation in generations { try generation.sync() }
        let positions = generations.compactMap { $0.durablePosition }
        guard let oldest = positions.min(by: { $0.sequence < $1.sequence }), oldest != acknowledged
        else { return try source.keepAlive() }
        try source.acknowledge(oldest)
        acknowledged = oldest
        board.update { $0.durable = oldest }
    }

    private func noteLag() throws {
        let position = applied ?? SourcePosition(incarnation: "", sequence: 0)
        let lag = try source.lag(behind: position)
        let age = Double(max(0, WallClock.milliseconds() * 1000 - reached)) / 1_000_000
        board.update { status in
            status.lag = lag
            status.lagSeconds = lag.behind == 0 ? 0 : age
            status.cpuNanoseconds = ThreadClock.cpuNanoseconds()
        }
        try noteState()
    }

    private func noteState() throws {
        let isFilling = generations.contains { $0.works.contains { $0.work.isSnapshot } }
        lastState = MonotonicClock.nanoseconds()
        try noteProgress()
        let indexes = feeds.map { $0.status }
        let count = letters.letters.count
        board.update { status in
            status.state = isFilling ? .snapshot : .following
            status.error = nil
            status.retryMilliseconds = nil
            status.indexes = indexes
            status.deadLetters = count
        }
    }

    /// Counts what there is to do of work that has begun, once for each.
    private func noteProgress() throws {
        let now = MonotonicClock.nanoseconds()
        for feed in feeds {
            let works = feed.generations.flatMap { generation in
                generation.works.map { (generation.progressName(of: $0), $0.work) }
            }
            try feed.progress.note(works, now: now) { work in
                switch work.task {
                case .fill: try source.estimatedCount(of: feed.configuration.query)
                case .sweep: feed.generations.first?.index.snapshot.documentCount
                case .keys(let keys): keys.count
                case .fanOut: nil
                }
            }
        }
    }

    /// Shows and saves everything applied.
    package func finish() throws {
        let now = MonotonicClock.nanoseconds()
        try refresh(now)
        try sync(now)
        try noteState()
    }

    // MARK: - Requests

    package func perform(_ action: CaptureAction) throws {
        let position = try applied ?? source.currentPosition()
        ahead = [:]
        switch action {
        case .resync(let index):
            for feed in feeds where index == nil || feed.configuration.name == index {
                try feed.beginResync(at: position)
            }
        case .rollBack(let index):
            for feed in feeds where index == nil || feed.configuration.name == index {
                try feed.rollBack(at: position)
            }
        case .retryDeadLetters:
            for feed in feeds {
                let index = feed.configuration.name
                feed.reread(letters.letters.filter { $0.index == index }.map { $0.key })
                try open(feed)
            }
        case .reread(let index, let keys):
            for feed in feeds where feed.configuration.name == index {
                feed.reread(keys)
                try open(feed)
            }
        }
        try noteState()
    }

    /// Writes what a request called for as cursors, at once.
    private func open(_ feed: IndexFeed) throws {
        for generation in feed.generations { try generation.apply([], opening: feed.called) }
        feed.forgetGathered(keys: false, works: true)
    }
}
