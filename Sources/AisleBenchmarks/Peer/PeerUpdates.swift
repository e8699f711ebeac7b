import API
import Engine
import Glibc
import HTTPServer
import Primitives
import Synchronization

/// Searches while documents change: what a query costs then, and how long it waits for its turn.
///
/// The threads are those of the daemon: as many searches at a time, behind the same gate, and
/// writes on a thread that yields. A sample is the CPU time of the searching thread and the time it
/// waited at the gate.
final class PeerUpdates: Sendable {
    private static let niceness: Int32 = 5
    private static let searchers = 4
    private static let bulksPerSecond = 50
    /// Between two queries of one thread: searches take a part of the machine, not all of it.
    /// Unit: nanoseconds.
    private static let pauseNanoseconds: UInt64 = 5_000_000

    private let router: RequestRouter
    private let engine: Engine
    private let index: String
    private let queries: [PeerQuery]
    private let gate: AdmissionGate
    private let samples = Mutex<[UInt64]>([])
    private let written = Atomic<Int>(0)
    private let isStopped = Atomic<Bool>(false)

    init(_ engine: Engine, _ router: RequestRouter, _ index: String, _ queries: [PeerQuery]) {
        self.engine = engine
        self.router = router
        self.index = index
        self.queries = queries
        let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        gate = AdmissionGate(name: "search", limit: processors + 2, queueLimit: 1000)
    }

    /// - Parameters:
    ///   - documents: NDJSON of products that are in the index; they are indexed again, in turn.
    ///   - rate: updates a second; 0 for none.
    func run(documents: String, seconds: Int, rate: Int) throws -> String {
        let bodies = try PeerUpdates.bodies(documents, size: max(1, rate / Self.bulksPerSecond))
        let deadline = MonotonicClock.nanoseconds() + UInt64(seconds) * 1_000_000_000
        let searchers = (0..<Self.searchers).map { number in
            PlatformThread(name: "search") { self.search(from: number, until: deadline) }
        }
        let writer =
            rate == 0
            ? nil
            : PlatformThread(name: "write", niceness: Self.niceness) { self.write(bodies) }
        for searcher in searchers { searcher.join() }
        isStopped.store(true, ordering: .relaxed)
        writer?.join()
        let list = samples.withLock { $0 }.map { String($0) }.joined(separator: ",")
        let count = written.load(ordering: .relaxed)
        return "{\"updates_per_s\":\(count / max(1, seconds)),\"cpu_ns\":[\(list)]}"
    }

    private func search(from number: Int, until deadline: UInt64) {
        var at = number * queries.count / Self.searchers
        while MonotonicClock.nanoseconds() < deadline {
            let query = queries[at % queries.count]
            at += 1
            let arrived = MonotonicClock.nanoseconds()
            guard gate.enter() == .admitted else { return }
            let waited = MonotonicClock.nanoseconds() - arrived
            let before = ThreadClock.cpuNanoseconds()
            _ = try? engine.search(IndexExpression(index), IndicesOptions.search, query.request)
            let spent = ThreadClock.cpuNanoseconds() - before
            gate.leave()
            samples.withLock { $0.append(spent + waited) }
            usleep(UInt32(Self.pauseNanoseconds / 1000))
        }
    }

    /// A bulk after the other, each at its time; late ones are not made up for.
    private func write(_ bodies: [(count: Int, bytes: [UInt8])]) {
        let interval = 1_000_000_000 / UInt64(Self.bulksPerSecond)
        var next = MonotonicClock.nanoseconds()
        var at = 0
        while !isStopped.load(ordering: .relaxed) {
            let (count, bytes) = bodies[at % bodies.count]
            at += 1
            let answer = try? router.ask("POST", "/\(index)/_bulk?filter_path=errors", bytes)
            if let answer, String(decoding: answer, as: UTF8.self).contains("false") {
                written.wrappingAdd(count, ordering: .relaxed)
            }
            next += interval
            let now = MonotonicClock.nanoseconds()
            if next > now { usleep(UInt32((next - now) / 1000)) } else { next = now }
        }
    }

    /// The first documents of the file as bulk bodies.
    private static func bodies(
        _ documents: String, size: Int
    ) throws -> [(count: Int, bytes: [UInt8])] {
        guard let file = fopen(documents, "r") else { throw PeerError.noFile(documents) }
        defer { fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        var bodies: [(count: Int, bytes: [UInt8])] = []
        var body: [UInt8] = []
        var count = 0
        while bodies.count < 500 {
            let length = getline(&line, &capacity, file)
            guard length > 0, let line else { break }
            body += PeerLoader.action(of: UnsafeRawBufferPointer(start: line, count: length))
            count += 1
            guard count == size else { continue }
            bodies.append((count, body))
            body = []
            count = 0
        }
        return bodies
    }
}
