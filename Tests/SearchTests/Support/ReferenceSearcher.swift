import Glibc
import Primitives
import Search
import Segments

/// Brute force: every query evaluated document by document from plain lists, in double.
///
/// Knows nothing of postings, blocks or bounds. A result is a score for each matching document of
/// all, deleted ones included.
struct ReferenceSearcher {
    let documents: [ShopDocument]
    private let k1: Double
    private let b: Double
    /// Legacy BM25 has the factor k1 + 1.
    private let factor: Double

    init(_ shop: Shop, k1: Double = 1.2, b: Double = 0.75, isLegacy: Bool = false) {
        documents = shop.documents
        self.k1 = k1
        self.b = b
        factor = isLegacy ? k1 + 1 : 1
    }

    /// Live matches with scores.
    func search(_ query: any Query) -> [Int: Double] {
        evaluate(query, 1).filter { !documents[$0.key].isDeleted }
    }

    func evaluate(_ query: any Query, _ boost: Double) -> [Int: Double] {
        switch query {
        case is MatchAllQuery: return constant(boost) { _ in true }
        case is MatchNoneQuery: return [:]
        case let query as TermQuery: return term(query.field, query.term, boost)
        case let query as SynonymQuery: return synonyms(query, boost)
        case let query as TermSetQuery:
            return constant(boost) { document in
                query.terms.contains {
                    holds(document, query.field, String(decoding: $0, as: UTF8.self))
                }
            }
        case let query as BooleanQuery: return boolean(query, boost)
        case let query as DisjunctionMaxQuery: return best(query, boost)
        case let query as ConstantScoreQuery:
            return evaluate(query.query, 1).mapValues { _ in boost }
        case let query as BoostQuery: return evaluate(query.query, boost * Double(query.boost))
        case let query as NumericRangeQuery:
            return constant(boost) {
                $0.numbers(query.field).contains { $0 >= query.lower && $0 <= query.upper }
            }
        case let query as NumericSetQuery:
            return constant(boost) {
                $0.numbers(query.field).contains { query.values.contains($0) }
            }
        default: return evaluateRare(query, boost)
        }
    }

    private func evaluateRare(_ query: any Query, _ boost: Double) -> [Int: Double] {
        switch query {
        case let query as ExistsQuery: return constant(boost) { exists($0, query.field) }
        case let query as IdsQuery:
            let ids = Set(query.ids.map { String(decoding: $0, as: UTF8.self) })
            return constant(boost) { ids.contains($0.id) }
        case let query as PrefixQuery:
            let prefix = String(decoding: query.prefix, as: UTF8.self)
            return constant(boost) { document in
                terms(document, query.field).contains {
                    query.caseInsensitive
                        ? $0.lowercased().hasPrefix(prefix.lowercased()) : $0.hasPrefix(prefix)
                }
            }
        case let query as TermRangeQuery:
            return constant(boost) { terms($0, query.field).contains { isInside($0, query) } }
        case let query as BoostingQuery:
            let negative = evaluate(query.negative, 1)
            return evaluate(query.positive, boost).reduce(into: [:]) {
                $0[$1.key] = $1.value * (negative[$1.key] == nil ? 1 : Double(query.negativeBoost))
            }
        case let query as MinimumScoreQuery:
            return evaluate(query.query, boost).filter { Float($0.value) >= query.minimumScore }
        case let query as FuzzyQuery: return fuzzy(query, boost)
        case let query as PhraseQuery: return phrase(query, boost)
        case let query as CombinedFieldsQuery: return combined(query, boost)
        default: preconditionFailure("no reference for \(query.description)")
        }
    }

    // MARK: Documents

    private func terms(_ document: ShopDocument, _ field: FieldNumber) -> [String] {
        field == ShopField.title || field == ShopField.body
            ? document.tokens(field) : document.keywords(field)
    }

    private func holds(_ document: ShopDocument, _ field: FieldNumber, _ word: String) -> Bool {
        terms(document, field).contains(word)
    }

    private func exists(_ document: ShopDocument, _ field: FieldNumber) -> Bool {
        switch field {
        case ShopField.title: return document.title != nil
        case ShopField.body: return document.body != nil
        case ShopField.price, ShopField.ratings: return !document.numbers(field).isEmpty
        default: return !document.keywords(field).isEmpty
        }
    }

    private func isInside(_ word: String, _ query: TermRangeQuery) -> Bool {
        let bytes = Array(word.utf8)
        if let lower = query.lower {
            if bytes.lexicographicallyPrecedes(lower) { return false }
            if bytes == lower && !query.includesLower { return false }
        }
        if let upper = query.upper {
            if upper.lexicographicallyPrecedes(bytes) { return false }
            if bytes == upper && !query.includesUpper { return false }
        }
        return true
    }

