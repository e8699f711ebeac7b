import Primitives
import Search
import Segments
import TestSupport
import Testing

@Suite("A search context")
struct SearchContextTests {
    private static let fields = [
        ShopField.note, ShopField.title, ShopField.tags, ShopField.body, ShopField.brand,
    ]

    private static func word(_ field: FieldNumber, _ random: inout SeededGenerator) -> String {
        switch field {
        case ShopField.brand: "brand\(random.below(40))"
        case ShopField.tags: "tag\(random.below(30))"
        case ShopField.note: "n\(random.below(4))"
        default: random.chance(0.9) ? Shop.words[random.below(Shop.words.count)] : "nowhere"
        }
    }

    private static func holds(
        _ document: ShopDocument, _ word: String, _ field: FieldNumber
    ) -> Bool {
        let isText = field == ShopField.title || field == ShopField.body
        return (isText ? document.tokens(field) : document.keywords(field)).contains(word)
    }

    @Test("knows how many documents hold a term, whatever it was asked before")
    func documentFrequency() throws {
        try forEachSeed(4) { random in
            let shop = Shop(documents: 200, segments: 3, deletedShare: 0.2, &random)
            let context = SearchContext(
                snapshot: try shop.snapshot(), similarity: ShopField.similarity)
            for _ in 0..<400 {
                let field = Self.fields[random.below(Self.fields.count)]
                let word = Self.word(field, &random)
                let expected = shop.documents.count { Self.holds($0, word, field) }
                let found = try context.documentFrequency(field, Array(word.utf8))
                try #require(found == expected, "\(word) in \(field)")
            }
        }
    }
}
