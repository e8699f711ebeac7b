import Index
import Primitives

/// Keys of one long work, read ahead of the documents.
struct KeysAhead {
    var keys: ArraySlice<CellValue>
    /// Whether the source has none behind them.
    let isLast: Bool
}

/// Snapshots, fan-outs, debounced keys and sweeps: piece by piece, beside the stream.
extension SourceFollower {
    var hasDueWork: Bool {
        let now = Self.now()
        return generations.contains { ($0.nextDue ?? .max) <= now }
    }

    /// One piece for each generation: a part of a large work, or several small ones.
    func workOff(quiet: Bool) throws {
        let now = Self.now()
        for feed in feeds {
            for generation in feed.generations {
                var room = quiet ? CaptureLimits.quietBulkKeys : CaptureLimits.bulkKeys
                var turns = generation.works.count
                while room > 0, turns > 0, let open = generation.takeTurn(now: now) {
                    room -= try work(open, feed, generation, room)
                    turns -= 1
                }
            }
        }
    }

    /// - Returns: how much of the room it took.
    private func work(
        _ open: Generation.Open, _ feed: IndexFeed, _ generation: Generation, _ limit: Int
    ) throws -> Int {
        let end = applied ?? SourcePosition(incarnation: "", sequence: 0)
        var work = open.work
        if case .sweep = work.task {
            try sweep(open, feed, generation, at: end)
            return limit
        }
        let (keys, isDone) = try nextKeys(of: open, feed, generation, limit)
        var documents: [SourceDocument] = []
        for start in stride(from: 0, to: keys.count, by: CaptureLimits.keysPerRead) {
            let slice = Array(keys[start..<min(start + CaptureLimits.keysPerRead, keys.count)])
            documents += try read(slice, feed, at: end)
        }
        try fence(keys, feed)
        work.after = keys.last ?? work.after
        work.done += keys.count
        if isDone {
            try finish(work, open.name, documents, feed, generation, at: end)
        } else {
            try put(documents, feed, generation, at: end, moving: [open.name: work])
            count(documents)
        }
        return max(1, keys.count)
    }

    /// The keys of a work's next piece, and whether they are its last.
    private func nextKeys(
        of open: Generation.Open, _ feed: IndexFeed, _ generation: Generation, _ limit: Int
    ) throws -> ([CellValue], isLast: Bool) {
        if case .keys(let all) = open.work.task {
            let rest = all.dropFirst(open.work.done)
            return (Array(rest.prefix(limit)), rest.count <= limit)
        }
        let name = generation.name + "/" + open.name
        var page = try ahead[name] ?? readAhead(open.work, feed)
        let keys = Array(page.keys.prefix(limit))
        page.keys = page.keys.dropFirst(limit)
        ahead[name] = page.keys.isEmpty ? nil : page
        return (keys, page.keys.isEmpty && page.isLast)
    }

    /// A row that comes or goes between its key and its document is in the stream as well.
    private func readAhead(_ work: BulkWork, _ feed: IndexFeed) throws -> KeysAhead {
        let limit = CaptureLimits.keysAhead
        var keys: [CellValue] = []
        switch work.task {
        case .fill:
            keys = try source.keys(of: feed.configuration.query, after: work.after, limit: limit)
        case .fanOut(let sql, let values):
            keys = try source.fanOut(sql, changed: values, after: work.after, limit: limit)
        case .keys, .sweep: break
        }
        return KeysAhead(keys: keys[...], isLast: keys.count < limit)
    }

    private func count(_ documents: [SourceDocument]) {
        board.update { $0.documents += UInt64(documents.count) }
    }

    /// The last piece of a work, and what follows it.
    private func finish(
        _ work: BulkWork, _ name: String, _ documents: [SourceDocument], _ feed: IndexFeed,
        _ generation: Generation, at end: SourcePosition
    ) throws {
        guard case .fill(let sweeps, let swaps) = work.task else {
            try put(documents, feed, generation, at: end, moving: [name: nil])
            return count(documents)
        }
        if swaps {
            // The alias moves before the cursor goes: a crash between the two does it again.
            try put(documents, feed, generation, at: end, moving: [name: work])
            try feed.takeOver(generation)
        }
        try put(
            swaps ? [] : documents, feed, generation, at: end,
            opening: sweeps ? [BulkWork(task: .sweep)] : [], moving: [name: nil])
        count(documents)
        DiagnosticLog("cdc").info(
            "snapshot complete",
            [
                "source": .text(self.name), "index": .text(generation.name),
                "documents": .init(work.done),
            ])
    }

    /// Reads every document of the index again in one go: those the source has lost are deleted.
    private func sweep(
        _ open: Generation.Open, _ feed: IndexFeed, _ generation: Generation,
        at end: SourcePosition
    ) throws {
        try generation.index.refresh()
        let walk = DocumentWalk(generation.index.snapshot)
        while let ids = try walk.next(CaptureLimits.keysPerRead) {
            // It begins anew when the source is followed again.
            if isEnding() { return }
            let keys = ids.map { CellValue.text($0) }
            let gone = try read(keys, feed, at: end).filter { $0.json == nil }
            try put(gone, feed, generation, at: end)
            try source.keepAlive()
            if let batch = try source.nextBatch(
                timeoutMilliseconds: 0, changeLimit: CaptureLimits.changesAtOnce)
            {
                try take(batch)
            }
            try maintain()
        }
        try put([], feed, generation, at: end, moving: [open.name: nil])
    }
}
