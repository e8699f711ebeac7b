import Analysis
import Primitives
import Segments
import Testing

func withBytes<R>(_ text: String, _ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    var text = text
    return try text.withUTF8 { try body(UnsafeRawBufferPointer($0)) }
}

func text(_ writer: ByteWriter) -> String { String(decoding: writer.bytes, as: UTF8.self) }

/// Puts model documents into a buffer, as the document parser would.
final class ModelWriter {
    let buffer = SegmentBuffer()
    private let vocabulary = Vocabulary()
    private let parsed = ParsedDocument()

    func append(_ document: ModelDocument) throws -> DocID {
        parsed.removeAll()
        withBytes(document.id) { parsed.setID($0) }
        document.source.withUnsafeBytes { parsed.setSource($0) }
        if let routing = document.routing { withBytes(routing) { parsed.setRouting($0) } }
        add(0, document.texts, document.keywords, document.numbers)
        for child in document.children {
            let number = parsed.beginChild(
                space: child.space, parent: child.parent.map { UInt16($0 + 1) } ?? 0)
            add(number, child.texts, child.keywords, child.numbers)
        }
        return try buffer.append(
            parsed, fields: ModelSegment.infos, sequenceNumber: document.sequenceNumber,
            version: document.version)
    }

    private func add(
        _ child: UInt16, _ texts: [FieldNumber: [(term: String, position: UInt32)]],
        _ keywords: [FieldNumber: [String]], _ numbers: [FieldNumber: [Int64]]
    ) {
        for (field, tokens) in texts {
            let ids = tokens.map { token in withBytes(token.term) { vocabulary.intern($0) } }
            parsed.addTokens(
                field: field, child: child, termIDs: ids, positions: tokens.map(\.position),
                count: ids.count, vocabulary: vocabulary)
        }
        for (field, terms) in keywords {
            for term in terms { withBytes(term) { parsed.addTerm(field: field, child: child, $0) } }
        }
        for (field, values) in numbers {
            for value in values { parsed.addNumber(field: field, child: child, value) }
        }
    }
}

extension ModelSegment {
    /// The segment's bytes.
    func encode(compression: SourceCompression = .init()) throws -> MemoryRegion {
        let writer = ModelWriter()
        for (index, document) in documents.enumerated() {
            let doc = try writer.append(document)
            #expect(doc == DocID(index))
        }
        for doc in deleted { writer.buffer.delete(DocID(doc)) }
        let sink = MemorySink()
        try writer.buffer.encode(name: "model.seg", to: sink, compression: compression)
        return sink.takeRegion()
    }

    /// Documents whose sources resemble one another, as products do.
    static func products(
        count: Int, using generator: inout SeededGenerator, firstID: Int = 0
    ) -> ModelSegment {
        var model = random(count: count, using: &generator, firstID: firstID, words: 20)
        for doc in model.documents.indices {
            let color = ["red", "green", "blue"][generator.below(3)]
            let price = generator.below(10_000)
            let words = (0..<12).map { _ in "word\(generator.below(4000))" }
                .joined(separator: " ")
            model.documents[doc].source = Array(
                """
                {"title":"A product of the finest kind","color":"\(color)","price":\(price),
                "description":"Made with care of \(words)","stock":\(price % 7)}
                """.utf8)
        }
        return model
    }

    func open() throws -> SegmentReader {
        try SegmentReader.open(name: "model.seg", region: try encode())
    }

    func view() throws -> SegmentView {
        let reader = try open()
        return SegmentView(reader: reader, liveDocs: reader.initialLiveDocs)
    }

    /// What a merge of segments has to be: their live documents, one segment after the other.
    static func merged(_ models: [ModelSegment]) -> ModelSegment {
        var merged = ModelSegment()
        for model in models {
            for (doc, document) in model.documents.enumerated() where !model.deleted.contains(doc) {
                merged.documents.append(document)
            }
        }
        return merged
    }
}

extension SourceCompression {
    /// Dictionaries for segments of so many documents, however short they are.
    static func from(_ documents: Int) -> SourceCompression {
        var compression = SourceCompression()
        compression.reuseMinimum = documents
        compression.makeMinimum = documents
        compression.worth = 0
        return compression
    }
}