    private func constant(
        _ score: Double, _ matches: (ShopDocument) -> Bool
    ) -> [Int: Double] {
        var found: [Int: Double] = [:]
        for (doc, document) in documents.enumerated() where matches(document) { found[doc] = score }
        return found
    }

    // MARK: Terms

    private func isScored(_ field: FieldNumber) -> Bool {
        field == ShopField.title || field == ShopField.body
    }

    func documentFrequency(_ field: FieldNumber, _ word: String) -> Int {
        documents.count { holds($0, field, word) }
    }

    func fieldCount(_ field: FieldNumber) -> Int {
        documents.count { !terms($0, field).isEmpty }
    }

    func averageLength(_ field: FieldNumber) -> Double {
        let total = documents.reduce(0) { $0 + $1.tokens(field).count }
        return Double(total) / Double(max(1, fieldCount(field)))
    }

    func idf(_ field: FieldNumber, _ frequency: Int) -> Double {
        let n = Double(frequency)
        return log(1 + (Double(max(fieldCount(field), frequency)) - n + 0.5) / (n + 0.5))
    }

    /// - Parameter length: as rounded by the norm.
    private func tf(_ frequency: Double, _ length: Double, _ average: Double) -> Double {
        factor * frequency / (frequency + k1 * (1 - b + b * length / average))
    }

    private func length(_ document: ShopDocument, _ field: FieldNumber) -> Double {
        Double(NormEncoding.decode(NormEncoding.encode(document.tokens(field).count)))
    }

    private func term(_ field: FieldNumber, _ term: [UInt8], _ boost: Double) -> [Int: Double] {
        let word = String(decoding: term, as: UTF8.self)
        if !isScored(field) { return constant(boost) { holds($0, field, word) } }
        return weighted(field, boost * idf(field, documentFrequency(field, word))) { document in
            Double(document.tokens(field).count { $0 == word })
        }
    }

    private func weighted(
        _ field: FieldNumber, _ weight: Double, _ frequency: (ShopDocument) -> Double
    ) -> [Int: Double] {
        let average = averageLength(field)
        var found: [Int: Double] = [:]
        for (doc, document) in documents.enumerated() {
            let frequency = frequency(document)
            if frequency > 0 {
                found[doc] = weight * tf(frequency, length(document, field), average)
            }
        }
        return found
    }

    private func synonyms(_ query: SynonymQuery, _ boost: Double) -> [Int: Double] {
        let words = query.terms.map { String(decoding: $0, as: UTF8.self) }
        if !isScored(query.field) {
            return constant(boost) { document in words.contains { holds(document, query.field, $0) }
            }
        }
        let frequency = words.map { documentFrequency(query.field, $0) }.max() ?? 0
        return weighted(query.field, boost * idf(query.field, frequency)) { document in
            Double(document.tokens(query.field).count { words.contains($0) })
        }
    }

    // MARK: Combinations

    private func boolean(_ query: BooleanQuery, _ boost: Double) -> [Int: Double] {
        let must = query.must.map { evaluate($0, boost) }
        let filter = query.filter.map { evaluate($0, 1) }
        let should = query.should.map { evaluate($0, boost) }
        let mustNot = query.mustNot.map { evaluate($0, 1) }
        let isEmpty = must.isEmpty && filter.isEmpty && should.isEmpty && mustNot.isEmpty
        let least =
            query.minimumShouldMatch
            ?? (must.isEmpty && filter.isEmpty && !should.isEmpty ? 1 : 0)
        var found: [Int: Double] = [:]
        for doc in documents.indices {
            if must.contains(where: { $0[doc] == nil }) { continue }
            if filter.contains(where: { $0[doc] == nil }) { continue }
            if mustNot.contains(where: { $0[doc] != nil }) { continue }
            let optional = should.compactMap { $0[doc] }
            if optional.count < least { continue }
            found[doc] =
                isEmpty ? boost : must.reduce(optional.reduce(0, +)) { $0 + ($1[doc] ?? 0) }
        }
        return found
    }

    private func best(_ query: DisjunctionMaxQuery, _ boost: Double) -> [Int: Double] {
        let results = query.queries.map { evaluate($0, boost) }
        var found: [Int: Double] = [:]
        for doc in documents.indices {
            let scores = results.compactMap { $0[doc] }
            guard let best = scores.max() else { continue }
            found[doc] = best + Double(query.tieBreaker) * (scores.reduce(0, +) - best)
        }
        return found
    }

    // MARK: Fuzzy

