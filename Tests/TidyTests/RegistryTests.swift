import Testing

/// A folder whose every file is one entry of a registry: a literal list in one file.
struct Registry: Sendable {
    let folder: String
    let file: String
    /// What an entry's file name ends with; files of the folder without it are shared pieces.
    let suffix: String
}

@Suite("A registry")
struct RegistryTests {
    static let registries = [
        Registry(
            folder: "Sources/API/Routes", file: "Sources/API/Routing/RouteTable.swift",
            suffix: "Routes"),
        Registry(
            folder: "Sources/Aggregations/Bucket",
            file: "Sources/Aggregations/Core/AggregationRegistry.swift", suffix: "Aggregation"),
        Registry(
            folder: "Sources/Aggregations/Metric",
            file: "Sources/Aggregations/Core/AggregationRegistry.swift", suffix: "Aggregation"),
        Registry(
            folder: "Sources/Analysis/CharFilters",
            file: "Sources/Analysis/Registry/CharFilterRegistry.swift", suffix: "CharFilter"),
        Registry(
            folder: "Sources/Analysis/LanguageAnalyzers",
            file: "Sources/Analysis/LanguageAnalyzers/AnalyzerRegistry.swift", suffix: "Analyzer"),
        Registry(
            folder: "Sources/Analysis/TokenFilters",
            file: "Sources/Analysis/Registry/TokenFilterRegistry.swift", suffix: "Filter"),
        Registry(
            folder: "Sources/Analysis/Tokenizers",
            file: "Sources/Analysis/Registry/TokenizerRegistry.swift", suffix: "Tokenizer"),
        Registry(
            folder: "Sources/PostgresSource", file: "Sources/aisle/ChangeSources.swift",
            suffix: "Source"),
        Registry(
            folder: "Sources/SQLiteSource", file: "Sources/aisle/ChangeSources.swift",
            suffix: "Source"),
        Registry(
            folder: "Sources/QueryDSL/Clauses", file: "Sources/QueryDSL/ClauseRegistry.swift",
            suffix: "Clause"),
        Registry(
            folder: "Sources/Schema/FieldTypes",
            file: "Sources/Schema/Mapping/FieldTypeRegistry.swift", suffix: "Field"),
        Registry(
            folder: "Sources/aisle/Commands", file: "Sources/aisle/CommandTable.swift",
            suffix: "Command"),
    ]

    @Test("lists every file of its folder", arguments: registries.indices)
    func listsItsFolder(row: Int) {
        let registry = Self.registries[row]
        for missing in unlisted(in: registry, tree: SourceTree.here) {
            Issue.record("\(registry.file) does not list \(missing)")
        }
    }

    @Test("that forgets an entry is noticed")
    func noticesGaps() {
        let registry = Registry(folder: "Tests/TidyTests", file: "Makefile", suffix: "Tests")
        #expect(unlisted(in: registry, tree: SourceTree.here).contains("RegistryTests"))
    }

    private func unlisted(in registry: Registry, tree: SourceTree) -> [String] {
        let listing = blankingCommentsAndStrings(tree.text(of: registry.file)).utf8
        return tree.paths.filter { $0.hasPrefix(registry.folder + "/") }
            .compactMap {
                $0.split(separator: "/").last?.split(separator: ".").first.map(String.init)
            }
            .filter { $0.hasSuffix(registry.suffix) }
            .filter { occurrences(ofWord: $0, in: Array(listing)).isEmpty }
    }
}
