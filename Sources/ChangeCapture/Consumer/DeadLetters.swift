import JSON
import Primitives
import Segments

/// Documents that could not be read or indexed, kept in a file until they can.
///
/// One JSON object a line: `time`, `index`, `key`, `position`, `error`, `payload_hash`. A letter is
/// durable before the position passes it, so that nothing is skipped silently.
package final class DeadLetters {
    package struct Letter: Equatable {
        package let index: String
        package let key: CellValue
        let position: String
        package let error: String
        let payloadHash: UInt64
        /// Unit: milliseconds since 1970.
        let time: Int64
    }

    private let directory: any Directory
    private let name: String
    package private(set) var letters: [Letter] = []
    /// Added since this was made.
    private(set) var added = 0

    package init(_ directory: any Directory, source: String) throws {
        self.directory = directory
        name = source + ".dead-letters.ndjson"
        guard directory.exists(name) else { return }
        let text = String(decoding: try directory.read(name), as: UTF8.self)
        // A line a crash tore is of a letter whose position did not pass.
        letters = text.split(separator: "\n").compactMap { Letter(line: String($0)) }
    }

    /// Durable when it returns. A letter about the same document is replaced.
    func add(_ letter: Letter) throws {
        added += 1
        if letters.contains(where: { $0.index == letter.index && $0.key == letter.key }) {
            letters.removeAll { $0.index == letter.index && $0.key == letter.key }
            letters.append(letter)
            return try rewrite()
        }
        let isNew = !directory.exists(name)
        let file = isNew ? try directory.create(name) : try directory.openForAppending(name)
        defer { file.close() }
        try Array((letter.line + "\n").utf8).withUnsafeBytes { try file.append($0) }
        try file.sync()
        if isNew { try directory.sync() }
        letters.append(letter)
    }

    /// Forgets letters of documents that were applied after all.
    func remove(index: String, keys: some Sequence<CellValue>) throws {
        guard !letters.isEmpty else { return }
        let ids = Set(keys.compactMap { $0.documentID })
        let kept = letters.filter { $0.index != index || !ids.contains($0.key.documentID ?? "") }
        guard kept.count < letters.count else { return }
        letters = kept
        try rewrite()
    }

    private func rewrite() throws {
        let text = letters.map { $0.line + "\n" }.joined()
        try Array(text.utf8).withUnsafeBytes { try directory.writeAtomically(name, $0) }
    }
}

extension DeadLetters.Letter {
    var json: JSONValue {
        [
            "time": .string(ISOTime.text(milliseconds: time)), "index": .string(index),
            "key": key.json, "position": .string(position), "error": .string(error),
            "payload_hash": .string(String(payloadHash, radix: 16)),
            "time_ms": JSONValue(integerLiteral: time),
        ]
    }

    var line: String { json.serialized() }

    init?(line: String) {
        guard let value = try? JSONValue(parsing: line), let index = value["index"]?.string,
            let key = value["key"]
        else { return nil }
        self.init(
            index: index, key: CellValue(json: key), position: value["position"]?.string ?? "",
            error: value["error"]?.string ?? "",
            payloadHash: UInt64(value["payload_hash"]?.string ?? "", radix: 16) ?? 0,
            time: value["time_ms"]?.integer ?? 0)
    }
}
