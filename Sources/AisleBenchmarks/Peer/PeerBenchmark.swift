import API
import Engine
import Glibc
import HTTPServer
import JSON
import Primitives
import QueryDSL

/// Aisle as one of the engines that `Tests/Peers/bench.py` drives over a pipe.
///
/// Reads one command a line from standard input and answers each with one line of JSON;
/// `LucenePeer.java` says which. Searches are measured twice: `run` begins at a parsed request and
/// ends at hits written out, as the peers do; `run-json` sends whole requests through the router,
/// JSON in, JSON out, no socket.
final class PeerBenchmark {
    private static let index = "bench"
    private static let headers = HTTPHeaders([("content-type", "application/json")])

    private var engine: Engine?
    private var router: RequestRouter?
    private var queries: [String: [PeerQuery]] = [:]

    static func run() {
        // As the daemon does.
        HeapRetention.bound()
        let peer = PeerBenchmark()
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            do {
                print(try peer.answer(words))
                fflush(nil)
            } catch {
                print("{\"error\":\"\(error)\"}")
                exit(1)
            }
        }
        peer.engine?.close()
    }

    private func answer(_ words: [String]) throws -> String {
        switch words.first {
        case "version": return #"{"name":"Aisle","version":"in process"}"#
        case "index" where words.count == 6:
            return try build(
                words[1], words[2], segments: Int(words[3]) ?? 1, threads: Int(words[5]) ?? 1)
        case "delete" where words.count == 4:
            return try delete(words[1], words[2], every: Int(words[3]) ?? 5)
        case "open" where words.count == 2:
            try open(words[1])
            return try "{\"segments\":\(segmentCount())}"
        case "close":
            close()
            return "{}"
        case "queries" where words.count == 2:
            queries = try PeerQuery.load(words[1])
            return "{\"classes\":\(queries.count)}"
        case "run" where words.count == 3: return try time(words[1], words[2], search)
        case "run-json" where words.count == 3: return try time(words[1], words[2], respond)
        case "run-threads" where words.count == 4:
            return try share(words[1], Int(words[2]) ?? 0, threads: Int(words[3]) ?? 1)
        case "run-updates" where words.count == 5:
            guard let engine, let router else { throw PeerError.notOpen }
            return try PeerUpdates(engine, router, Self.index, queries[words[1]] ?? []).run(
                documents: words[2], seconds: Int(words[3]) ?? 1, rate: Int(words[4]) ?? 0)
        default: throw PeerError.unknownCommand(words.joined(separator: " "))
        }
    }

    // MARK: building

    private func open(_ folder: String) throws {
        close()
        let budget = MemoryBudget(limit: MemoryBudget.defaultLimit())
        let opened = try Engine(EngineConfiguration(dataFolder: folder), budget: budget)
        engine = opened
        router = RequestRouter(engine: opened)
    }

    private func close() {
        engine?.close()
        engine = nil
        router = nil
    }

    /// Loads a file, makes it durable, then merges; the two are timed apart.
    ///
    /// - Parameter segments: 0 merges nothing; with more than one, commits cut the documents into
    ///   as many parts.
    private func build(
        _ documents: String, _ folder: String, segments: Int, threads: Int
    ) throws -> String {
        mkdir(folder, 0o755)
        let start = Moment()
        try open(folder)
        guard let router else { throw PeerError.notOpen }
        try router.ask("PUT", "/\(Self.index)", Array(PeerMapping.body.utf8))
        let part = segments > 1 ? try Self.partSize(documents, segments) : Int.max
        let loader = try PeerLoader(documents, into: Self.index, of: router)
        var limit = part
        while try loader.index(upTo: limit, threads: threads) {
            try router.ask("POST", "/\(Self.index)/_flush")
            limit += part
        }
        try router.ask("POST", "/\(Self.index)/_flush")
        let loaded = Moment()
        if segments > 0 {
            try router.ask("POST", "/\(Self.index)/_forcemerge?max_num_segments=\(segments)")
            try router.ask("POST", "/\(Self.index)/_flush")
        }
        let merged = Moment()
        let found = try segmentCount()
        close()
        return "{\"documents\":\(loader.count),\"cpu_s\":\(loaded.cpuSeconds(since: start)),"
            + "\"wall_s\":\(loaded.seconds(since: start)),"
            + "\"merge_cpu_s\":\(merged.cpuSeconds(since: loaded)),"
            + "\"segments\":\(found),\"bytes\":\(PeerFolder.size(folder))}"
    }

    /// Documents of each part but the last, which is half as large: engines that merge segments of
    /// like size leave them alone.
    private static func partSize(_ documents: String, _ segments: Int) throws -> Int {
        guard let file = fopen(documents, "r") else { throw PeerError.noFile(documents) }
        defer { fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        var count = 0
        while getline(&line, &capacity, file) > 0 { count += 1 }
        return max(1, (2 * count + 2 * segments - 2) / (2 * segments - 1))
    }

    private func delete(_ folder: String, _ documents: String, every step: Int) throws -> String {
        try open(folder)
        guard let router else { throw PeerError.notOpen }
        let loader = try PeerLoader(documents, into: Self.index, of: router)
        let count = try loader.delete(every: step)
        try router.ask("POST", "/\(Self.index)/_flush")
        let segments = try segmentCount()
        close()
        return "{\"deleted\":\(count),\"segments\":\(segments)}"
    }

    private func segmentCount() throws -> Int {
        guard let router else { throw PeerError.notOpen }
        let answer = try router.ask("GET", "/\(Self.index)/_stats/segments")
        let stats = try answer.withUnsafeBytes { try JSONDocument.parse($0) }
        let segments = stats.root["_all"]?["primaries"]?["segments"]?["count"]
        return segments?.integer.map { Int($0) } ?? 0
    }

    // MARK: searching

    private func search(_ query: PeerQuery) throws -> Int {
        guard let engine else { throw PeerError.notOpen }
        let outcome = try engine.search(
            IndexExpression(Self.index), IndicesOptions.search, query.request)
        return outcome.hitCount
    }

    private func respond(_ query: PeerQuery) throws -> Int {
        guard let router, let target = HTTPTarget("/\(Self.index)/_search") else {
            throw PeerError.notOpen
        }
        let response = router.respond(
            to: HTTPRequest(
                method: "POST", target: target, headers: Self.headers, body: HTTPBody(query.body)))
        guard response.status == 200 else {
            throw PeerError.refused(
                String(decoding: response.body.bytes.prefix(500), as: UTF8.self))
        }
        return response.body.bytes.count
    }

    /// CPU time of the first queries of a class, and the sum of what `run` answers.
    private func time(
        _ cls: String, _ count: String, _ run: (PeerQuery) throws -> Int
    ) throws -> String {
        var times: [UInt64] = []
        var sum = 0
        for query in (queries[cls] ?? []).prefix(Int(count) ?? 0) {
            let before = ThreadClock.cpuNanoseconds()
            sum += try run(query)
            times.append(ThreadClock.cpuNanoseconds() - before)
        }
        let list = times.map { String($0) }.joined(separator: ",")
        return "{\"class\":\"\(cls)\",\"cpu_ns\":[\(list)],\"hits\":\(sum)}"
    }

    /// Time for `count` queries of a class, its list again and again, taken by as many threads.
    private func share(_ cls: String, _ count: Int, threads: Int) throws -> String {
        guard let engine else { throw PeerError.notOpen }
        let work = SharedQueries(queries[cls] ?? [], count: count, engine, Self.index)
        let start = Moment()
        let workers = (1..<max(threads, 1)).map { number in
            PlatformThread(name: "search-\(number)") { work.run() }
        }
        work.run()
        for worker in workers { worker.join() }
        let end = Moment()
        return "{\"wall_s\":\(end.seconds(since: start)),"
            + "\"cpu_s\":\(end.cpuSeconds(since: start))}"
    }
}

/// A moment in both times.
private struct Moment {
    private let cpu = ThreadClock.processCPUNanoseconds()
    private let wall = MonotonicClock.nanoseconds()

    func cpuSeconds(since start: Moment) -> Double { Double(cpu - start.cpu) / 1e9 }

    func seconds(since start: Moment) -> Double { Double(wall - start.wall) / 1e9 }
}
