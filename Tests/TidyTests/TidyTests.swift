import Testing

@Suite("The source tree")
struct TidyTests {
    let tree = SourceTree.here

    @Test("keeps to each check", arguments: fileChecks.map(\.name))
    func files(check name: String) throws {
        let check = try #require(fileChecks.first { $0.name == name })
        let excused = Set(exceptions.filter { $0.check == name }.map(\.path))
        for file in tree.files where !excused.contains(file.path) {
            for violation in check.violations(file) {
                Issue.record("\(violation) [\(name)]")
            }
        }
    }

    @Test("has checks that see what they look for", arguments: fileChecks.map(\.name))
    func planted(check name: String) throws {
        let check = try #require(fileChecks.first { $0.name == name })
        #expect(!check.violations(check.planted).isEmpty)
    }

    @Test("has no exception that excuses nothing")
    func exceptionsAreUsed() {
        for exception in exceptions {
            let check = fileChecks.first { $0.name == exception.check }
            let file = tree.files.first { $0.path == exception.path }
            let found = file.flatMap { check?.violations($0) } ?? []
            #expect(!found.isEmpty, "\(exception.path) is clean: drop its exception")
        }
    }

    @Test("has no space in a name")
    func spaces() {
        for path in tree.paths { #expect(!path.contains(" "), "\(path)") }
    }

    @Test("holds the files this suite believes it reads")
    func population() {
        #expect(tree.sources.count >= 19)
        #expect(tree.paths.contains("Package.swift"))
        #expect(!tree.paths.contains { $0.hasPrefix(".build/") })
    }
}
