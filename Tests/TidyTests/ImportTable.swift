/// Which target may import which: read from `Package.swift`, where each target's list is spelled
/// out. SwiftPM itself accepts an import of anything that happens to be built.
struct ImportTable: Sendable {
    /// Target name to the names it lists.
    let allowed: [String: Set<String>]

    /// Modules of the toolchain that any target may import.
    static let everywhere: Set<String> = ["Glibc", "Swift", "Synchronization", "Dispatch"]
    /// Modules of the toolchain that only some targets may import, and why.
    static let somewhere: [String: (targets: Set<String>, reason: String)] = [
        "FoundationEssentials": (["Schema"], "calendar arithmetic of dates")
    ]
    /// Modules that tests may import besides what their target lists.
    static let inTests: Set<String> = ["Testing", "Foundation", "TestSupport"]

    init(manifest: String) {
        var lists: [String: Set<String>] = [:]
        for line in manifest.split(separator: "\n") where line.hasPrefix("let ") {
            let parts = line.dropFirst(4).split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[1].contains("[") else { continue }
            lists[parts[0].trimmed] = Self.names(in: parts[1], lists: lists)
        }
        var allowed: [String: Set<String>] = [:]
        for opening in ["rung(", ".target(", ".executableTarget(", "tests("] {
            for start in manifest.ranges(of: opening).map(\.lowerBound) {
                let call = Self.balanced(manifest[start...])
                guard let name = Self.strings(in: call).first else { continue }
                let target = opening.hasPrefix("tests") ? name + "Tests" : name
                allowed[target, default: []].formUnion(Self.dependencies(of: call, lists: lists))
            }
        }
        self.allowed = allowed
    }

    /// The call that begins at the start of `text`, up to its closing parenthesis.
    private static func balanced(_ text: Substring) -> Substring {
        var depth = 0
        for index in text.indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" {
                depth -= 1
                if depth == 0 { return text[...index] }
            }
        }
        return text
    }

    private static func dependencies(
        of call: Substring, lists: [String: Set<String>]
    ) -> Set<String> {
        for label in ["imports:", "dependencies:"] {
            guard let range = call.firstRange(of: label) else { continue }
            let rest = call[range.upperBound...]
            return names(
                in: rest[..<(rest.firstRange(of: ".map")?.lowerBound ?? rest.endIndex)],
                lists: lists)
        }
        return []
    }

    private static func names(in text: Substring, lists: [String: Set<String>]) -> Set<String> {
        var found = Set(strings(in: text))
        let outside = text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        for word in outside.flatMap({ $0.split { !$0.isLetter } }) {
            found.formUnion(lists[String(word)] ?? [])
        }
        return found
    }

    private static func strings(in text: Substring) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
    }

    func permits(_ module: String, in target: String, isTest: Bool) -> Bool {
        if Self.everywhere.contains(module) || allowed[target]?.contains(module) == true {
            return true
        }
        if isTest, Self.inTests.contains(module) { return true }
        return Self.somewhere[module]?.targets.contains(target) == true
    }
}

/// The modules a Swift file imports, with the line of each import.
func imports(of file: SourceFile) -> [(module: String, line: Int)] {
    file.codeLines.enumerated().compactMap { number, line in
        let words = line.split { $0 == " " }
        guard let at = words.firstIndex(of: "import"),
            words[..<at].allSatisfy({ $0.hasPrefix("@") || isAccessLevel($0) }),
            words.count > at + 1
        else { return nil }
        let kinds: Set<Substring> = ["struct", "class", "enum", "func", "protocol", "var", "let"]
        let name = kinds.contains(words[at + 1]) ? words.last ?? "" : words[at + 1]
        return (String(name.prefix { $0 != "." }), number + 1)
    }
}

private func isAccessLevel(_ word: Substring) -> Bool {
    ["public", "package", "internal", "fileprivate", "private"].contains(word)
}

extension StringProtocol {
    var trimmed: String {
        let start = drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }
}
