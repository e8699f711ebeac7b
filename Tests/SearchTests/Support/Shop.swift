import Analysis
import Primitives
import Search
import Segments

/// The fields of the test documents.
enum ShopField {
    static let title: FieldNumber = 16
    static let body: FieldNumber = 17
    static let brand: FieldNumber = 18
    static let price: FieldNumber = 19
    static let tags: FieldNumber = 20
    static let ratings: FieldNumber = 21
    static let note: FieldNumber = 22

    static let infos = FieldInfos([
        FieldInfo(number: title, name: "title", postings: .positions, hasNorms: true),
        FieldInfo(number: body, name: "body", postings: .positions, hasNorms: true),
        FieldInfo(number: brand, name: "brand", postings: .documents, column: .ordinal),
        FieldInfo(number: price, name: "price", column: .numeric),
        FieldInfo(number: tags, name: "tags", postings: .documents, column: .ordinal),
        FieldInfo(number: ratings, name: "ratings", column: .numeric),
        FieldInfo(number: note, name: "note", postings: .documents),
    ])

    static func similarity(_ field: FieldNumber) -> Similarity {
        switch field {
        case title, body: return .bm25()
        default: return .constant
        }
    }
}

/// One test document as plain lists.
struct ShopDocument {
    var id: String
    /// Nil: the field is absent.
    var title: [String]?
    var body: [String]?
    var brand: String?
    var price: Int64?
    var tags: [String] = []
    var ratings: [Int64] = []
    var note: String?
    var isDeleted = false

    func tokens(_ field: FieldNumber) -> [String] {
        (field == ShopField.title ? title : body) ?? []
    }

    func keywords(_ field: FieldNumber) -> [String] {
        switch field {
        case ShopField.brand: return brand.map { [$0] } ?? []
        case ShopField.tags: return Array(Set(tags)).sorted()
        case ShopField.note: return note.map { [$0] } ?? []
        default: return []
        }
    }

    func numbers(_ field: FieldNumber) -> [Int64] {
        field == ShopField.price ? price.map { [$0] } ?? [] : ratings.sorted()
    }
}

/// Test documents and the segments they are in.
struct Shop {
    /// By segment.
    let segments: [[ShopDocument]]

    init(segments: [[ShopDocument]]) { self.segments = segments }

    var documents: [ShopDocument] { segments.flatMap { $0 } }

    /// - Parameters:
    ///   - deletedShare: probability of a document to be deleted.
    init(
        documents count: Int, segments segmentCount: Int, deletedShare: Double,
        _ random: inout SeededGenerator
    ) {
        var segments: [[ShopDocument]] = []
        var next = 0
        for index in 0..<segmentCount {
            // Uneven segments, as merges leave them.
            let rest = count - next
            let size =
                index == segmentCount - 1
                ? rest : max(1, min(rest, random.below(2 * max(1, rest / (segmentCount - index)))))
            segments.append(
                (0..<size).map { _ in
                    next += 1
                    var document = Shop.document(next, &random)
                    document.isDeleted = random.chance(deletedShare)
                    return document
                })
        }
        self.segments = segments
    }

    static let words: [String] = {
        let stems = [
            "red", "blue", "shoe", "shirt", "phone", "case", "cover", "lamp", "desk", "chair",
        ]
        return stems + stems.map { $0 + "s" } + stems.map { "x" + $0 } + stems.map { $0 + "er" }
    }()

    /// Squaring prefers the first words: some are in most documents, some in few.
    static func word(_ random: inout SeededGenerator) -> String {
        let unit = random.unit()
        return words[min(words.count - 1, Int(unit * unit * unit * Double(words.count)))]
    }

    private static func document(_ number: Int, _ random: inout SeededGenerator) -> ShopDocument {
        var document = ShopDocument(id: "p\(number)")
        if random.chance(0.95) {
            document.title = (0..<(1 + random.below(8))).map { _ in word(&random) }
        }
        if random.chance(0.7) {
            document.body = (0..<(1 + random.below(60))).map { _ in word(&random) }
        }
        if random.chance(0.8) { document.brand = "brand\(random.below(12))" }
        if random.chance(0.9) { document.price = Int64(number / 3 + random.below(200)) }
        document.tags = (0..<random.below(4)).map { _ in "tag\(random.below(9))" }
        document.ratings = (0..<random.below(4)).map { _ in Int64(random.below(6)) }
        if random.chance(0.3) { document.note = "n\(random.below(3))" }
        return document
    }

    func snapshot() throws -> IndexSnapshot {
        var views: [SegmentView] = []
        var sequence: Int64 = 0
        for (index, documents) in segments.enumerated() {
            let buffer = SegmentBuffer()
            let vocabulary = Vocabulary()
            let parsed = ParsedDocument()
            for document in documents {
                Shop.parse(document, vocabulary, into: parsed)
                let doc = try buffer.append(
                    parsed, fields: ShopField.infos, sequenceNumber: sequence, version: 1)
                if document.isDeleted { buffer.delete(doc) }
                sequence += 1
            }
            let sink = MemorySink()
            try buffer.encode(name: "s\(index)", to: sink)
            let reader = try SegmentReader.open(name: "s\(index)", region: sink.takeRegion())
            views.append(SegmentView(reader: reader, liveDocs: reader.initialLiveDocs))
        }
        return IndexSnapshot(views: views, fields: ShopField.infos, generation: 1)
    }

    private static func parse(
        _ document: ShopDocument, _ vocabulary: Vocabulary, into parsed: ParsedDocument
    ) {
        parsed.removeAll()
        Array(document.id.utf8).withUnsafeBytes { parsed.setID($0) }
        Array("{}".utf8).withUnsafeBytes { parsed.setSource($0) }
        for field in [ShopField.title, ShopField.body] {
            guard let words = field == ShopField.title ? document.title : document.body else {
                continue
            }
            let ids = words.map { word in
                Array(word.utf8).withUnsafeBytes { vocabulary.intern($0) }
            }
            let positions = (0..<UInt32(words.count)).map { $0 }
            parsed.addTokens(
                field: field, termIDs: ids, positions: positions, count: ids.count,
                vocabulary: vocabulary)
        }
        for field in [ShopField.brand, ShopField.tags, ShopField.note] {
            for word in document.keywords(field) { addTerm(field, word, parsed) }
        }
        if document.note != nil { addTerm(ReservedField.fieldNames, "note", parsed) }
        if let price = document.price { parsed.addNumber(field: ShopField.price, price) }
        for rating in document.ratings { parsed.addNumber(field: ShopField.ratings, rating) }
    }

    private static func addTerm(_ field: FieldNumber, _ word: String, _ parsed: ParsedDocument) {
        Array(word.utf8).withUnsafeBytes { parsed.addTerm(field: field, $0) }
    }
}
