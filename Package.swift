// swift-tools-version: 6.2
import PackageDescription

/// Settings every Swift target is compiled with.
let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    // Debug builds, and so the sanitizers, still check (docs/decisions/0003).
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

/// The released daemon carries Swift's runtime inside itself, so that it runs where no toolchain
/// is installed. Linker settings, not `--static-swift-stdlib`: that flag would compile every target
/// once for the daemon and once more for the tests.
let standalone: [LinkerSetting] = [
    .unsafeFlags(["-static-stdlib"], .when(configuration: .release)),
    .linkedLibrary("_FoundationCShims", .when(configuration: .release)),
    .linkedLibrary("_FoundationCollections", .when(configuration: .release)),
]

/// A rung of the ladder: it may import the targets it names and nothing else
/// (`Tests/TidyTests` compares every `import` with this table).
func rung(_ name: String, imports dependencies: [String]) -> Target {
    .target(
        name: name, dependencies: dependencies.map { .init(stringLiteral: $0) },
        swiftSettings: swiftSettings)
}

func tests(of name: String, imports dependencies: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: (dependencies + ["TestSupport"]).map { .init(stringLiteral: $0) },
        swiftSettings: swiftSettings)
}

/// Data folders of `Analyzers`: embedded by its one source, not compiled.
let analyzerData = [
    "README.md", "generate.sh", "armenian", "basque", "catalan", "danish", "dutch", "english",
    "finnish", "french", "german", "hungarian", "italian", "norwegian", "portuguese",
    "romanian", "russian", "shared", "spanish", "swedish", "turkish",
]

let engine = ["Engine", "Fetch", "Index", "QueryDSL", "Aggregations", "Search", "Schema"]
let storage = ["Segments", "Analysis", "JSON", "Primitives"]

let package = Package(
    name: "aisle",
    products: [.executable(name: "aisle", targets: ["aisle"])],
    targets: [
        .target(name: "CLinux"),
        .target(
            name: "CICU", linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
        .target(
            name: "CSimdjson", cxxSettings: [.unsafeFlags(["-O3"])],
            linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CMicrohttpd", linkerSettings: [.linkedLibrary("microhttpd")]),
        .target(name: "Analyzers", path: "Analyzers", exclude: analyzerData),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .systemLibrary(name: "CPostgres"),
        .systemLibrary(name: "CSQLite"),
        .systemLibrary(name: "CStemmer"),
        .systemLibrary(name: "CYAML"),
        .systemLibrary(name: "CZlib"),
        .systemLibrary(name: "CZstd"),

        rung("Primitives", imports: ["CLinux"]),
        rung("Compression", imports: ["Primitives", "CZstd", "CZlib"]),
        rung("SQLite", imports: ["Primitives", "CSQLite"]),
        rung("Configuration", imports: ["Primitives", "CYAML"]),
        rung("JSON", imports: ["Primitives", "CSimdjson"]),
        rung("SampleCatalog", imports: ["JSON", "Primitives"]),
        rung("Analysis", imports: ["Primitives", "CICU", "CStemmer", "Analyzers"]),
        rung("Segments", imports: ["Primitives", "Compression", "Analysis"]),
        rung("Schema", imports: storage),
        rung("Search", imports: ["Segments", "Primitives"]),
        rung("Aggregations", imports: ["Search", "Schema", "Segments", "JSON", "Primitives"]),
        rung("QueryDSL", imports: ["Aggregations", "Search", "Schema"] + storage),
        rung("Index", imports: ["QueryDSL", "Aggregations", "Search", "Schema"] + storage),
        rung("Fetch", imports: ["QueryDSL", "Aggregations", "Search", "Schema"] + storage),
        rung(
            "Engine",
            imports: ["Index", "Fetch", "QueryDSL", "Aggregations", "Search", "Schema", "SQLite"]
                + storage),
        rung("HTTPServer", imports: ["Primitives", "Compression", "CMicrohttpd"]),
        rung(
            "ChangeCapture",
            imports: [
                "Configuration", "Engine", "Index", "Search", "Schema", "Segments", "JSON",
                "Primitives",
            ]),
        rung("SQLiteSource", imports: ["ChangeCapture", "SQLite", "JSON", "Primitives"]),
        rung("PostgresSource", imports: ["ChangeCapture", "CPostgres", "Primitives"]),
        rung("API", imports: ["ChangeCapture", "HTTPServer", "Compression"] + engine + storage),
        .executableTarget(
            name: "aisle",
            dependencies: ([
                "API", "HTTPServer", "Configuration", "Compression", "SampleCatalog", "CCurl",
                "ChangeCapture", "PostgresSource", "SQLiteSource", "SQLite",
            ] + engine
                + storage).map { .init(stringLiteral: $0) },
            swiftSettings: swiftSettings, linkerSettings: standalone),
        .executableTarget(
            name: "AisleBenchmarks",
            dependencies: (["SampleCatalog", "API", "HTTPServer"] + engine + storage).map {
                .init(stringLiteral: $0)
            },
            swiftSettings: swiftSettings, linkerSettings: standalone),
        .executableTarget(
            name: "AisleFuzz",
            dependencies: (["Compression", "Configuration", "TestSupport"] + engine + storage).map {
                .init(stringLiteral: $0)
            },
            swiftSettings: swiftSettings),

        .target(
            name: "TestSupport", dependencies: storage.map { .init(stringLiteral: $0) },
            path: "Tests/TestSupport", swiftSettings: swiftSettings),
        tests(of: "Primitives", imports: ["Primitives"]),
        tests(of: "Compression", imports: ["Compression", "Primitives"]),
        tests(of: "SQLite", imports: ["SQLite", "Primitives"]),
        tests(of: "Configuration", imports: ["Configuration"]),
        tests(of: "JSON", imports: ["JSON", "Primitives"]),
        tests(of: "SampleCatalog", imports: ["SampleCatalog", "JSON", "Primitives"]),
        tests(of: "Analysis", imports: ["Analysis", "CICU", "Primitives"]),
        tests(of: "Segments", imports: ["Segments", "Analysis", "Compression", "Primitives"]),
        tests(of: "Schema", imports: ["Schema"] + storage),
        .target(name: "AllocationCount", path: "Tests/AllocationCount"),
        tests(
            of: "Search",
            imports: ["AllocationCount", "Search", "Segments", "Analysis", "Primitives"]),
        tests(of: "Aggregations", imports: ["Aggregations", "Search", "Schema"] + storage),
        tests(of: "QueryDSL", imports: ["QueryDSL", "Aggregations", "Search", "Schema"] + storage),
        tests(
            of: "Index",
            imports: ["Index", "QueryDSL", "Aggregations", "Search", "Schema"] + storage),
        tests(
            of: "Fetch",
            imports: ["Fetch", "QueryDSL", "Aggregations", "Search", "Schema"] + storage),
        tests(of: "Engine", imports: engine + storage),
        tests(of: "HTTPServer", imports: ["HTTPServer", "Compression", "Primitives"]),
        tests(of: "API", imports: ["AllocationCount", "API", "HTTPServer"] + engine + storage),
        tests(
            of: "ChangeCapture",
            imports: ["ChangeCapture", "Configuration", "Index", "Schema", "Segments", "JSON"]
                + ["Primitives"]),
        tests(
            of: "SQLiteSource",
            imports: ["SQLiteSource", "ChangeCapture", "SQLite", "JSON", "Primitives"]),
        tests(of: "PostgresSource", imports: ["PostgresSource", "ChangeCapture", "Primitives"]),
        tests(of: "Tidy"),
        tests(of: "EndToEnd", imports: ["JSON", "Primitives"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
