import Glibc
import JSON
import Primitives
import SampleCatalog

enum DemoCommand: Command {
    static let name = "demo"
    static let summary =
        "Start a scratch daemon that follows a catalog of invented products, and try it"
    static let options = [
        Option(
            "count", .number(1...100_000_000), "N", default: "20000", configurable: false,
            "How many products"),
        Option(
            "seed", .number(0...Int.max), "N", default: "1", configurable: false,
            "Another seed, other products"),
        Option(
            "exit", .flag, configurable: false, "Stop at the end; exit code 0 if all is well"),
        Option(
            "generate", .number(1...100_000_000), "N", configurable: false,
            "Only write so many products as NDJSON"),
        Option("out", .text, "FILE", default: "-", configurable: false, "Where --generate writes"),
    ]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let catalog = SampleCatalog(seed: UInt64(arguments.number("seed") ?? 1))
        if let count = arguments.number("generate") {
            try write(catalog, count, to: arguments.text("out") ?? "-")
            return .success
        }
        let count = arguments.number("count") ?? 20_000
        // Blocked before any thread starts, so that Ctrl-C is taken below and nowhere else.
        let signals = StopSignals()
        let scratch = try ScratchFolder(named: "aisle-demo")
        let shop = try DemoCatalog(folder: scratch.path)
        try shop.fill(catalog, count)
        try shop.prepare()
        let daemon = try DaemonProcess(
            data: scratch.path + "/data", port: try DaemonProcess.freePort(),
            configuration: shop.configurationPath, logPath: scratch.path + "/daemon.log")
        try daemon.waitUntilReady(seconds: 30)
        let client = try HTTPClient(url: daemon.url)
        try follow(shop, client, count)
        var allWell = try tour(url: daemon.url)
        allWell = try change(shop, client) && allWell
        if !arguments.isSet("exit") {
            Terminal.print(
                "\n\(daemon.url) stays up until Ctrl-C; its files are in \(scratch.path)")
            signals.wait()
        }
        guard daemon.stop(), allWell else { return .unavailable }
        return .success
    }

    private static func write(_ catalog: SampleCatalog, _ count: Int, to path: String) throws {
        var descriptor = STDOUT_FILENO
        if path != "-" {
            descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else {
                throw CommandError(
                    .inputOutput, "\(SystemError(call: "open \(path)", code: errno))")
            }
        }
        let lines = ByteWriter(capacity: 4 << 20)
        for start in stride(from: 0, to: count, by: 2000) {
            lines.removeAll()
            catalog.writeLines(start..<min(start + 2000, count), into: lines)
            Terminal.write(lines.bytes, to: descriptor)
        }
        if descriptor != STDOUT_FILENO { close(descriptor) }
    }

    /// The daemon reads the catalog and follows it from then on.
    private static func follow(_ shop: DemoCatalog, _ client: HTTPClient, _ count: Int) throws {
        let start = MonotonicClock.nanoseconds()
        try shop.waitUntilRead(client, seconds: 600)
        let found = try client.ask("GET", "/products/_count")["count"]?.integer ?? 0
        guard found == Int64(count) else {
            throw CommandError(.partial, "\(found) of \(count) products were read")
        }
        let seconds = Double(MonotonicClock.nanoseconds() - start) / 1e9
        let rate = Int(Double(count) / max(0.001, seconds))
        Terminal.print(
            "\(Units.grouped(count)) products read from \(shop.path) in "
                + "\(Units.oneDecimal(seconds)) s (\(Units.grouped(rate))/s), "
                + "served at \(client.base)")
    }

    /// Changes a price in the database and finds it.
    /// - Returns: whether the change was found.
    private static func change(_ shop: DemoCatalog, _ client: HTTPClient) throws -> Bool {
        let id = "p1"
        let price = 1.99
        Terminal.print(
            "\n6. The database is the truth: a price changed there is found a moment later\n\n"
                + "   \(shop.priceLine(id, price))\n")
        let start = MonotonicClock.nanoseconds()
        try shop.setPrice(id, price)
        let position = HTTPClient.escaped(try shop.position(client))
        let answer = try client.ask(
            "POST", "/products/_search?min_position=\(position)",
            ["query": ["ids": ["values": [.string(id)]]], "_source": ["title", "price"]])
        let milliseconds = (MonotonicClock.nanoseconds() - start) / 1_000_000
        let product = answer["hits"]?["hits"]?[0]?["_source"]
        guard product?["price"]?.double == price else {
            Terminal.print("   NOT AS PROMISED: \(answer.serialized().prefix(300))")
            return false
        }
        Terminal.print(
            "   \(product?["title"]?.string ?? ""), \(price), found \(milliseconds) ms after "
                + "the change")
        return true
    }

    /// Sends the five requests and shows them with their answers.
    /// - Returns: whether each answered as it should.
    private static func tour(url: String) throws -> Bool {
        let client = try HTTPClient(url: url)
        let first = try client.ask("POST", DemoQuery.typo.path, DemoQuery.typo.body)
        let id = first["hits"]?["hits"]?[0]?["_id"]?.string ?? "p1"
        var allWell = true
        for (number, query) in DemoQuery.all(explaining: id).enumerated() {
            Terminal.print("\n\(number + 1). \(query.title)\n\n   \(query.curl(url: url))\n")
            do {
                let answer = try client.ask(query.method, query.path, query.body)
                if let lines = query.digest(answer) {
                    for line in lines { Terminal.print("   \(line)") }
                    continue
                }
                Terminal.print("   NOT AS PROMISED: \(answer.serialized().prefix(300))")
            } catch {
                Terminal.print("   FAILED: \(error)")
            }
            allWell = false
        }
        return allWell
    }
}
