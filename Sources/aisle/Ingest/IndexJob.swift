import JSON
import Primitives

/// Reads one input and sends it to one index: what `aisle index` does, and what the demonstration
/// uses.
struct IndexJob {
    var index: String
    var url: String
    var trusted: String?
    var idField = "id"
    /// Nil finds out by looking.
    var format: RowFormat?
    var csvSeparator: UInt8?
    var csvKeepsText = false
    /// Unit: bytes.
    var batchSize = 5 << 20
    var batchCount = 5000
    var connections = 2
    var retries = 8
    var rejectsPath: String
    var refreshes = true

    struct Result {
        var accepted = 0
        var rejected = 0
        var retried = 0
        var seconds = 0.0
        /// Nil when no row was rejected.
        var rejectsPath: String?
    }

    /// - Parameter path: a file, or `-` for standard input.
    func run(_ path: String) throws -> Result {
        let input = try InputBytes(path: path)
        let rejects = RejectsFile(path: rejectsPath)
        let sender = BulkSender(
            BulkSender.Settings(
                path: "/\(HTTPClient.escaped(index))/_bulk", connections: connections,
                retries: retries, url: url, trusted: trusted), rejects: rejects)
        let progress = Progress(label: "index \(index)")
        var feeder = RowFeeder(job: self, sender: sender)
        do {
            while try input.next({ try feeder.feed($0) }) {
                let tally = sender.tally
                let fraction = input.size.map { Double(input.consumed) / Double(max(1, $0)) }
                progress.update(
                    fraction: fraction, count: tally.accepted, rejected: tally.rejected)
            }
            try feeder.finish()
        } catch {
            progress.clear()
            _ = try? sender.finish()
            throw error
        }
        try sender.finish()
        progress.clear()
        if refreshes { try refresh() }
        let tally = sender.tally
        return Result(
            accepted: tally.accepted, rejected: tally.rejected, retried: tally.retried,
            seconds: progress.seconds, rejectsPath: rejects.count > 0 ? rejects.path : nil)
    }

    private func refresh() throws {
        let client = try HTTPClient(url: url, trusted: trusted)
        _ = try client.ask("POST", "/\(HTTPClient.escaped(index))/_refresh")
    }
}

/// From the input's bytes to batches.
private struct RowFeeder {
    private let job: IndexJob
    private let sender: BulkSender
    private let parser = JSONParser()
    private var reader: (any RowReader)?
    private var batch: BulkBatch

    init(job: IndexJob, sender: BulkSender) {
        self.job = job
        self.sender = sender
        batch = BulkBatch(capacity: job.batchSize)
    }

    mutating func feed(_ bytes: UnsafeRawBufferPointer) throws {
        var reader =
            self.reader
            ?? (job.format ?? RowFormat(detecting: bytes)).reader(
                csv: CSVReader(
                    separator: job.csvSeparator, keepsText: job.csvKeepsText,
                    textFields: [job.idField]))
        self.reader = nil
        defer { self.reader = reader }
        try reader.feed(bytes) { try add($0) }
    }

    mutating func finish() throws {
        if var reader {
            try reader.finish { try add($0) }
            self.reader = reader
        }
        try flush()
    }

    private mutating func flush() throws {
        if batch.count == 0 { return }
        try sender.submit(batch)
        batch = BulkBatch(capacity: job.batchSize)
    }

    private mutating func add(_ row: Row) throws {
        switch row {
        case .fault(let reason, let text, let number):
            try sender.reject(row: number, id: nil, reason: reason, source: text)
        case .document(let bytes, let number):
            switch identify(bytes) {
            case .success(let id):
                batch.add(bytes, id: id, row: number)
                if batch.size >= job.batchSize || batch.count >= job.batchCount { try flush() }
            case .failure(let fault):
                try sender.reject(
                    row: number, id: nil, reason: fault.reason,
                    source: String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    private struct Fault: Error {
        let reason: String
    }

    /// The document's id, nil where it has none.
    private func identify(_ bytes: UnsafeRawBufferPointer) -> Swift.Result<String?, Fault> {
        let root: JSONNode
        do {
            root = try parser.parse(bytes)
        } catch {
            return .failure(Fault(reason: "not JSON: \(error)"))
        }
        guard root.isObject else { return .failure(Fault(reason: "not a JSON object")) }
        guard let node = root[job.idField], !node.isNull else { return .success(nil) }
        if let text = node.string { return .success(text) }
        if let number = node.integer { return .success(String(number)) }
        return .failure(Fault(reason: "[\(job.idField)] is neither a text nor a whole number"))
    }
}
