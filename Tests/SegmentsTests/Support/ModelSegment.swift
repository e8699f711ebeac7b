import Analysis
import Primitives
import Segments

/// Documents as plain values: what a segment must answer like.
struct ModelDocument {
    var id: String
    var source: [UInt8]
    var routing: String?
    var version: Int64
    var sequenceNumber: Int64 = 0
    /// Tokens of text fields, by field: term and position in order.
    var texts: [FieldNumber: [(term: String, position: UInt32)]] = [:]
    var keywords: [FieldNumber: [String]] = [:]
    var numbers: [FieldNumber: [Int64]] = [:]
    var children: [ModelChild] = []
}

struct ModelChild {
    var space: SpaceNumber
    /// Index into the document's children; nil = the root.
    var parent: Int?
    var texts: [FieldNumber: [(term: String, position: UInt32)]] = [:]
    var keywords: [FieldNumber: [String]] = [:]
    var numbers: [FieldNumber: [Int64]] = [:]
}

/// Values of one field by document of its space.
struct ModelField {
    var texts: [[(term: String, position: UInt32)]?] = []
    var keywords: [[String]?] = []
    var numbers: [[Int64]] = []
}

struct ModelSegment {
    static let title: FieldNumber = 16
    static let body: FieldNumber = 17
    static let brand: FieldNumber = 18
    static let tags: FieldNumber = 19
    static let price: FieldNumber = 20
    static let ratings: FieldNumber = 21
    static let color: FieldNumber = 22
    static let size: FieldNumber = 23
    static let note: FieldNumber = 24

    static let infos = FieldInfos(
        [
            FieldInfo(
                number: title, name: "title", postings: .positions, hasNorms: true,
                analysisFingerprint: 7),
            FieldInfo(
                number: body, name: "body", postings: .frequencies, hasNorms: true,
                analysisFingerprint: 7),
            FieldInfo(number: brand, name: "brand", postings: .documents, column: .ordinal),
            FieldInfo(number: tags, name: "tags", postings: .documents, column: .ordinal),
            FieldInfo(number: price, name: "price", column: .numeric),
            FieldInfo(number: ratings, name: "ratings", column: .numeric),
            FieldInfo(
                number: color, name: "variants.color", space: 1, postings: .documents,
                column: .ordinal),
            FieldInfo(number: size, name: "variants.size", space: 1, column: .numeric),
            FieldInfo(
                number: note, name: "variants.notes.text", space: 2, postings: .positions,
                hasNorms: true, analysisFingerprint: 7),
        ],
        spaces: [
            SpaceInfo(number: 1, path: "variants"),
            SpaceInfo(number: 2, path: "variants.notes", parent: 1),
        ])

    var documents: [ModelDocument] = []
    var deleted: Set<Int> = []

    /// Documents of a space in order of doc ID, each with its parent's doc ID.
    func space(_ number: SpaceNumber) -> [(child: ModelChild, parent: Int)] {
        var counts: [SpaceNumber: Int] = [:]
        var found: [(child: ModelChild, parent: Int)] = []
        for (root, document) in documents.enumerated() {
            var docs: [Int] = []
            for child in document.children {
                docs.append(counts[child.space, default: 0])
                counts[child.space, default: 0] += 1
                if child.space == number {
                    found.append((child, child.parent.map { docs[$0] } ?? root))
                }
            }
        }
        return found
    }

    /// The field's values by document of its space.
    func values(of field: FieldInfo) -> ModelField {
        var values = ModelField()
        if field.space == 0 {
            for document in documents {
                values.texts.append(document.texts[field.number])
                values.keywords.append(document.keywords[field.number])
                values.numbers.append(document.numbers[field.number] ?? [])
            }
        } else {
            for (child, _) in space(field.space) {
                values.texts.append(child.texts[field.number])
                values.keywords.append(child.keywords[field.number])
                values.numbers.append(child.numbers[field.number] ?? [])
            }
        }
        return values
    }
}

extension ModelSegment {
    /// Random documents: skewed words, missing fields, several values, children of children.
    static func random(
        count: Int, using generator: inout SeededGenerator, firstID: Int = 0, words: Int = 300
    ) -> ModelSegment {
        var model = ModelSegment()
        for index in 0..<count {
            var document = randomDocument(
                id: "p\(firstID + index)", using: &generator, words: words)
            document.sequenceNumber = Int64(firstID + index)
            model.documents.append(document)
        }
        return model
    }

    static func randomDocument(
        id: String, using generator: inout SeededGenerator, words: Int
    ) -> ModelDocument {
        var document = ModelDocument(
            id: id, source: Array("{\"id\":\"\(id)\",\"n\":\(generator.below(1_000_000))}".utf8),
            routing: generator.chance(0.2) ? "r\(generator.below(5))" : nil,
            version: Int64(generator.below(3)) + 1)
        if generator.chance(0.95) {
            document.texts[title] = tokens(generator.below(12), words, &generator)
        }
        if generator.chance(0.8) {
            document.texts[body] = tokens(generator.below(60), words, &generator)
        }
        if generator.chance(0.9) { document.keywords[brand] = ["brand \(generator.below(40))"] }
        if generator.chance(0.5) {
            document.keywords[tags] = (0..<generator.below(4)).map { _ in "t\(generator.below(600))"
            }
        }
        if generator.chance(0.9) {
            document.numbers[price] = [Int64(generator.below(100_000)) - 500]
        }
        if generator.chance(0.3) {
            document.numbers[ratings] = (0..<generator.below(5)).map { _ in
                Int64(bitPattern: generator.next())
            }
        }
        if generator.chance(0.3) { document.children = children(words, &generator) }
        return document
    }

    private static func children(
        _ words: Int, _ generator: inout SeededGenerator
    ) -> [ModelChild] {
        var children: [ModelChild] = []
        for _ in 0..<generator.below(4) {
            var child = ModelChild(space: 1, parent: nil)
            if generator.chance(0.8) { child.keywords[color] = ["c\(generator.below(9))"] }
            if generator.chance(0.8) { child.numbers[size] = [Int64(generator.below(50))] }
            let parent = children.count
            children.append(child)
            for _ in 0..<generator.below(3) {
                var note = ModelChild(space: 2, parent: parent)
                note.texts[Self.note] = tokens(generator.below(6), words, &generator)
                children.append(note)
            }
        }
        return children
    }

    static func word(_ words: Int, _ generator: inout SeededGenerator) -> String {
        let rank = Int(Double(words) * generator.unit() * generator.unit() * generator.unit())
        return rank % 7 == 3 ? "größe\(rank)" : "w\(String(rank, radix: 4))"
    }

    private static func tokens(
        _ count: Int, _ words: Int, _ generator: inout SeededGenerator
    ) -> [(term: String, position: UInt32)] {
        var position: UInt32 = 0
        return (0..<count).map { index in
            // A synonym at the same place, a gap, or as a rule the next position.
            if index > 0 { position += [0, 1, 1, 1, 1, 1, 1, 101][generator.below(8)] }
            return (word(words, &generator), position)
        }
    }
}
