import JSON
import Primitives
import Segments

enum InspectCommand: Command {
    static let name = "inspect"
    static let summary = "Look into the files of an index"
    static let operands = ["DIR"]
    static let options = [
        Option(
            "show", .choice(["commit", "fields", "segments", "sections", "mapping", "source"]),
            "WHAT", default: "segments", configurable: false, "What to show"),
        Option("id", .text, "ID", configurable: false, "The document whose source is shown"),
        Option.json,
    ]
    static let notes = [
        "DIR is a data folder or the folder of one index. Shown is what the newest commit point",
        "names; nothing is changed.",
    ]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        for folder in try IndexFolders.under(arguments.operands[0]) {
            guard let point = try CommitStore(folder).newest() else {
                throw CommandError(.data, "there is no commit point in \(folder.path)")
            }
            if !arguments.wantsJSON { Terminal.print(folder.path) }
            switch arguments.text("show") ?? "" {
            case "commit": show(commit(point), arguments)
            case "fields": show(fields(point), arguments)
            case "mapping": Terminal.print(String(decoding: point.mapping, as: UTF8.self))
            case "sections": show(try sections(point, folder), arguments)
            case "source": try showSource(try arguments.required("id"), point, folder)
            default: show(try segments(point, folder), arguments)
            }
        }
        return .success
    }

    /// A table of texts; a line of JSON for each row where that is asked for.
    private struct Table {
        let header: [String]
        let rows: [[String]]
    }

    private static func show(_ table: Table, _ arguments: Arguments) {
        guard arguments.wantsJSON else {
            Terminal.print(TextTable.render(header: table.header, table.rows))
            return
        }
        for row in table.rows {
            var object = JSONObject()
            for (name, value) in zip(table.header, row) { object[name] = .string(value) }
            Terminal.print(JSONValue.object(object).serialized())
        }
    }

    private static func commit(_ point: CommitPoint) -> Table {
        let facts: [(String, String)] = [
            ("generation", "\(point.generation)"),
            ("log from", IndexFile.log(point.logGeneration).name),
            ("last record covered", "\(point.logNumber)"),
            ("next sequence number", "\(point.nextSequenceNumber)"),
            ("segments", "\(point.segments.count)"),
            ("fields", "\(point.fields.all.count)"),
            ("settings", String(decoding: point.settings, as: UTF8.self)),
            ("sources", point.sourcePositions.keys.sorted().joined(separator: ", ")),
        ]
        return Table(header: ["fact", "value"], rows: facts.map { [$0.0, $0.1] })
    }

    private static func fields(_ point: CommitPoint) -> Table {
        Table(
            header: ["number", "field", "space", "postings", "norms", "column"],
            rows: point.fields.all.map { field in
                [
                    "\(field.number)", field.name, "\(field.space)", "\(field.postings)",
                    field.hasNorms ? "yes" : "no", "\(field.column)",
                ]
            })
    }

    private static func segments(
        _ point: CommitPoint, _ folder: FileSystemDirectory
    ) throws -> Table {
        Table(
            header: ["segment", "documents", "deleted", "size", "files"],
            rows: point.segments.map { segment in
                let present = segment.files.filter { folder.exists($0) }
                let missing = segment.files.count - present.count
                let note = missing > 0 ? " (\(missing) missing)" : ""
                return [
                    segment.name, Units.grouped(segment.documentCount),
                    Units.grouped(segment.deletedCount), Units.describe(bytes: segment.size),
                    present.joined(separator: " ") + note,
                ]
            })
    }

    /// What the structures of each field take, largest first.
    private static func sections(
        _ point: CommitPoint, _ folder: FileSystemDirectory
    ) throws -> Table {
        var sizes: [String: Int] = [:]
        var documents = 0
        for segment in point.segments {
            let region = try folder.openRegion(IndexFile.segment(segment.name).name)
            let reader = try SegmentReader.open(name: segment.name, region: region)
            documents += reader.documentCount
            for section in reader.sections {
                let field =
                    point.fields[section.key.field]?.name
                    ?? reader.fields[section.key.field]?.name ?? "\(section.key.field)"
                let isOfField = section.key.kind.isOfField
                sizes["\(section.key.kind) \(isOfField ? field : "")", default: 0] += section.size
            }
        }
        return Table(
            header: ["structure", "field", "size", "bytes a document"],
            rows: sizes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, size in
                let words = name.split(separator: " ", maxSplits: 1).map(String.init)
                let each = Double(size * 100 / max(1, documents)) / 100
                return [
                    words[0], words.count > 1 ? words[1] : "", Units.describe(bytes: size),
                    "\(each)",
                ]
            })
    }

    private static func showSource(
        _ id: String, _ point: CommitPoint, _ folder: FileSystemDirectory
    ) throws {
        let bytes = Array(id.utf8)
        for segment in point.segments.reversed() {
            let region = try folder.openRegion(IndexFile.segment(segment.name).name)
            let reader = try SegmentReader.open(name: segment.name, region: region)
            let found = try bytes.withUnsafeBytes { key throws(SegmentError) in
                try reader.find(id: key)
            }
            guard let doc = found else { continue }
            let source = ByteWriter()
            try reader.appendSource(of: doc, to: source)
            Terminal.print(
                "\(segment.name), document \(doc): "
                    + String(
                        decoding: source.bytes, as: UTF8.self))
        }
    }
}
