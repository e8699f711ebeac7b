import JSON
import Primitives

/// Documents on their way in one `_bulk` request, and where each stands in its body.
///
/// `@unchecked Sendable`: filled by the reader, then handed over to one sender.
final class BulkBatch: @unchecked Sendable {
    struct Entry {
        let row: Int
        let id: String?
        /// Of the action line and the source line together.
        let range: Range<Int>
        /// Where the source begins.
        let sourceStart: Int
    }

    private(set) var entries: [Entry] = []
    private let content: ByteWriter

    init(capacity: Int) { content = ByteWriter(capacity: capacity) }

    var count: Int { entries.count }
    var size: Int { content.count }
    var body: UnsafeRawBufferPointer { content.bytes }

    /// - Parameter id: nil lets the daemon give one.
    func add(_ source: UnsafeRawBufferPointer, id: String?, row: Int) {
        let start = content.count
        let writer = JSONWriter(content)
        writer.beginObject()
        writer.key("index")
        writer.beginObject()
        if let id { writer.member("_id", id) }
        writer.endObject()
        writer.endObject()
        content.write(UInt8(ascii: "\n"))
        let sourceStart = content.count
        content.write(contentsOf: source)
        content.write(UInt8(ascii: "\n"))
        entries.append(
            Entry(row: row, id: id, range: start..<content.count, sourceStart: sourceStart))
    }

    /// The source of an entry, without its line break.
    func source(of entry: Entry) -> String {
        String(decoding: body[entry.sourceStart..<(entry.range.upperBound - 1)], as: UTF8.self)
    }

    /// A batch of some of these entries, to be sent again.
    func part(_ chosen: [Entry]) -> BulkBatch {
        let batch = BulkBatch(capacity: chosen.reduce(0) { $0 + $1.range.count })
        for entry in chosen {
            let start = batch.content.count
            batch.content.write(
                contentsOf: UnsafeRawBufferPointer(rebasing: body[entry.range]))
            batch.entries.append(
                Entry(
                    row: entry.row, id: entry.id, range: start..<batch.content.count,
                    sourceStart: start + entry.sourceStart - entry.range.lowerBound))
        }
        return batch
    }
}
