import Index
import JSON
import Segments

enum CheckCommand: Command {
    static let name = "check"
    static let summary = "Verify everything in a data folder whose daemon does not run"
    static let operands = ["DIR"]
    static let options = [Option.json]
    static let notes = [
        "DIR is a data folder or the folder of one index. Nothing is changed. Exit code 65 says",
        "that something is damaged; each finding names file and section.",
    ]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let path = arguments.operands[0]
        var isClean = true
        for folder in try IndexFolders.under(path) {
            let report = FolderCheck.check(folder)
            isClean = isClean && report.isClean
            if arguments.wantsJSON {
                Terminal.print(json(report, folder.path))
            } else {
                show(report, folder.path)
            }
        }
        return isClean ? .success : .data
    }

    private static func show(_ report: FolderReport, _ path: String) {
        let documents = report.segments.reduce(0) { $0 + $1.documents - $1.deleted }
        let size = report.segments.reduce(0) { $0 + $1.size }
        let commit = report.commitGeneration.map { "commit \($0)" } ?? "no commit point"
        Terminal.print(
            "\(path): \(report.isClean ? "clean" : "DAMAGED"), \(commit), "
                + "\(report.segments.count) segments, \(Units.grouped(documents)) documents, "
                + "\(Units.describe(bytes: size)), \(report.logRecords) records in the log")
        for finding in report.findings {
            let place =
                finding.section.isEmpty ? finding.file : "\(finding.file) \(finding.section)"
            Terminal.print("  \(place): \(finding.message)")
        }
        for file in report.strayFiles { Terminal.print("  left behind: \(file)") }
    }

    /// One line a folder.
    private static func json(_ report: FolderReport, _ path: String) -> String {
        let writer = JSONWriter()
        writer.beginObject()
        writer.member("folder", path)
        writer.member("clean", report.isClean)
        if let generation = report.commitGeneration { writer.member("commit", Int(generation)) }
        writer.member("log_records", report.logRecords)
        writer.key("segments")
        writer.beginArray()
        for segment in report.segments {
            writer.beginObject()
            writer.member("name", segment.name)
            writer.member("documents", segment.documents)
            writer.member("deleted", segment.deleted)
            writer.member("bytes", segment.size)
            writer.endObject()
        }
        writer.endArray()
        writer.key("findings")
        writer.beginArray()
        for finding in report.findings {
            writer.beginObject()
            writer.member("file", finding.file)
            writer.member("section", finding.section)
            writer.member("message", finding.message)
            writer.endObject()
        }
        writer.endArray()
        writer.key("left_behind")
        writer.beginArray()
        for file in report.strayFiles { writer.value(file) }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
