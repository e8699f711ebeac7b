/// A fault a check found: where, and what to do about it.
struct Violation: Sendable, CustomStringConvertible {
    let path: String
    let line: Int
    let message: String

    var description: String { "\(path):\(line): \(message)" }
}

/// One habit of the project, as a function from a file to its faults.
struct Check: Sendable {
    let name: String
    /// Text that breaks the habit, under a path where the habit applies: proof that the check sees.
    let planted: SourceFile
    let violations: @Sendable (SourceFile) -> [Violation]

    init(
        _ name: String, planted path: String, _ text: String,
        violations: @escaping @Sendable (SourceFile) -> [Violation]
    ) {
        self.name = name
        planted = SourceFile(path: path, text: text)
        self.violations = violations
    }
}

/// Executables: they may print, and they talk to other people's servers.
let executables: Set<String> = ["aisle", "AisleBenchmarks", "AisleFuzz"]

private let importTable = ImportTable(manifest: SourceTree.here.text(of: "Package.swift"))

/// Every check that looks at one file at a time, in the order of their names.
let fileChecks: [Check] = [
    Check(
        "data names its source", planted: "Analyzers/english/stopwords.txt", "the\na\n",
        violations: dataSourceViolations),
    Check(
        "file length", planted: "Sources/Search/Long.swift",
        String(repeating: "let x = 1\n", count: 601), violations: fileLengthViolations),
    Check(
        "force", planted: "Sources/Search/Force.swift", "let a = try! b() as! Int\n",
        violations: { file in
            guard file.path.hasPrefix("Sources/") else { return [] }
            return matches(of: ["try!", "as!"], in: file.codeLines, file) {
                "'\($0)' crashes on what it does not expect; throw"
            }
        }),
    Check(
        "function length", planted: "Sources/Search/Tall.swift",
        "func tall() {\n" + String(repeating: "    step()\n", count: 69) + "}\n",
        violations: { file in
            functionSpans(in: file.path.hasSuffix(".swift") ? file.code : "")
                .filter { $0.lineCount > 70 }
                .map { span in
                    Violation(
                        path: file.path, line: span.line,
                        message: "'\(span.name)' takes \(span.lineCount) lines of 70")
                }
        }),
    Check(
        "imports", planted: "Sources/Segments/Wrong.swift", "import JSON\n",
        violations: importViolations),
    Check(
        "index files are opened by Directory", planted: "Sources/Index/Sneak.swift",
        "let file = open(path, O_RDONLY)\n", violations: openViolations),
    Check(
        "line length", planted: "Sources/Search/Wide.swift",
        "// " + String(repeating: "w", count: 98) + "\n",
        violations: { file in
            let limit = file.path.hasSuffix(".py") ? 110 : 100
            return zip(1..., file.lines).filter {
                !file.path.hasSuffix(".txt") && $1.count > limit
            }.map {
                Violation(path: file.path, line: $0, message: "\($1.count) columns of \(limit)")
            }
        }),
    Check(
        "names", planted: "Sources/Search/StringUtils.swift", "", violations: nameViolations),
    Check(
        "only executables print", planted: "Sources/Search/Chatty.swift", "print(\"hello\")\n",
        violations: printViolations),
    Check(
        "only the API knows status codes", planted: "Sources/Engine/Fault.swift",
        "let status = 404\n", violations: statusCodeViolations),
    Check(
        "unchecked Sendable says why", planted: "Sources/Search/Shared.swift",
        "import Glibc\n\nfinal class Shared: @unchecked Sendable {}\n",
        violations: uncheckedSendableViolations),
    Check(
        "unfinished work", planted: "Sources/Search/Later.swift", "// TO" + "DO: later\n",
        violations: { file in
            matches(
                of: ["TO" + "DO", "FIX" + "ME", "// XX" + "X", "XX" + "X:"], in: file.lines, file
            ) {
                "'\($0)': finish it or write it down as an issue"
            }
        }),
]

/// A violation for each line that holds one of `needles`.
private func matches(
    of needles: [String], in lines: [Substring], _ file: SourceFile,
    message: (String) -> String
) -> [Violation] {
    guard !file.path.hasSuffix(".txt") else { return [] }
    return zip(1..., lines).flatMap { number, line in
        needles.filter { line.contains($0) }
            .map { Violation(path: file.path, line: number, message: message($0)) }
    }
}

@Sendable private func fileLengthViolations(_ file: SourceFile) -> [Violation] {
    guard !file.path.hasPrefix("Analyzers/"), !file.path.hasPrefix("Fixtures/") else { return [] }
    let limit = file.path.hasPrefix("Tests/") ? 1000 : 600
    let count = file.text.utf8.count { $0 == 10 }
    guard count > limit else { return [] }
    return [Violation(path: file.path, line: count, message: "\(count) lines of \(limit)")]
}

