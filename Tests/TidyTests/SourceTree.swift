import Foundation

/// One file of the working tree: its path from the root of the package, its text, and for Swift the
/// same text with comments and string contents blanked.
struct SourceFile: Sendable {
    let path: String
    let text: String
    let code: String

    init(path: String, text: String) {
        self.path = path
        self.text = text
        code = path.hasSuffix(".swift") ? blankingCommentsAndStrings(text) : text
    }

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var codeLines: [Substring] { code.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The target a file under `Sources` belongs to: `Search` for `Sources/Search/Queries/A.swift`.
    var target: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }
}

/// The files git tracks or would track, read once.
struct SourceTree: Sendable {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The tree this test was compiled from.
    static let here = SourceTree(root: root)

    /// Paths from the root, ascending; folders that are built, fetched or scratch are left out.
    let paths: [String]
    let files: [SourceFile]

    private static let textKinds: Set<String> = [
        "swift", "c", "h", "cpp", "py", "txt", "modulemap",
    ]
    private static let skipped: Set<String> = [
        ".build", ".git", ".venv", ".scratch", ".peers", "__pycache__",
    ]

    init(root: URL) {
        var found: [String] = []
        Self.collect(root, prefix: "", into: &found)
        paths = found.sorted()
        files = paths.compactMap { path in
            guard let kind = path.split(separator: ".").last, Self.textKinds.contains(String(kind)),
                let data = try? Data(contentsOf: root.appendingPathComponent(path))
            else { return nil }
            return SourceFile(path: path, text: String(decoding: data, as: UTF8.self))
        }
    }

    private static func collect(_ folder: URL, prefix: String, into found: inout [String]) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names where !skipped.contains(name) {
            let url = folder.appendingPathComponent(name)
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(
                atPath: url.path, isDirectory: &isFolder)
            if exists, isFolder.boolValue {
                collect(url, prefix: prefix + name + "/", into: &found)
            } else {
                found.append(prefix + name)
            }
        }
    }

    var swift: [SourceFile] { files.filter { $0.path.hasSuffix(".swift") } }
    var sources: [SourceFile] { swift.filter { $0.path.hasPrefix("Sources/") } }

    func text(of path: String) -> String {
        let data = try? Data(contentsOf: Self.root.appendingPathComponent(path))
        return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
