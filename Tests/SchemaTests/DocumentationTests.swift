import Foundation
import Schema
import Testing

@Suite("The page on mappings")
struct DocumentationTests {
    private static func page() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/mapping.md"), encoding: .utf8)
    }

    @Test("has a section for each field type with each of its parameters")
    func fieldTypes() throws {
        let sections = try Self.page().components(separatedBy: "\n### ")
        for type in FieldTypeRegistry.all {
            let section = try #require(
                sections.first { $0.hasPrefix(type.name + "\n") }, "\(type.name)")
            for parameter in type.parameters {
                let handling =
                    parameter.handling == .storedOnly ? "stored only" : parameter.handling.rawValue
                #expect(
                    section.contains("| `\(parameter.name)` | \(handling) |"),
                    "\(type.name) \(parameter.name)")
            }
        }
    }

    @Test("lists each setting and what becomes of it")
    func settings() throws {
        let lines = try Self.page().components(separatedBy: "\n")
        for setting in IndexSettingTable.all {
            let handling =
                setting.handling == .storedOnly ? "stored only" : setting.handling.rawValue
            let line = lines.first { $0.hasPrefix("| `\(setting.name)` | \(handling) |") }
            #expect(line?.contains(setting.summary) == true, "\(setting.name)")
        }
    }
}
