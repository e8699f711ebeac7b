import Glibc
import Index
import JSON
import Primitives
import SampleCatalog
import Schema
import Segments

/// What a change of a product's price and stock costs, from the operation to its visibility.
enum FastFieldsBenchmark {
    private static let documents = 200_000
    private static let batch = 50
    /// Between two refreshes: 5,000 changes a second, made visible every 200 ms.
    private static let refreshEvery = 1_000
    private static let rounds = 30
    private static let mapping: JSONValue = [
        "dynamic": false,
        "properties": [
            "title": ["type": "text"], "brand": ["type": "keyword"],
            "price": ["type": "scaled_float", "scaling_factor": 100],
            "stock": ["type": "integer"],
        ],
    ]

    static func run() throws {
        let folder = "/tmp/aisle-fastfields-\(getpid())"
        mkdir(folder, 0o755)
        let directory = try FileSystemDirectory(path: folder)
        defer {
            for name in (try? directory.list()) ?? [] { try? directory.delete(name) }
            rmdir(folder)
        }
        let index = try LiveIndex.create(
            directory: directory, mappings: mapping,
            environment: IndexEnvironment(budget: MemoryBudget(limit: 4 << 30)))
        try load(index)
        print("fast fields, \(documents) documents, batches of \(batch):")
        try change(index, "as a source batch") { operations in
            try index.apply(SourceBatch(source: "catalog", operations: operations))
            try index.syncSources()
        }
        try change(index, "as a bulk of updates") { operations in
            for result in index.apply(operations) { _ = try result.get() }
        }
        let start = ThreadClock.processCPUNanoseconds()
        try index.forceMerge()
        report("merge into the segment", since: start, per: documents, "document")
        try index.close()
    }

    private static func load(_ index: LiveIndex) throws {
        let catalog = SampleCatalog()
        let lines = ByteWriter(capacity: 1 << 20)
        for start in stride(from: 0, to: documents, by: 1000) {
            lines.removeAll()
            catalog.writeLines(start..<start + 1000, into: lines)
            var operations: [WriteOperation] = []
            for line in lines.bytes.split(separator: UInt8(ascii: "\n")) {
                let number = start + operations.count
                operations.append(
                    WriteOperation(
                        .index, id: "p\(number)", source: UnsafeRawBufferPointer(rebasing: line)))
            }
            for result in index.apply(operations) { _ = try result.get() }
        }
        try index.forceMerge()
    }

    private static func change(
        _ index: LiveIndex, _ name: String, _ apply: ([WriteOperation]) throws -> Void
    ) throws {
        var random = SeededGenerator(seed: 1)
        var writing: UInt64 = 0
        var refreshing: UInt64 = 0
        var reading: UInt64 = 0
        let count = rounds * refreshEvery
        for _ in 0..<rounds {
            var start = ThreadClock.processCPUNanoseconds()
            for _ in 0..<refreshEvery / batch { try apply(operations(&random)) }
            var end = ThreadClock.processCPUNanoseconds()
            writing += end - start
            start = end
            try index.refresh()
            end = ThreadClock.processCPUNanoseconds()
            refreshing += end - start
            for view in index.snapshot.views {
                for path in ["price", "stock"] {
                    if let field = index.mapping.field(path) {
                        _ = try view.numericColumn(field.number)
                    }
                }
            }
            reading += ThreadClock.processCPUNanoseconds() - end
        }
        print("  \(name):")
        show("operation", writing, count)
        show("refresh", refreshing, count)
        show("first reading of the columns", reading, count)
        show("in all", writing + refreshing + reading, count)
    }

    private static func operations(_ random: inout SeededGenerator) -> [WriteOperation] {
        var ids: Set<Int> = []
        while ids.count < batch { ids.insert(random.below(documents)) }
        return ids.map { id in
            .merging(
                [
                    "price": .double(Double(100 + random.below(50_000)) / 100),
                    "stock": .integer(Int64(random.below(100))),
                ], into: "p\(id)")
        }
    }

    private static func show(_ what: String, _ nanoseconds: UInt64, _ count: Int) {
        print("    \(what): \(Double(nanoseconds / UInt64(count)) / 1000) µs a change")
    }

    private static func report(
        _ what: String, since start: UInt64, per count: Int, _ unit: String
    ) {
        let spent = Double(ThreadClock.processCPUNanoseconds() - start) / 1000 / Double(count)
        print("  \(what): \((spent * 100).rounded() / 100) µs a \(unit)")
    }
}
