import Analysis
import Primitives
import Segments
import TestSupport
import Testing

@Suite("A segment buffer")
struct SegmentBufferTests {
    private typealias Model = ModelSegment

    /// What makes a document unacceptable.
    private static let faults: [(name: String, break: @Sendable (ParsedDocument) -> Void)] = [
        ("no id", { _ in }),
        ("a long id", { doc in setID(doc, String(repeating: "x", count: 513)) }),
        ("an unknown field", { doc in doc.addNumber(field: 999, 1) }),
        ("a number in a text field", { doc in doc.addNumber(field: Model.title, 1) }),
        ("a term in a number field", { doc in add("x", Model.price, 0, doc) }),
        ("a long term", { doc in add(String(repeating: "x", count: 40_000), Model.brand, 0, doc) }),
        ("a child's field in the root", { doc in add("x", Model.color, 0, doc) }),
        (
            "a root's field in a child",
            { doc in add("x", Model.brand, doc.beginChild(space: 1), doc) }
        ),
        ("an unknown space", { doc in _ = doc.beginChild(space: 9) }),
        ("a child of the wrong parent", { doc in _ = doc.beginChild(space: 2) }),
        ("a child that was not begun", { doc in add("x", Model.color, 3, doc) }),
        (
            "children out of order",
            { doc in
                let first = doc.beginChild(space: 1)
                let second = doc.beginChild(space: 1)
                add("x", Model.color, second, doc)
                add("x", Model.color, first, doc)
            }
        ),
        (
            "parents out of order",
            { doc in
                let first = doc.beginChild(space: 1)
                let second = doc.beginChild(space: 1)
                _ = doc.beginChild(space: 2, parent: second)
                _ = doc.beginChild(space: 2, parent: first)
            }
        ),
    ]

    private static func setID(_ doc: ParsedDocument, _ id: String) {
        withBytes(id) { doc.setID($0) }
    }

    private static func add(
        _ term: String, _ field: FieldNumber, _ child: UInt16, _ doc: ParsedDocument
    ) {
        withBytes(term) { doc.addTerm(field: field, child: child, $0) }
    }

    @Test("refuses a document as a whole", arguments: faults.indices)
    func refusal(index: Int) throws {
        let fault = Self.faults[index]
        var generator = SeededGenerator(seed: 8)
        let model = Model.random(count: 20, using: &generator)
        let writer = ModelWriter()
        for document in model.documents { _ = try writer.append(document) }
        let doc = ParsedDocument()
        if fault.name != "no id" { Self.setID(doc, "new") }
        Self.add("left over", Model.brand, 0, doc)
        doc.addNumber(field: Model.price, 3)
        fault.break(doc)
        #expect(throws: SegmentError.self, "\(fault.name)") {
            try writer.buffer.append(doc, fields: Model.infos, sequenceNumber: 99, version: 1)
        }
        #expect(writer.buffer.documentCount == 20)
        let sink = MemorySink()
        try writer.buffer.encode(name: "a.seg", to: sink)
        try model.expectEqual(
            to: try SegmentReader.open(name: "a.seg", region: sink.takeRegion()))
    }

    @Test("begins anew after it was emptied, and counts its memory")
    func removeAll() throws {
        var generator = SeededGenerator(seed: 8)
        let writer = ModelWriter()
        for round in 0..<3 {
            let model = Model.random(count: 50, using: &generator, firstID: round * 50)
            let before = writer.buffer.memoryBytes
            for document in model.documents { _ = try writer.append(document) }
            #expect(writer.buffer.memoryBytes > before)
            let sink = MemorySink()
            try writer.buffer.encode(name: "a.seg", to: sink)
            let region = sink.takeRegion()
            try model.expectEqual(to: try SegmentReader.open(name: "a.seg", region: region))
            writer.buffer.removeAll()
            #expect(writer.buffer.documentCount == 0 && writer.buffer.deletedCount == 0)
        }
    }

    @Test("finds the newest of several documents with one id")
    func sameID() throws {
        var generator = SeededGenerator(seed: 8)
        var model = Model.random(count: 60, using: &generator)
        for doc in stride(from: 0, to: 60, by: 7) { model.documents[doc].id = "again" }
        for doc in stride(from: 0, to: 56, by: 7) { model.deleted.insert(doc) }
        let reader = try model.open()
        try model.expectEqual(to: reader)
        #expect(SegmentCheck.check(reader) == [])
        let live = try withBytes("again") { id in
            try reader.find(id: id, where: { reader.initialLiveDocs?.isLive($0) ?? true })
        }
        #expect(live == 56)
    }

    @Test("takes text whose tokens come from another vocabulary than the field's first")
    func otherVocabulary() throws {
        let buffer = SegmentBuffer()
        let doc = ParsedDocument()
        for number in 0..<2 {
            let vocabulary = Vocabulary()
            let words = number == 0 ? ["a", "b"] : ["c", "b"]
            let ids = words.map { word in withBytes(word) { vocabulary.intern($0) } }
            doc.removeAll()
            Self.setID(doc, "\(number)")
            doc.addTokens(
                field: Model.title, termIDs: ids, positions: [0, 1], count: 2,
                vocabulary: vocabulary)
            _ = try buffer.append(doc, fields: Model.infos, sequenceNumber: 0, version: 1)
        }
        let sink = MemorySink()
        try buffer.encode(name: "a.seg", to: sink)
        let reader = try SegmentReader.open(name: "a.seg", region: sink.takeRegion())
        let terms = try #require(try reader.terms(Model.title))
        var found: [String] = []
        try terms.forEachTerm { term, _, frequency in
            found.append("\(String(decoding: term, as: UTF8.self))\(frequency)")
            return true
        }
        #expect(found == ["a1", "b2", "c1"])
    }
}
