import Primitives
import Schema
import Segments
import Synchronization

/// Rewriting segments.
///
/// A merge reads its inputs as searches see them when it begins. Deletes and edits go on meanwhile;
/// whatever landed on the inputs is carried over to the result in the moment it takes their place.
extension LiveIndex {
    struct MergeJob {
        let inputs: [DocumentHome]
        let views: [SegmentView]
        let name: String
    }

    struct MergeResult {
        /// Nil when no document was left.
        let reader: SegmentReader?
        let maps: [DocMap]
        /// The bytes of a result that is not in a file.
        var region: MemoryRegion?
    }

    func beginMerge(_ inputs: [DocumentHome]) -> MergeJob {
        lock.withLock { beginMergeLocked(inputs) }
    }

    /// With `lock` held.
    private func beginMergeLocked(_ inputs: [DocumentHome]) -> MergeJob {
        for home in inputs { home.isMerging = true }
        let name = state.takeSegmentName()
        state.unpublishedSegments.insert(name)
        return MergeJob(inputs: inputs, views: inputs.compactMap(\.view), name: name)
    }

    /// Writes the result. Without any lock.
    ///
    /// - Parameter isUrgent: the merge frees memory and is not refused any; otherwise the error may
    ///   be the budget's.
    func runMerge(
        _ job: MergeJob, toFile: Bool, isUrgent: Bool = false, isCancelled: () -> Bool
    ) throws -> MergeResult {
        let start = MonotonicClock.nanoseconds()
        do {
            let result = try write(job, toFile: toFile, isUrgent, isCancelled)
            lock.withLock {
                state.statistics.merges += 1
                state.statistics.mergedDocuments += job.views.reduce(0) { $0 + $1.liveCount }
                state.statistics.mergedBytes += result.reader?.sizeBytes ?? 0
                state.statistics.mergeNanoseconds &+= MonotonicClock.nanoseconds() &- start
            }
            return result
        } catch {
            abandon(job)
            throw error
        }
    }

    private func write(
        _ job: MergeJob, toFile: Bool, _ isUrgent: Bool, _ isCancelled: () -> Bool
    ) throws -> MergeResult {
        if job.views.allSatisfy({ $0.liveCount == 0 }) {
            let maps = job.views.map {
                DocMap(Array(repeating: DocMap.dropped, count: $0.reader.documentCount))
            }
            return MergeResult(reader: nil, maps: maps)
        }
        if toFile, let copied = try copy(job) { return copied }
        var merger = SegmentMerger(
            views: job.views, fields: lock.withLock { state.mapping.fieldInfos }, name: job.name)
        merger.compression = sourceCompression()
        let charge = MemoryCharge(environment.budget, for: "merge")
        defer { charge.shrink(to: 0) }
        let memory = merger.memoryEstimate + (toFile ? 0 : job.inputs.reduce(0) { $0 + $1.size })
        if isUrgent {
            charge.growBeyondLimit(to: memory)
        } else {
            try charge.grow(to: memory)
        }
        if toFile {
            let sink = try FileSink(directory, name: IndexFile.segment(job.name).name)
            let maps = try merger.merge(to: sink, isCancelled: isCancelled)
            return MergeResult(reader: try finish(sink, job), maps: maps)
        }
        let sink = MemorySink(capacity: job.inputs.reduce(0) { $0 + $1.size })
        let maps = try merger.merge(to: sink, isCancelled: isCancelled)
        let region = sink.takeRegion()
        let reader = try SegmentReader.open(name: job.name, region: region)
        return MergeResult(reader: reader, maps: maps, region: region)
    }

    private func finish(_ sink: FileSink, _ job: MergeJob) throws -> SegmentReader {
        try sink.finish()
        let file = IndexFile.segment(job.name).name
        return try SegmentReader.open(name: job.name, region: try directory.openRegion(file))
    }

    /// A single segment in memory from which nothing is to be dropped goes to its file as it is.
    private func copy(_ job: MergeJob) throws -> MergeResult? {
        let view = job.views[0]
        guard job.inputs.count == 1, let region = job.inputs[0].region, view.overlay == nil,
            view.liveCount == view.reader.documentCount
        else { return nil }
        let sink = try FileSink(directory, name: IndexFile.segment(job.name).name)
        try withExtendedLifetime(region) { try sink.append(region.bytes) }
        let map = DocMap(Array(0..<DocID(view.reader.documentCount)))
        return MergeResult(reader: try finish(sink, job), maps: [map])
    }

    private func abandon(_ job: MergeJob) {
        lock.withLock {
            for home in job.inputs { home.isMerging = false }
            state.unpublishedSegments.remove(job.name)
        }
        try? directory.delete(IndexFile.segment(job.name).name)
    }

