import Testing

@Suite("The documents")
struct DocumentTests {
    let tree = SourceTree.here

    @Test("name every setting of the daemon")
    func settings() {
        let source = tree.text(of: "Sources/aisle/Options/ServeOptions.swift")
        let page = tree.text(of: "docs/operating/running.md")
        let names = source.split(separator: "Option(").dropFirst().compactMap { part in
            part.split(separator: "\"", omittingEmptySubsequences: false).dropFirst().first.map(
                String.init)
        }
        #expect(names.count > 10)
        for name in names {
            let key = String(name.map { $0 == "-" ? "_" : $0 })
            #expect(page.contains("`\(key)`"), "docs/operating/running.md does not name \(key)")
        }
    }

    @Test("point at files that are there")
    func links() {
        for path in tree.paths where path.hasSuffix(".md") {
            let folder = path.split(separator: "/").dropLast().joined(separator: "/")
            for part in tree.text(of: path).split(separator: "](").dropFirst() {
                let target = part.prefix { $0 != ")" && $0 != "#" }
                guard !target.isEmpty, !target.contains("://") else { continue }
                let name = resolved((folder.isEmpty ? "" : folder + "/") + target)
                let exists = tree.paths.contains { $0 == name || $0.hasPrefix(name + "/") }
                #expect(exists, "\(path) points at \(target)")
            }
        }
    }

    /// A path without `..` and without a slash at its end.
    private func resolved(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
