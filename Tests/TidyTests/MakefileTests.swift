import Testing

@Suite("The Makefile")
struct MakefileTests {
    let makefile = SourceTree.here.text(of: "Makefile")

    static let targets = [
        "help", "setup", "build", "test", "check", "format", "bench", "relevance", "fuzz",
        "golden", "demo", "run", "install", "clean", "sanitize",
    ]

    @Test("has each target with its line of help", arguments: targets)
    func documented(target: String) {
        let lines = makefile.split(separator: "\n")
        let line = lines.first { $0.hasPrefix("\(target):") }
        #expect(line?.contains(" ## ") == true, "make \(target) needs '## what it does'")
    }

    @Test("has the targets that the documents name")
    func namedInDocuments() {
        let known = Set(
            makefile.split(separator: "\n").compactMap { $0.split(separator: ":").first }
                .map(String.init))
        for path in SourceTree.here.paths where path.hasSuffix(".md") {
            let words = SourceTree.here.text(of: path).split { "\n `.,;()".contains($0) }
            for (word, next) in zip(words, words.dropFirst()) where word == "make" {
                guard SourceTree.here.text(of: path).contains("`make \(next)") else { continue }
                #expect(known.contains(String(next)), "\(path): make \(next)")
            }
        }
    }

    @Test("is what continuous integration and the README run")
    func continuousIntegration() {
        #expect(SourceTree.here.text(of: ".ci/run").contains("\nmake test\n"))
        #expect(SourceTree.here.text(of: "README.md").contains("make test"))
        #expect(SourceTree.here.text(of: "README.md").contains("make demo"))
    }
}