    /// Puts the result in the place of the inputs. With the maintenance turn.
    func finishMerge(_ job: MergeJob, _ result: MergeResult) {
        lock.withLock {
            let generation = state.takeGeneration()
            let target = result.reader.map {
                DocumentHome(
                    reader: $0, view: SegmentView(reader: $0, liveDocs: $0.initialLiveDocs),
                    size: $0.sizeBytes, region: result.region)
            }
            if let target { carryOver(job, result.maps, to: target, generation) }
            let place = state.segments.firstIndex { $0 === job.inputs[0] }
            state.segments.removeAll { home in job.inputs.contains { $0 === home } }
            if let target {
                state.segments.insert(target, at: min(place ?? 0, state.segments.count))
            }
            for home in job.inputs { home.isMerging = false }
            state.unpublishedSegments.remove(job.name)
            if result.region == nil { state.hasNewFiles = true }
            publishSnapshot()
            chargeMemory()
        }
    }

    /// With `lock` held.
    private func carryOver(
        _ job: MergeJob, _ maps: [DocMap], to target: DocumentHome, _ generation: UInt64
    ) {
        var deleted: [DocID] = []
        var edits: [ColumnEdit] = []
        for (index, input) in job.inputs.enumerated() {
            input.carryOver(
                since: job.views[index], to: target, map: maps[index], published: &deleted,
                edits: &edits)
        }
        target.begin(deleting: deleted, edits: edits, generation: generation)
    }

    // MARK: - In the background

    /// Begins what the policy asks for: in the pool, or when there is none, here and now.
    func startMerges() {
        while let job = nextMerge() {
            merges.begin()
            guard let pool = environment.pool else {
                runBackgroundMerge(job)
                continue
            }
            let accepted = pool.submit { [self] in
                runBackgroundMerge(job)
                startMerges()
            }
            if !accepted {
                abandon(job)
                merges.end()
                return
            }
        }
    }

    private func nextMerge() -> MergeJob? {
        let now = environment.now()
        return lock.withLock {
            guard !isClosed.load(ordering: .relaxed), now >= state.mergePauseUntil,
                merges.running < IndexLimits.concurrentMerges
            else { return nil }
            let waiting = state.segments.filter { !$0.isInMemory && !$0.isMerging }
            let policy = environment.mergePolicy ?? state.tuning.merge
            guard let choice = policy.merges(of: waiting.map(\.candidate)).first, !choice.isEmpty
            else {
                state.hasNewFiles = false
                return nil
            }
            return beginMergeLocked(choice.map { waiting[$0] })
        }
    }

    private func runBackgroundMerge(_ job: MergeJob) {
        defer { merges.end() }
        do {
            let closed = { [self] in isClosed.load(ordering: .relaxed) }
            let result = try runMerge(job, toFile: true, isCancelled: closed)
            environment.hooks.beforePublishingMerge?()
            maintenance.withTurn { finishMerge(job, result) }
        } catch let error as MemoryBudgetError {
            pauseMerging(IndexLimits.mergeMemoryPauseMilliseconds)
            diagnostics.debug("merge waits", ["segment": .init(job.name), "for": .init(error)])
        } catch {
            pauseMerging(IndexLimits.mergePauseMilliseconds)
            diagnostics.warning(
                "merge failed", ["segment": .init(job.name), "error": .init(error)])
        }
    }

    private func pauseMerging(_ milliseconds: UInt64) {
        let pause = environment.now() + milliseconds
        lock.withLock { state.mergePauseUntil = pause }
    }

    /// Merges until at most `count` segments are left, or, with `onlyExpungingDeletes`, rewrites
    /// those with deleted documents. Durable when it returns.
    package func forceMerge(
        maxSegments count: Int = 1, onlyExpungingDeletes: Bool = false
    ) throws(IndexError) {
        try commit()
        let pause = lock.withLock {
            defer { state.mergePauseUntil = .max }
            return state.mergePauseUntil
        }
        defer { lock.withLock { state.mergePauseUntil = pause == .max ? 0 : pause } }
        merges.waitUntilNone()
        let inputs = forcedMerges(max(count, 1), onlyExpungingDeletes)
        for input in inputs {
            let job = beginMerge(input)
            merges.begin()
            defer { merges.end() }
            try LiveIndex.wrapping {
                let closed = { self.isClosed.load(ordering: .relaxed) }
                let result = try self.runMerge(job, toFile: true, isCancelled: closed)
                self.environment.hooks.beforePublishingMerge?()
                self.maintenance.withTurn { self.finishMerge(job, result) }
            }
        }
        if !inputs.isEmpty { try commit() }
    }

    private func forcedMerges(_ count: Int, _ onlyExpungingDeletes: Bool) -> [[DocumentHome]] {
        lock.withLock {
            let homes = state.segments.filter { !$0.isMerging && !$0.isInMemory }
            if onlyExpungingDeletes {
                return homes.filter { ($0.view?.liveDocs?.deletedCount ?? 0) > 0 }.map { [$0] }
            }
            if homes.count > count {
                let smallest = homes.sorted { $0.size < $1.size }.prefix(homes.count - count + 1)
                return [homes.filter { home in smallest.contains { $0 === home } }]
            }
            guard count == 1, let only = homes.first, homes.count == 1,
                (only.view?.liveDocs?.deletedCount ?? 0) > 0 || only.view?.overlay != nil
            else { return [] }
            return [[only]]
        }
    }
}
