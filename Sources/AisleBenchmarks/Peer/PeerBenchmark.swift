import API
import Engine
import Glibc
import HTTPServer
import JSON
import Primitives

/// Aisle as one of the engines that `Tests/Peers/bench.py` drives over a pipe.
///
/// Whole requests go through the router in process: JSON in, JSON out, no socket. Reads one command
/// a line from standard input and answers each with one line of JSON; `LucenePeer.java` says which.
final class PeerBenchmark {
    private static let index = "bench"
    /// Size of a bulk body. Unit: bytes.
    private static let bulkSize = 4 << 20

    private var engine: Engine?
    private var router: RequestRouter?
    private var queries: [String: [PeerQuery]] = [:]

    static func run() {
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
        case "index" where words.count >= 6:
            return try build(words[1], words[2], segments: Int(words[3]) ?? 1)
        case "open" where words.count == 2:
            try open(words[1])
            return "{}"
        case "queries" where words.count == 2:
            queries = try PeerQuery.load(words[1])
            return "{\"classes\":\(queries.count)}"
        case "run" where words.count == 2: return try time(words[1])
        default: throw PeerError.unknownCommand(words.joined(separator: " "))
        }
    }

    // MARK: building

    private func open(_ folder: String) throws {
        engine?.close()
        let budget = MemoryBudget(limit: MemoryBudget.defaultLimit())
        let opened = try Engine(EngineConfiguration(dataFolder: folder), budget: budget)
        engine = opened
        router = RequestRouter(engine: opened)
    }

    private func build(_ documents: String, _ folder: String, segments: Int) throws -> String {
        let began = MonotonicClock.nanoseconds()
        let cpu = ThreadClock.processCPUNanoseconds()
        mkdir(folder, 0o755)
        try open(folder)
        try ask("PUT", "/\(PeerBenchmark.index)", Array(PeerMapping.body.utf8))
        let count = try load(documents)
        try ask("POST", "/\(PeerBenchmark.index)/_flush")
        if segments > 0 {
            try ask("POST", "/\(PeerBenchmark.index)/_forcemerge?max_num_segments=\(segments)")
        }
        try ask("POST", "/\(PeerBenchmark.index)/_flush")
        let cpuSeconds = Double(ThreadClock.processCPUNanoseconds() - cpu) / 1e9
        let wall = Double(MonotonicClock.nanoseconds() - began) / 1e9
        return "{\"documents\":\(count),\"deleted\":0,\"cpu_s\":\(cpuSeconds),"
            + "\"wall_s\":\(wall),\"bytes\":\(PeerFolder.size(folder))}"
    }

    private func load(_ documents: String) throws -> Int {
        guard let file = fopen(documents, "r") else { throw PeerError.noFile(documents) }
        defer { fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        var body: [UInt8] = []
        body.reserveCapacity(PeerBenchmark.bulkSize + 65536)
        var count = 0
        while true {
            let length = getline(&line, &capacity, file)
            guard length > 0, let line else { break }
            let text = UnsafeRawBufferPointer(start: line, count: length)
            // Every document of the corpus begins with its id: `{"id":"g17",`.
            let id = text.dropFirst(7).prefix { $0 != UInt8(ascii: "\"") }
            body += Array(#"{"index":{"_id":""#.utf8) + Array(id) + Array("\"}}\n".utf8)
            body += text
            count += 1
            if body.count >= PeerBenchmark.bulkSize { try send(&body) }
        }
        if !body.isEmpty { try send(&body) }
        return count
    }

    private func send(_ body: inout [UInt8]) throws {
        let answer = try ask("POST", "/\(PeerBenchmark.index)/_bulk?filter_path=errors", body)
        guard String(decoding: answer, as: UTF8.self).contains("false") else {
            throw PeerError.refused(String(decoding: answer.prefix(500), as: UTF8.self))
        }
        body.removeAll(keepingCapacity: true)
    }

    // MARK: searching

    @discardableResult
    private func ask(_ method: String, _ path: String, _ body: [UInt8] = []) throws -> [UInt8] {
        guard let router, let target = HTTPTarget(path) else { throw PeerError.notOpen }
        let request = HTTPRequest(
            method: method, target: target,
            headers: HTTPHeaders([("content-type", "application/json")]), body: HTTPBody(body))
        let response = router.respond(to: request)
        let answer = Array(response.body.bytes)
        guard (200..<300).contains(response.status) else {
            throw PeerError.refused(String(decoding: answer.prefix(500), as: UTF8.self))
        }
        return answer
    }

    private func time(_ cls: String) throws -> String {
        guard let router, let target = HTTPTarget("/\(PeerBenchmark.index)/_search") else {
            throw PeerError.notOpen
        }
        let headers = HTTPHeaders([("content-type", "application/json")])
        var times: [UInt64] = []
        var hits = 0
        let parser = JSONParser()
        for query in queries[cls] ?? [] {
            let before = ThreadClock.cpuNanoseconds()
            let response = router.respond(
                to: HTTPRequest(
                    method: "POST", target: target, headers: headers, body: HTTPBody(query.body)))
            times.append(ThreadClock.cpuNanoseconds() - before)
            let answer = try parser.parse(response.body.bytes)
            guard let found = answer["hits"]?["hits"] else {
                throw PeerError.refused(
                    String(decoding: response.body.bytes.prefix(500), as: UTF8.self))
            }
            hits += found.count
        }
        let list = times.map { String($0) }.joined(separator: ",")
        return "{\"class\":\"\(cls)\",\"cpu_ns\":[\(list)],\"hits\":\(hits)}"
    }
}
