import Primitives
import Search
import Segments

/// Random queries over the fields of `Shop`.
struct RandomQuery {
    /// Nested at most this deep.
    let depth: Int

    func next(_ random: inout SeededGenerator) -> any Query { make(depth, &random) }

    private func make(_ depth: Int, _ random: inout SeededGenerator) -> any Query {
        if depth == 0 || random.chance(0.3) { return leaf(&random) }
        switch random.below(8) {
        case 0...3: return boolean(depth, &random)
        case 4, 5:
            let ties: [Float] = [0, 0, 0.3, 1]
            return DisjunctionMaxQuery(
                queries: list(1, 3, depth, &random), tieBreaker: ties[random.below(4)])
        case 6:
            return BoostQuery(query: make(depth - 1, &random), boost: Float(1 + random.below(3)))
        default:
            if random.chance(0.5) { return ConstantScoreQuery(query: make(depth - 1, &random)) }
            return BoostingQuery(
                positive: make(depth - 1, &random), negative: make(depth - 1, &random),
                negativeBoost: 0.25)
        }
    }

    private func list(
        _ least: Int, _ most: Int, _ depth: Int, _ random: inout SeededGenerator
    ) -> [any Query] {
        (0..<(least + random.below(most - least + 1))).map { _ in make(depth - 1, &random) }
    }

    private func boolean(_ depth: Int, _ random: inout SeededGenerator) -> any Query {
        switch random.below(4) {
        case 0:
            let clauses = list(2, 5, depth, &random)
            return BooleanQuery(
                should: clauses,
                minimumShouldMatch: random.chance(0.5) ? nil : random.below(clauses.count + 1))
        case 1: return BooleanQuery(must: list(1, 3, depth, &random))
        case 2:
            return BooleanQuery(
                must: list(0, 2, depth, &random), filter: list(0, 2, depth, &random),
                should: list(0, 3, depth, &random), mustNot: list(0, 1, depth, &random))
        default:
            return BooleanQuery(
                must: list(1, 2, depth, &random), filter: list(1, 2, depth, &random))
        }
    }

    func leaf(_ random: inout SeededGenerator) -> any Query {
        switch random.below(16) {
        case 0...6: return word(&random)
        case 7: return SynonymQuery(field: text(&random), terms: words(1, 3, &random))
        case 8:
            return NumericRangeQuery(
                field: random.chance(0.7) ? ShopField.price : ShopField.ratings,
                lower: Int64(random.below(600)) - 100, upper: Int64(random.below(1200)))
        case 9: return constant(&random)
        case 10: return TermQuery(field: ShopField.brand, term: bytes("brand\(random.below(13))"))
        case 11: return TermQuery(field: ShopField.tags, term: bytes("tag\(random.below(9))"))
        case 12: return phrase(&random)
        case 13:
            return FuzzyQuery(
                field: text(&random), term: bytes(Shop.word(&random)),
                maxEdits: 1 + random.below(2),
                prefixLength: random.below(2), maxExpansions: 1 + random.below(10))
        case 14:
            var terms = words(1, 3, &random)
            if random.below(3) == 0 { terms += terms.prefix(1) }
            return CombinedFieldsQuery(
                fields: [(ShopField.title, Float(1 + random.below(3))), (ShopField.body, 1)],
                terms: terms, minimumShouldMatch: 1)
        default: return word(&random)
        }
    }

    func text(_ random: inout SeededGenerator) -> FieldNumber {
        random.chance(0.6) ? ShopField.title : ShopField.body
    }

    func word(_ random: inout SeededGenerator) -> any Query {
        TermQuery(field: text(&random), term: bytes(Shop.word(&random)))
    }

    private func words(_ least: Int, _ most: Int, _ random: inout SeededGenerator) -> [[UInt8]] {
        let count = least + random.below(most - least + 1)
        return Array(Set((0..<count).map { _ in Shop.word(&random) })).sorted().map { bytes($0) }
    }

    private func phrase(_ random: inout SeededGenerator) -> any Query {
        let count = 2 + random.below(2)
        var at = 0
        let places = (0..<count).map { _ -> (terms: [[UInt8]], position: Int) in
            defer { at += random.chance(0.9) ? 1 : 2 }
            return (random.chance(0.8) ? [bytes(Shop.word(&random))] : words(1, 2, &random), at)
        }
        return PhraseQuery(field: text(&random), terms: places)
    }

    private func constant(_ random: inout SeededGenerator) -> any Query {
        switch random.below(9) {
        case 0: return MatchAllQuery()
        case 1: return MatchNoneQuery()
        case 2:
            return ExistsQuery(
                field: [
                    ShopField.title, ShopField.brand, ShopField.price, ShopField.ratings,
                    ShopField.note,
                ][random.below(5)])
        case 3: return IdsQuery(ids: (0..<20).map { _ in bytes("p\(random.below(3000))") })
        case 4: return PrefixQuery(field: text(&random), prefix: bytes("s"))
        case 5:
            return TermRangeQuery(
                field: ShopField.brand, lower: bytes("brand1"), includesLower: random.chance(0.5),
                upper: bytes("brand7"), includesUpper: random.chance(0.5))
        case 6: return NumericSetQuery(field: ShopField.ratings, values: [1, 4])
        case 7: return TermSetQuery(field: ShopField.tags, terms: [bytes("tag1"), bytes("tag5")])
        default:
            return PrefixQuery(
                field: ShopField.title, prefix: bytes("SH"), caseInsensitive: true)
        }
    }

    private func bytes(_ word: String) -> [UInt8] { Array(word.utf8) }
}
