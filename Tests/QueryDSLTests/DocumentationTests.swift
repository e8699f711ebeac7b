import Foundation
import QueryDSL
import Testing

@Suite("The pages on the query language")
struct DocumentationTests {
    private static func page(_ name: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let path = root.appending(path: "docs/query-dsl").appending(path: name)
        return try String(contentsOf: path, encoding: .utf8)
    }

    /// What stands under a clause's heading, on whichever page has it.
    private static func section(of clause: String) throws -> String? {
        for name in ["full-text.md", "term-level.md", "compound.md", "query-strings.md"] {
            let parts = try page(name).components(separatedBy: "\n## ")
            if let found = parts.first(where: { $0.hasPrefix(clause + "\n") }) { return found }
        }
        return nil
    }

    @Test("have a section for each clause with each of its parameters")
    func clauses() throws {
        for clause in ClauseRegistry.all {
            let section = try #require(try Self.section(of: clause.name), "\(clause.name)")
            for parameter in clause.parameters {
                #expect(section.contains("| `\(parameter.name)` |"), "\(clause.name)")
            }
        }
    }

    @Test("list each key of a search body and what becomes of it")
    func keys() throws {
        let page = try Self.page("README.md")
        for key in SearchKeys.all {
            let line = page.components(separatedBy: "\n").first {
                $0.hasPrefix("| `\(key.name)` |")
            }
            #expect(line?.contains(key.summary) == true, "\(key.name)")
            #expect(line?.contains("| refused |") == (key.handling == .refused), "\(key.name)")
        }
    }
}
