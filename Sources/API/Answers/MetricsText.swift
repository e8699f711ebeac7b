import ChangeCapture
import Engine
import HTTPServer
import Index
import Primitives

/// The daemon's figures in Prometheus' text form: one family after another, each with its help and
/// type. Counters end in `_total`; times are seconds, sizes bytes.
struct MetricsText {
    private var lines: [String] = []

    static func write(_ call: Call) -> String {
        var text = MetricsText()
        text.addProcess(call.engine)
        if let server = call.serverFigures { text.addRequests(server) }
        text.addIndices(call.engine)
        text.addSources(call.sources.statuses)
        return text.lines.joined(separator: "\n") + "\n"
    }

    // MARK: the form

    private mutating func family(_ name: String, _ type: String, _ help: String) {
        lines.append("# HELP aisle_\(name) \(help)")
        lines.append("# TYPE aisle_\(name) \(type)")
    }

    private mutating func sample(
        _ name: String, _ labels: [(String, String)] = [], _ value: String
    ) {
        let pairs = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }
        let list = pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}"
        lines.append("aisle_\(name)\(list) \(value)")
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
        return result
    }

    private static func seconds(_ nanoseconds: UInt64) -> String {
        String(Double(nanoseconds) / 1e9)
    }

    private mutating func one(_ name: String, _ type: String, _ help: String, _ value: String) {
        family(name, type, help)
        sample(name, [], value)
    }

    // MARK: the process

    private mutating func addProcess(_ engine: Engine) {
        one(
            "cpu_seconds_total", "counter", "CPU time of the daemon.",
            Self.seconds(ThreadClock.processCPUNanoseconds()))
        let budget = engine.budget
        one("memory_limit_bytes", "gauge", "The memory budget.", "\(budget.limit)")
        one("memory_used_bytes", "gauge", "What of the budget is in use.", "\(budget.used)")
        one("memory_peak_bytes", "gauge", "Most that was ever in use.", "\(budget.peak)")
        one(
            "memory_refusals_total", "counter", "Requests refused for want of memory.",
            "\(budget.refusedCount)")
    }

    private mutating func addRequests(_ server: HTTPServerFigures) {
        one("http_requests_total", "counter", "Requests that have begun.", "\(server.requests)")
        one(
            "http_refusals_total", "counter", "Requests the server turned away.",
            "\(server.refusals)")
        one("http_in_flight", "gauge", "Requests not yet answered.", "\(server.inFlight)")
        one("http_connections", "gauge", "Open connections.", "\(server.openConnections)")
        one(
            "http_received_bytes_total", "counter", "Bytes of bodies received.",
            "\(server.receivedBodyBytes)")
        one("http_sent_bytes_total", "counter", "Bytes of bodies sent.", "\(server.sentBodyBytes)")
        let names = ["search", "write", "admin"]
        let lanes = Array(zip(names, server.lanes))
        lane("pool_queue", "gauge", "Requests that wait for a thread.", lanes) { "\($0.queued)" }
        lane("pool_completed_total", "counter", "Requests a thread finished.", lanes) {
            "\($0.completed)"
        }
        lane("pool_rejected_total", "counter", "Requests turned away by a full queue.", lanes) {
            "\($0.rejected)"
        }
        lane("pool_wait_seconds_total", "counter", "Time requests waited for a thread.", lanes) {
            Self.seconds($0.waitNanoseconds)
        }
        addTimes(Array(zip(names, server.times)))
    }

    private mutating func addTimes(_ lanes: [(name: String, times: DurationHistogram)]) {
        let name = "pool_cpu_and_wait_seconds"
        family(name, "histogram", "Wait for a thread plus CPU of it, of each answered request.")
        for lane in lanes {
            var below: UInt64 = 0
            for (bound, count) in zip(DurationHistogram.bounds, lane.times.counts) {
                below += count
                let labels = [("pool", lane.name), ("le", Self.seconds(bound))]
                sample(name + "_bucket", labels, "\(below)")
            }
            let count = "\(lane.times.count)"
            sample(name + "_bucket", [("pool", lane.name), ("le", "+Inf")], count)
            sample(name + "_sum", [("pool", lane.name)], Self.seconds(lane.times.sum))
            sample(name + "_count", [("pool", lane.name)], count)
        }
    }

    private mutating func lane(
        _ name: String, _ type: String, _ help: String, _ lanes: [(String, ThreadPoolFigures)],
        _ value: (ThreadPoolFigures) -> String
    ) {
        family(name, type, help)
        for (lane, figures) in lanes { sample(name, [("pool", lane)], value(figures)) }
    }

    // MARK: the indices

    private mutating func addIndices(_ engine: Engine) {
        let entries = engine.state.sortedIndices.filter { $0.index != nil }
        let found = entries.map { ($0.name, engine.statistics(of: $0)) }
        index("index_documents", "gauge", "Documents searches see.", found) {
            "\($0.documentCount)"
        }
        index("index_bytes", "gauge", "Size of the segments.", found) { "\($0.segmentBytes)" }
        index("index_memory_bytes", "gauge", "Indexing buffers and segments in memory.", found) {
            "\($0.memoryBytes)"
        }
        index("index_log_bytes", "gauge", "Log since the last commit.", found) { "\($0.logBytes)" }
        index("index_segments", "gauge", "Segments.", found) { "\($0.segmentCount)" }
        index("index_operations_total", "counter", "Documents indexed.", found) { "\($0.indexed)" }
        index("index_deletes_total", "counter", "Documents deleted.", found) { "\($0.deleted)" }
        index("index_refreshes_total", "counter", "Refreshes.", found) { "\($0.refreshes)" }
        index("index_merges_total", "counter", "Merges.", found) { "\($0.merges)" }
        family("search_queries_total", "counter", "Searches.")
        for entry in entries {
            let figures = engine.figures.search(of: entry.uuid)
            sample("search_queries_total", [("index", entry.name)], "\(figures.queries)")
        }
        family("search_seconds_total", "counter", "Time spent in searches.")
        for entry in entries {
            let figures = engine.figures.search(of: entry.uuid)
            sample(
                "search_seconds_total", [("index", entry.name)],
                Self.seconds(figures.queryNanoseconds))
        }
    }

    private mutating func index(
        _ name: String, _ type: String, _ help: String, _ found: [(String, IndexStatistics)],
        _ value: (IndexStatistics) -> String
    ) {
        family(name, type, help)
        for (index, statistics) in found { sample(name, [("index", index)], value(statistics)) }
    }

    // MARK: the sources

    private mutating func addSources(_ sources: [SourceStatus]) {
        guard !sources.isEmpty else { return }
        source("cdc_healthy", "gauge", "1 when a source is followed closely.", sources) {
            $0.isHealthy ? "1" : "0"
        }
        source("cdc_behind", "gauge", "Changes or bytes not yet applied.", sources) {
            "\($0.lag?.behind ?? 0)"
        }
        source("cdc_lag_seconds", "gauge", "Age of the oldest change not applied.", sources) {
            "\($0.lagSeconds)"
        }
        source("cdc_retained_bytes", "gauge", "What the source keeps for us.", sources) {
            "\($0.lag?.retainedBytes ?? 0)"
        }
        source("cdc_changes_total", "counter", "Row changes applied.", sources) { "\($0.changes)" }
        source("cdc_documents_total", "counter", "Documents read again.", sources) {
            "\($0.documents)"
        }
        source("cdc_set_in_place_total", "counter", "Documents changed in place.", sources) {
            "\($0.setInPlace)"
        }
        source("cdc_failures_total", "counter", "Times a source was lost.", sources) {
            "\($0.failures)"
        }
        source("cdc_dead_letters", "gauge", "Documents set aside.", sources) {
            "\($0.deadLetters)"
        }
        source("cdc_cpu_seconds_total", "counter", "CPU of the consumer's thread.", sources) {
            Self.seconds($0.cpuNanoseconds)
        }
        addWorks(sources)
        for status in sources { addLatency(status) }
    }

    private mutating func source(
        _ name: String, _ type: String, _ help: String, _ sources: [SourceStatus],
        _ value: (SourceStatus) -> String
    ) {
        family(name, type, help)
        for status in sources { sample(name, [("source", status.name)], value(status)) }
    }

    private mutating func addWorks(_ sources: [SourceStatus]) {
        work(
            "cdc_work_documents", "Documents done by snapshots, resyncs and fan-outs under way.",
            sources
        ) { "\($0.done)" }
        work("cdc_work_documents_expected", "Documents they have to do, about.", sources) {
            $0.total.map { "\($0)" }
        }
        work("cdc_work_remaining_seconds", "How long the rest takes, about.", sources) {
            $0.remainingSeconds.map { "\($0)" }
        }
    }

    private mutating func work(
        _ name: String, _ help: String, _ sources: [SourceStatus],
        _ value: (SourceStatus.Work) -> String?
    ) {
        family(name, "gauge", help)
        for status in sources {
            for index in status.indexes {
                for (number, work) in index.works.enumerated() {
                    guard let value = value(work) else { continue }
                    let labels = [
                        ("source", status.name), ("index", index.name), ("work", work.title),
                        ("number", "\(number)"),
                    ]
                    sample(name, labels, value)
                }
            }
        }
    }

    private mutating func addLatency(_ status: SourceStatus) {
        let name = "cdc_commit_to_searchable_seconds"
        family(name, "histogram", "From commit at the source to searchable here.")
        var below: UInt64 = 0
        for (bound, count) in zip(LatencyHistogram.bounds, status.latency.counts) {
            below += count
            sample(name + "_bucket", [("source", status.name), ("le", "\(bound)")], "\(below)")
        }
        let count = "\(status.latency.count)"
        sample(name + "_bucket", [("source", status.name), ("le", "+Inf")], count)
        sample(name + "_sum", [("source", status.name)], "\(status.latency.sum)")
        sample(name + "_count", [("source", status.name)], count)
    }
}
