import Glibc
import JSON
import Primitives

/// Sends batches over a few connections at once, again where the daemon asks for patience.
///
/// `@unchecked Sendable`: all state is guarded by `lock`.
final class BulkSender: @unchecked Sendable {
    struct Settings {
        var path = ""
        var connections = 2
        /// How often a batch, or a row of it, is sent again after a refusal for load.
        var retries = 8
        var url = ""
        var trusted: String?
    }

    /// What became of the rows so far.
    struct Tally {
        var accepted = 0
        var rejected = 0
        var retried = 0
    }

    private let settings: Settings
    private let rejects: RejectsFile
    private let lock = PlatformLock()
    private let changed = PlatformCondition()
    private var waiting: [BulkBatch] = []
    private var busy = 0
    private var closing = false
    private var failure: CommandError?
    private var tallySoFar = Tally()
    private var threads: [PlatformThread] = []

    init(_ settings: Settings, rejects: RejectsFile) {
        self.settings = settings
        self.rejects = rejects
        for _ in 0..<settings.connections {
            threads.append(PlatformThread(name: "bulk") { [self] in work() })
        }
    }

    var tally: Tally { lock.withLock { tallySoFar } }

    /// Hands a batch over; waits while every connection is busy. Throws what ended the sending.
    func submit(_ batch: BulkBatch) throws(CommandError) {
        lock.lock()
        defer { lock.unlock() }
        while failure == nil, waiting.count + busy >= settings.connections { changed.wait(lock) }
        if let failure { throw failure }
        waiting.append(batch)
        changed.broadcast()
    }

    /// Counts a row that never was in a batch.
    func reject(row: Int, id: String?, reason: String, source: String) throws {
        try lock.withLock {
            tallySoFar.rejected += 1
            try rejects.add(row: row, id: id, status: nil, reason: reason, source: source)
        }
    }

    /// Waits until everything is sent and ends the threads, after a failure too.
    func finish() throws(CommandError) {
        lock.lock()
        closing = true
        changed.broadcast()
        lock.unlock()
        for thread in threads { thread.join() }
        threads = []
        if let failure = lock.withLock({ failure }) { throw failure }
    }

    private func work() {
        do {
            let client = try HTTPClient(url: settings.url, trusted: settings.trusted)
            while let batch = next() {
                defer { lock.withLock { busy -= 1 }; changed.broadcast() }
                try send(batch, client)
            }
        } catch let error as CommandError {
            fail(error)
        } catch {
            fail(CommandError(.unavailable, "\(error)"))
        }
    }

    private func fail(_ error: CommandError) {
        lock.withLock { if failure == nil { failure = error } }
        changed.broadcast()
    }

    private func next() -> BulkBatch? {
        lock.lock()
        defer { lock.unlock() }
        while waiting.isEmpty {
            if closing || failure != nil { return nil }
            changed.wait(lock)
        }
        if failure != nil { return nil }
        busy += 1
        return waiting.removeFirst()
    }

    private func send(_ batch: BulkBatch, _ client: HTTPClient) throws {
        var batch = batch
        for attempt in 0... {
            let answer = try post(batch, client, attempt)
            let isLast = attempt >= settings.retries
            if let answer, answer.isSuccess {
                let again = try settle(batch, try answer.json(), isLast: isLast)
                if again.isEmpty { return }
                batch = batch.part(again)
            } else if let answer, ![429, 503].contains(answer.status) || isLast {
                throw CommandError(
                    answer.status < 500 && answer.status != 429 ? .data : .unavailable,
                    "the daemon answered \(answer.status): \(answer.reason)")
            }
            lock.withLock { tallySoFar.retried += 1 }
            pause(attempt, asked: answer?.retryAfter)
        }
    }

    /// Nil where no connection was possible and it is worth another try.
    private func post(
        _ batch: BulkBatch, _ client: HTTPClient, _ attempt: Int
    ) throws -> HTTPClient.Answer? {
        do {
            return try withExtendedLifetime(batch) {
                try client.send(
                    "POST", settings.path, body: batch.body, type: "application/x-ndjson")
            }
        } catch let failure as HTTPClient.Failure {
            if failure.neverConnected, attempt < min(2, settings.retries) { return nil }
            throw CommandError(.unavailable, "\(failure)", hint: "is aisle serve running there?")
        }
    }

    /// Twice as long with each attempt, up to ten seconds, or as the daemon asks.
    private func pause(_ attempt: Int, asked: Double?) {
        let own = min(10, 0.1 * Double(1 << min(attempt, 7)))
        usleep(UInt32(min(max(asked ?? own, 0.01), 60) * 1_000_000))
    }

    /// Books the answer's items.
    /// - Returns: the rows that were refused for load.
    private func settle(
        _ batch: BulkBatch, _ answer: JSONValue, isLast: Bool
    ) throws -> [BulkBatch.Entry] {
        guard let items = answer["items"]?.array, items.count == batch.count else {
            throw CommandError(.unavailable, "the daemon's answer does not list every row")
        }
        var again: [BulkBatch.Entry] = []
        var accepted = 0
        for (entry, item) in zip(batch.entries, items) {
            let result = item["index"]
            let status = Int(result?["status"]?.integer ?? 0)
            if (200..<300).contains(status) {
                accepted += 1
            } else if status == 429, !isLast {
                again.append(entry)
            } else {
                let reason = result?["error"]?["reason"]?.string ?? "status \(status)"
                let cause = result?["error"]?["caused_by"]?["reason"]?.string
                try lock.withLock {
                    tallySoFar.rejected += 1
                    try rejects.add(
                        row: entry.row, id: entry.id, status: status,
                        reason: cause.map { "\(reason): \($0)" } ?? reason,
                        source: batch.source(of: entry))
                }
            }
        }
        lock.withLock { tallySoFar.accepted += accepted }
        return again
    }
}
