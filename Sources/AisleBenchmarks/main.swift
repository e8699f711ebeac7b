/// Benchmarks by name; without one all of them run.
let benchmarks: [(String, () throws -> Void)] = [
    ("analysis", AnalysisBenchmark.run),
    ("facets", FacetsBenchmark.run),
    ("segments", SegmentsBenchmark.run),
]
let chosen = CommandLine.arguments.dropFirst().first
for (name, run) in benchmarks where chosen == nil || chosen == name {
    print("== \(name)")
    try run()
}