@Sendable private func importViolations(_ file: SourceFile) -> [Violation] {
    let parts = file.path.split(separator: "/")
    guard file.path.hasSuffix(".swift"), parts.count > 2 else { return [] }
    let target = String(parts[1])
    let isTest = parts[0] == "Tests"
    guard isTest || parts[0] == "Sources" else { return [] }
    return imports(of: file).filter { !importTable.permits($0.module, in: target, isTest: isTest) }
        .map {
            Violation(
                path: file.path, line: $0.line,
                message: "\(target) may not import \($0.module) (see Package.swift)")
        }
}

@Sendable private func openViolations(_ file: SourceFile) -> [Violation] {
    let guarded = ["Segments", "Search", "Aggregations", "Index", "Fetch", "QueryDSL", "Engine"]
    guard let target = file.target, guarded.contains(target),
        !file.path.hasPrefix("Sources/Segments/Directory/")
    else { return [] }
    let calls: Set<String> = ["open", "openat", "creat", "fopen", "rename", "unlink", "ftruncate"]
    return callLines(of: calls, in: file).map {
        Violation(path: file.path, line: $0, message: "only a Directory touches index files")
    }
}

/// Lines on which one of `names` is called as a free function.
private func callLines(of names: Set<String>, in file: SourceFile) -> [Int] {
    zip(1..., file.codeLines).filter { _, line in
        let bytes = Array(line.utf8)
        return names.contains { name in
            occurrences(ofWord: name, in: bytes).contains { start in
                let end = start + name.utf8.count
                let isMember = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
                let isDeclared =
                    line.utf8.prefix(start).elementsEqual("func ".utf8)
                    || String(decoding: bytes[..<start], as: UTF8.self).hasSuffix("func ")
                return end < bytes.count && bytes[end] == UInt8(ascii: "(")
                    && !isMember && !isDeclared
            }
        }
    }.map(\.0)
}

@Sendable private func nameViolations(_ file: SourceFile) -> [Violation] {
    guard let stem = file.path.split(separator: "/").last?.split(separator: ".").first else {
        return []
    }
    let drawers = ["util", "utils", "utilities", "helper", "helpers", "manager", "common", "misc"]
    return drawers.filter { stem.lowercased().hasSuffix($0) }.prefix(1).map {
        Violation(path: file.path, line: 1, message: "'\($0)' says nothing about what is inside")
    }
}

@Sendable private func printViolations(_ file: SourceFile) -> [Violation] {
    guard let target = file.target, !executables.contains(target), file.path.hasSuffix(".swift"),
        !file.code.contains("func print(")
    else { return [] }
    return callLines(of: ["print", "debugPrint", "dump"], in: file).map {
        Violation(path: file.path, line: $0, message: "only the executables print")
    }
}

@Sendable private func statusCodeViolations(_ file: SourceFile) -> [Violation] {
    guard let target = file.target, target != "API", !executables.contains(target),
        file.path.hasSuffix(".swift")
    else { return [] }
    let codes = ["200", "201", "400", "403", "404", "405", "409", "413", "429", "500", "503"]
    return zip(1..., file.codeLines).filter { _, line in
        line.lowercased().contains("status")
            && codes.contains { code in line.split { !$0.isNumber }.contains { $0 == code } }
    }.map { Violation(path: file.path, line: $0.0, message: "only the API knows status codes") }
}

@Sendable private func uncheckedSendableViolations(_ file: SourceFile) -> [Violation] {
    guard file.path.hasSuffix(".swift") else { return [] }
    let lines = file.lines
    return zip(1..., file.codeLines).compactMap { number, code in
        guard code.contains("@unchecked Sendable") else { return nil }
        let above = lines[..<(number - 1)].last { !$0.trimmed.hasPrefix("@") } ?? ""
        guard !above.trimmed.hasPrefix("//") else { return nil }
        return Violation(
            path: file.path, line: number,
            message: "name, in a comment above, the lock or the phase that makes it safe")
    }
}

@Sendable private func dataSourceViolations(_ file: SourceFile) -> [Violation] {
    guard file.path.hasPrefix("Analyzers/"), file.path.hasSuffix(".txt") else { return [] }
    let head = file.lines.prefix(4).joined(separator: "\n")
    guard !head.hasPrefix("# source:") || !head.contains("licence:") else { return [] }
    return [
        Violation(
            path: file.path, line: 1, message: "begin with '# source: …' and '# licence: …'")
    ]
}