    private func fuzzy(_ query: FuzzyQuery, _ boost: Double) -> [Int: Double] {
        let target = Array(String(decoding: query.term, as: UTF8.self))
        if query.maxEdits == 0 || query.prefixLength >= target.count {
            return term(query.field, query.term, boost)
        }
        let all = Set(documents.flatMap { terms($0, query.field) })
        var variants: [(word: String, boost: Float)] = []
        for word in all {
            let letters = Array(word)
            if Array(letters.prefix(query.prefixLength)) != Array(target.prefix(query.prefixLength))
            {
                continue
            }
            let edits = distance(target, letters, query.transpositions)
            if edits > query.maxEdits { continue }
            let shorter = min(target.count, letters.count)
            variants.append((word, edits == 0 ? 1 : 1 - Float(edits) / Float(shorter)))
        }
        variants.sort { $0.boost != $1.boost ? $0.boost > $1.boost : $0.word < $1.word }
        variants = Array(variants.prefix(query.maxExpansions))
        let frequency = variants.map { documentFrequency(query.field, $0.word) }.max() ?? 0
        var found: [Int: Double] = [:]
        for variant in variants {
            let weight = boost * Double(variant.boost) * idf(query.field, frequency)
            let scores =
                isScored(query.field)
                ? weighted(query.field, weight) { document in
                    Double(document.tokens(query.field).count { $0 == variant.word })
                }
                : constant(boost * Double(variant.boost)) { holds($0, query.field, variant.word) }
            found.merge(scores) { $0 + $1 }
        }
        return found
    }

    /// Optimal string alignment.
    private func distance(_ a: [Character], _ b: [Character], _ swaps: Bool) -> Int {
        var rows = [[Int]](
            repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count { rows[i][0] = i }
        for j in 0...b.count { rows[0][j] = j }
        for i in 1..<max(1, a.count + 1) where !a.isEmpty {
            for j in 1..<max(1, b.count + 1) where !b.isEmpty {
                var least = min(
                    rows[i - 1][j] + 1, rows[i][j - 1] + 1,
                    rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if swaps && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = min(least, rows[i - 2][j - 2] + 1)
                }
                rows[i][j] = least
            }
        }
        return rows[a.count][b.count]
    }

    // MARK: Phrases

    /// Exact phrases only: sloppy ones have a reference of their own.
    private func phrase(_ query: PhraseQuery, _ boost: Double) -> [Int: Double] {
        precondition(query.slop == 0, "no reference for slop \(query.slop)")
        let places = query.positions.map { place in
            (words: place.terms.map { String(decoding: $0, as: UTF8.self) }, at: place.position)
        }
        let sum = places.reduce(0.0) { sum, place in
            place.words.reduce(sum) { sum, word in
                let frequency = documentFrequency(query.field, word)
                return frequency == 0 ? sum : sum + Double(Float(idf(query.field, frequency)))
            }
        }
        return weighted(query.field, boost * sum) { document in
            let tokens = document.tokens(query.field)
            return Double(
                tokens.indices.count { start in
                    places.allSatisfy { place in
                        let at = start + place.at - places[0].at
                        return at >= 0 && at < tokens.count && place.words.contains(tokens[at])
                    }
                })
        }
    }

    // MARK: Combined fields

    private func combined(_ query: CombinedFieldsQuery, _ boost: Double) -> [Int: Double] {
        let fields = query.fields
        let count = fields.map { fieldCount($0.field) }.max() ?? 0
        let total = fields.reduce(0.0) { sum, field in
            sum + Double(field.weight)
                * Double(documents.reduce(0) { $0 + $1.tokens(field.field).count })
        }
        let average = Double(Int64(total)) / Double(max(1, count))
        var hits: [Int: (count: Int, score: Double)] = [:]
        for term in query.terms {
            let word = String(decoding: term, as: UTF8.self)
            let n = Double(fields.map { documentFrequency($0.field, word) }.max() ?? 0)
            let weight = boost * log(1 + (Double(count) - n + 0.5) / (n + 0.5))
            for (doc, document) in documents.enumerated() {
                var frequency = 0.0
                var length = 0.0
                for field in fields {
                    let tokens = document.tokens(field.field)
                    frequency += Double(field.weight) * Double(tokens.count { $0 == word })
                    length += Double(field.weight) * self.length(document, field.field)
                }
                if frequency == 0 { continue }
                let rounded = NormEncoding.decode(NormEncoding.encode(Int((length).rounded())))
                let score = weight * tf(frequency, Double(rounded), average)
                let known = hits[doc] ?? (0, 0)
                hits[doc] = (known.count + 1, known.score + score)
            }
        }
        return hits.filter { $0.value.count >= query.minimumShouldMatch }.mapValues { $0.score }
    }
}
