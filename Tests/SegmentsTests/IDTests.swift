import Primitives
import Segments
import TestSupport
import Testing

@Suite("The ids of a segment")
struct IDTests {
    private static let shapes: [@Sendable (Int, inout SeededGenerator) -> String] = [
        { number, _ in "r\(number)" },
        { number, _ in "\(number + 95)" },
        { number, _ in String(repeating: "0", count: 9 - "\(number)".count) + "\(number)" },
        { number, random in "sku-\(random.below(1_000_000))-\(number)" },
        { number, random in "\(random.below(2))0\(number)" },
        { number, random in "\(random.next() >> 5)\(number)" },
        { number, _ in "item \(number) ✓" },
        { number, _ in "\(number)" + String(repeating: "9", count: number % 20) },
        { number, _ in String(repeating: "a", count: 500) + "\(number)" },
        { number, _ in number == 0 ? "0" : "00\(number)" },
        { number, random in
            (0..<32).map { _ in String(random.below(16), radix: 16) }.joined() + "\(number)"
        },
        { number, random in random.chance(0.9) ? "p\(number)" : "q\(number)" },
    ]

    private func append(_ ids: [String], to buffer: SegmentBuffer) throws {
        let document = ParsedDocument()
        for (number, id) in ids.enumerated() {
            document.removeAll()
            withBytes(id) { document.setID($0) }
            withBytes("{}") { document.setSource($0) }
            _ = try buffer.append(
                document, fields: .empty, sequenceNumber: Int64(number), version: 1)
        }
    }

    private func expect(_ reader: SegmentReader, _ ids: [String]) throws {
        let newest = Dictionary(
            ids.enumerated().map { ($1, DocID($0)) }, uniquingKeysWith: { max($0, $1) })
        let found = ByteWriter()
        for (doc, id) in ids.enumerated() {
            found.removeAll()
            try reader.appendID(of: DocID(doc), to: found)
            #expect(text(found) == id)
            #expect(try withBytes(id) { try reader.find(id: $0) } == newest[id])
            for other in [id + "0", "0" + id, String(id.dropLast()), id + "1"] {
                #expect(try withBytes(other) { try reader.find(id: $0) } == newest[other])
            }
        }
    }

    @Test("come back as they were, and are found by them", arguments: shapes.indices)
    func roundTrip(shape: Int) throws {
        try forEachSeed(3, from: UInt64(shape) * 100) { random in
            let first = random.below(2) * 90
            var ids = (0..<(1 + random.below(150))).map { Self.shapes[shape]($0 + first, &random) }
            if random.chance(0.5) { ids.shuffle(using: &random) }
            let buffer = SegmentBuffer()
            try append(ids, to: buffer)
            let sink = MemorySink()
            try buffer.encode(name: "i.seg", to: sink)
            let reader = try SegmentReader.open(name: "i.seg", region: sink.takeRegion())
            try expect(reader, ids)
            #expect(SegmentCheck.check(reader) == [])
            // Of several documents with one id the newest is found.
            let again = ids + ids.filter { _ in random.chance(0.3) }
            let larger = SegmentBuffer()
            try append(again, to: larger)
            let second = MemorySink()
            try larger.encode(name: "j.seg", to: second)
            try expect(try SegmentReader.open(name: "j.seg", region: second.takeRegion()), again)
        }
    }

    @Test("that count up take less than a byte each")
    func small() throws {
        let buffer = SegmentBuffer()
        try append((0..<4096).map { "product-\($0)" }, to: buffer)
        let sink = MemorySink()
        try buffer.encode(name: "i.seg", to: sink)
        let reader = try SegmentReader.open(name: "i.seg", region: sink.takeRegion())
        let size = reader.sections.first { $0.key.kind == .ids }?.size ?? .max
        #expect(size < 4096)
        let table = reader.sections.first { $0.key.kind == .idTable }?.size ?? .max
        #expect(table < 4096 * 4)
    }
}
