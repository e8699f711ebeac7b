import Primitives
import Search
import Segments
import TestSupport
import Testing

@Suite("A pattern query")
struct PatternQueryTests {
    /// Documents of random words in three segments, some deleted.
    private func shop(_ random: inout SeededGenerator) -> Shop {
        var number = 0
        return Shop(
            segments: [120, 60, 5].map { count in
                (0..<count).map { _ in
                    number += 1
                    var document = ShopDocument(id: "p\(number)")
                    document.title = (0..<(1 + random.below(3))).map { _ in
                        PatternNode.randomWord(&random)
                    }
                    document.tags = (0..<random.below(3)).map { _ in
                        PatternNode.randomWord(&random)
                    }
                    document.isDeleted = random.chance(0.1)
                    return document
                }
            })
    }

    private func check(
        _ query: any Query, _ node: PatternNode, _ field: FieldNumber, ignoringCase: Bool,
        _ shop: Shop, _ snapshot: IndexSnapshot
    ) throws {
        var expected: [Int] = []
        for (number, document) in shop.documents.enumerated() where !document.isDeleted {
            let words = field == ShopField.title ? document.tokens(field) : document.keywords(field)
            if words.contains(where: { node.matches($0, ignoringCase: ignoringCase) }) {
                expected.append(number)
            }
        }
        let context = SearchContext(snapshot: snapshot, similarity: ShopField.similarity)
        let top = try SearchExecution.topDocs(
            query, context: context, size: 1000, trackTotal: .exact)
        let found = top.hits.map { context.leaves[$0.leaf].docBase + Int($0.doc) }
        let name = Comment(rawValue: "\(query.description), case \(ignoringCase)")
        try #require(found.sorted() == expected, name)
        try #require(top.hits.allSatisfy { $0.score == 1 }, name)
        try #require(try SearchExecution.count(query, context: context) == expected.count, name)
    }

    @Test("of wildcards finds what trying every word does")
    func wildcards() throws {
        try forEachSeed(4) { random in
            let shop = shop(&random)
            let snapshot = try shop.snapshot()
            for _ in 0..<60 {
                let node = PatternNode.randomWildcard(&random)
                let field = random.chance(0.5) ? ShopField.title : ShopField.tags
                let ignoringCase = random.chance(0.3)
                let query = WildcardQuery(
                    field: field, pattern: Array(node.wildcard.utf8),
                    caseInsensitive: ignoringCase)
                try check(query, node, field, ignoringCase: ignoringCase, shop, snapshot)
            }
        }
    }

    @Test("of regular expressions finds what trying every word does")
    func regexps() throws {
        try forEachSeed(3, from: 50) { random in
            let shop = shop(&random)
            let snapshot = try shop.snapshot()
            for _ in 0..<30 {
                let node = PatternNode.random(depth: 3, &random)
                let field = random.chance(0.5) ? ShopField.title : ShopField.tags
                let ignoringCase = random.chance(0.3)
                let query = RegexpQuery(
                    field: field, pattern: Array(node.regexp.utf8), caseInsensitive: ignoringCase)
                try check(query, node, field, ignoringCase: ignoringCase, shop, snapshot)
            }
        }
    }

    @Test("takes the shorthands of character classes")
    func shorthands() throws {
        var document = ShopDocument(id: "p")
        document.title = ["a1", "x-y", "日本", "ab"]
        let shop = Shop(segments: [[document]])
        let context = SearchContext(snapshot: try shop.snapshot(), similarity: ShopField.similarity)
        let patterns: [(String, Bool)] = [
            (#"\w\d"#, true), (#"\w\W\w"#, true), (#"\W\W"#, true), (#"\d\d"#, false),
            (#"\D{3}"#, true), (#"\S\s\S"#, false), ("[a-c]{2}", true), ("[^a-z]{2}", true),
        ]
        for (pattern, isFound) in patterns {
            let query = RegexpQuery(field: ShopField.title, pattern: Array(pattern.utf8))
            #expect(
                try SearchExecution.count(query, context: context) == (isFound ? 1 : 0),
                "\(pattern)")
        }
    }

    @Test("that makes no sense, or too large an automaton, is refused")
    func refusals() throws {
        let shop = Shop(segments: [[ShopDocument(id: "p")]])
        let context = SearchContext(snapshot: try shop.snapshot(), similarity: ShopField.similarity)
        for pattern in ["(a", "a)", "[a", "a{2", "a{3,1}", "<1-", "\"a", "a~b", "\\", "*a*{"] {
            let query = RegexpQuery(field: ShopField.title, pattern: Array(pattern.utf8))
            #expect(throws: SearchError.self, "\(pattern)") {
                try SearchExecution.count(query, context: context)
            }
        }
        let large = RegexpQuery(
            field: ShopField.title, pattern: Array("(a|b)*a(a|b){14}".utf8),
            maximumDeterminizedStates: 1000)
        #expect(throws: SearchError.self) {
            try SearchExecution.count(large, context: context)
        }
    }
}
