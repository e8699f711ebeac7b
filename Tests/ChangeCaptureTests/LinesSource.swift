import ChangeCapture
import Glibc
import JSON
import Primitives
import Segments

/// Follows a file of JSON lines that others append to: `{"id": 7, "title": "Tea"}` is a document,
/// `{"id": 7}` says that it is gone. A position is a number of lines.
final class LinesSource: ChangeSource {
    static let kind = "lines"
    static let options = ["folder"]

    private let folder: FileSystemDirectory
    private var delivered = 0

    init(name: String, configuration: SourceConfiguration) throws(SourceError) {
        do {
            folder = try FileSystemDirectory(path: configuration.options["folder"] ?? ".")
        } catch {
            throw SourceError(.misconfigured, "\(error)", remedy: "correct folder of \(name)")
        }
    }

    /// Every line so far; one that is still being written counts once it has ended.
    private func lines() throws(SourceError) -> [JSONValue] {
        do {
            let bytes = try folder.read("catalog.ndjson")
            let end = bytes.lastIndex(of: UInt8(ascii: "\n")) ?? 0
            return try bytes[..<end].split(separator: UInt8(ascii: "\n")).map { line in
                try JSONValue(parsing: String(decoding: line, as: UTF8.self))
            }
        } catch {
            throw SourceError(.unavailable, "\(error)", remedy: "check catalog.ndjson")
        }
    }

    private func position(_ count: Int) -> SourcePosition {
        SourcePosition(incarnation: "lines", sequence: UInt64(count))
    }

    /// The last line of each document, if it has any more than its key.
    private func documents() throws(SourceError) -> [CellValue: JSONValue] {
        var found: [CellValue: JSONValue] = [:]
        for line in try lines() {
            guard let key = line["id"] else { continue }
            let isGone = line.object?.count == 1
            found.updateValue(isGone ? .null : line, forKey: CellValue(json: key))
        }
        return found.filter { $0.value != .null }
    }

    // Nothing is installed: the file is there, or it is not.
    func preparation() -> [SetupStep] { [] }
    func prepare() -> [SetupStep] { [] }
    func renew() {}
    func stop() {}
    func keepAlive() {}

    func start(after position: SourcePosition?) throws(SourceError) -> SourcePosition {
        let count = try lines().count
        if let position, position.sequence > UInt64(count) {
            throw SourceError(
                .historyLost, "the file has \(count) lines, \(position.sequence) were followed",
                remedy: "every document is read again")
        }
        delivered = position.map { Int($0.sequence) } ?? count
        return self.position(delivered)
    }

    func nextBatch(
        timeoutMilliseconds: Int, changeLimit: Int
    ) throws(SourceError) -> ChangeBatch? {
        if try lines().count == delivered { usleep(UInt32(timeoutMilliseconds) * 1000) }
        let new = try lines().dropFirst(delivered).prefix(changeLimit)
        if new.isEmpty { return nil }
        delivered += new.count
        return ChangeBatch(
            changes: new.map { line in
                let key = CellValue(json: line["id"] ?? .null)
                return RowChange(table: "catalog", kind: .update, new: ["id": key])
            },
            end: position(delivered), commitMicroseconds: WallClock.milliseconds() * 1000)
    }

    func documents(
        _ query: DocumentQuery, keys: [CellValue], at position: SourcePosition
    ) throws(SourceError) -> [SourceDocument] {
        let found = try documents()
        return keys.map { key in
            SourceDocument(key: key, json: found[key].map { Array($0.serialized().utf8) })
        }
    }

    func keys(
        of query: DocumentQuery, after key: CellValue?, limit: Int
    ) throws(SourceError) -> [CellValue] {
        let after = Int(key?.documentID ?? "") ?? .min
        let ids = try documents().keys.compactMap { Int($0.documentID ?? "") }
        return ids.sorted().filter { $0 > after }.prefix(limit).map { .integer(Int64($0)) }
    }

    func estimatedCount(of query: DocumentQuery) throws(SourceError) -> Int {
        try documents().count
    }

    // There are no other tables whose rows many documents hold.
    func fanOut(
        _ sql: String, changed: [CellValue], after key: CellValue?, limit: Int
    ) -> [CellValue] { [] }

    func currentPosition() throws(SourceError) -> SourcePosition { position(try lines().count) }

    // The file keeps every line.
    func acknowledge(_ position: SourcePosition) {}

    func lag(behind position: SourcePosition) throws(SourceError) -> SourceLag {
        let end = try currentPosition()
        return SourceLag(
            end: end, behind: end.sequence - min(end.sequence, position.sequence),
            retainedBytes: 0)
    }
}
