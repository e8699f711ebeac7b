/// Benchmarks by name; without one all of those that need nothing else run.
let benchmarks: [(String, () throws -> Void)] = [
    ("analysis", AnalysisBenchmark.run),
    ("facets", FacetsBenchmark.run),
    ("fastfields", FastFieldsBenchmark.run),
    ("search", SearchBenchmark.run),
    ("segments", SegmentsBenchmark.run),
]
let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "generate": PeerCatalog.write(count: arguments.dropFirst().first.flatMap { Int($0) } ?? 1000)
case "peer": PeerBenchmark.run()
default:
    for (name, run) in benchmarks where arguments.isEmpty || arguments.contains(name) {
        print("== \(name)")
        try run()
    }
}
