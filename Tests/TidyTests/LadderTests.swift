import Testing

@Suite("The ladder of targets")
struct LadderTests {
    let table = ImportTable(manifest: SourceTree.here.text(of: "Package.swift"))

    /// What a target must never list, whatever is convenient, and why.
    static let forbidden: [(target: String, modules: [String], reason: String)] = [
        ("Primitives", ["JSON", "Analysis", "Segments", "Search"], "it holds no search words"),
        ("Segments", ["Schema", "Search", "JSON"], "files know neither mapping nor query"),
        ("Search", ["Schema", "JSON", "Analysis"], "stored source is bytes, terms are given"),
        ("HTTPServer", ["Engine", "Search", "JSON", "API"], "it knows nothing of search"),
        ("Engine", ["HTTPServer", "API"], "it is driven through the API, not the reverse"),
    ]

    @Test("keeps its absences", arguments: forbidden.indices)
    func absences(row: Int) throws {
        let (target, modules, reason) = Self.forbidden[row]
        let listed = try #require(table.allowed[target], "\(target) is gone from Package.swift")
        #expect(listed.isDisjoint(with: modules), "\(target): \(reason)")
    }

    @Test("is read from Package.swift with its lists resolved")
    func parsing() {
        let table = ImportTable(
            manifest: """
                let storage = ["Segments", "JSON"]
                rung("Low", imports: ["CLow"]),
                rung("High", imports: ["Low"] + storage),
                .executableTarget(
                    name: "app", dependencies: (["High"] + storage).map { .init($0) }),
                tests(of: "High", imports: ["High"]),
                """)
        #expect(table.allowed["Low"] == ["CLow"])
        #expect(table.allowed["High"] == ["Low", "Segments", "JSON"])
        #expect(table.allowed["app"]?.isSuperset(of: ["High", "Segments", "JSON"]) == true)
        #expect(table.permits("High", in: "HighTests", isTest: true))
        #expect(!table.permits("Low", in: "HighTests", isTest: true))
        #expect(!table.permits("Foundation", in: "High", isTest: false))
    }

    @Test("gives each system library to one Swift target")
    func oneOwner() {
        let shims = Set(table.allowed.values.joined().filter { $0.hasPrefix("C") && isShim($0) })
        for shim in shims {
            let owners = table.allowed.filter {
                $0.value.contains(shim) && !$0.key.hasSuffix("Tests")
            }
            #expect(owners.count == 1, "\(shim) is imported by \(owners.keys.sorted())")
        }
    }

    private func isShim(_ name: String) -> Bool {
        name.dropFirst().first?.isUppercase == true
    }
}
