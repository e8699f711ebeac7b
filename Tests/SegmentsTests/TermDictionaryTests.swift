import Primitives
import Segments
import TestSupport
import Testing

@Suite("A term dictionary")
struct TermDictionaryTests {
    private static let field: FieldNumber = 16
    private static let infos = FieldInfos([
        FieldInfo(number: field, name: "k", postings: .documents, column: .ordinal)
    ])

    /// A segment of one document that has every term, and its sorted terms.
    private func make(_ terms: Set<[UInt8]>) throws -> (SegmentReader, [[UInt8]]) {
        let buffer = SegmentBuffer()
        let doc = ParsedDocument()
        withBytes("1") { doc.setID($0) }
        for term in terms { term.withUnsafeBytes { doc.addTerm(field: Self.field, $0) } }
        _ = try buffer.append(doc, fields: Self.infos, sequenceNumber: 0, version: 1)
        let sink = MemorySink()
        try buffer.encode(name: "terms.seg", to: sink)
        let reader = try SegmentReader.open(name: "terms.seg", region: sink.takeRegion())
        return (reader, terms.sorted { $0.lexicographicallyPrecedes($1) })
    }

    private static let letters: [[UInt8]] = ["a", "b", "c", "é", "ê", "€", "😀"].map {
        Array($0.utf8)
    }

    /// Words over few letters, so that many are near one another and share prefixes.
    private func word(_ length: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        (0..<length).flatMap { _ in
            Self.letters[generator.chance(0.8) ? generator.below(3) : generator.below(7)]
        }
    }

    private func words(_ count: Int, _ generator: inout SeededGenerator) -> Set<[UInt8]> {
        Set((0..<count).map { _ in word(1 + generator.below(9), &generator) })
    }

    @Test("finds each term and the place of every other", arguments: [1, 15, 16, 17, 300, 3000])
    func find(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        var set = words(count, &generator)
        set.insert([])
        set.insert([UInt8](repeating: 0xFF, count: 3))
        set.insert([UInt8](repeating: 97, count: 4000))
        let (reader, sorted) = try make(set)
        let terms = try #require(try reader.terms(Self.field))
        for (ordinal, term) in sorted.enumerated() {
            let found = try term.withUnsafeBytes { try terms.find($0) }
            #expect(found == UInt32(ordinal))
        }
        for _ in 0..<200 {
            let probe = word(generator.below(10), &generator)
            let expected =
                sorted.firstIndex { !$0.lexicographicallyPrecedes(probe) } ?? sorted.count
            let bound = try probe.withUnsafeBytes { try terms.lowerBound($0) }
            #expect(bound == UInt32(expected))
            let found = try probe.withUnsafeBytes { try terms.find($0) }
            #expect((found != nil) == set.contains(probe))
            let range = try probe.withUnsafeBytes { try terms.prefixRange($0) }
            let matching = sorted.indices.filter { sorted[$0].starts(with: probe) }
            #expect(Array(range) == matching.map { UInt32($0) })
        }
    }

    @Test("finds a term among others as it does alone")
    func findTogether() throws {
        var generator = SeededGenerator(seed: 77)
        // Words that share their first eight bytes share the key of their blocks.
        let prefix = [UInt8](repeating: 98, count: 8)
        let sets = [1, 17, 3000, 40, 700].map { count in
            let plain = words(count, &generator)
            return plain.union(plain.map { prefix + $0 })
        }
        let readers = try sets.map { try make($0).0 }
        var dictionaries = try readers.map { try $0.terms(Self.field) }
        dictionaries.insert(nil, at: 2)
        let others = (0..<300).map { _ in word(generator.below(6), &generator) }
        for term in others + others.map({ prefix + $0 }) + sets[1] + sets[4] + [[]] {
            try term.withUnsafeBytes { bytes in
                let found = try TermDictionary.find(bytes, in: dictionaries)
                #expect(found == (try dictionaries.map { try $0?.find(bytes) }))
                let missing = try TermDictionary.find(bytes, in: [nil, nil])
                #expect(missing == [nil, nil])
            }
        }
    }

    @Test("walks its terms from any place")
    func walk() throws {
        var generator = SeededGenerator(seed: 4)
        let (reader, sorted) = try make(words(700, &generator))
        let terms = try #require(try reader.terms(Self.field))
        for _ in 0..<30 {
            let lower = word(generator.below(6), &generator)
            let limit = generator.below(50)
            var seen: [[UInt8]] = []
            try lower.withUnsafeBytes { lower in
                try terms.forEachTerm(from: lower) { term, ordinal, frequency in
                    #expect(Array(term) == sorted[Int(ordinal)] && frequency == 1)
                    seen.append(Array(term))
                    return seen.count < limit
                }
            }
            let expected = sorted.filter { !$0.lexicographicallyPrecedes(lower) }
            #expect(seen == Array(expected.prefix(max(1, limit))))
        }
    }

    @Test("finds the terms near a word as the distance table does", arguments: 1...4)
    func fuzzy(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let odd: Set<[UInt8]> = [[], [0], [97, 0], [97, 0, 98], [97, 98, 0, 0]]
        let (reader, sorted) = try make(words(2500, &generator).union(odd))
        let terms = try #require(try reader.terms(Self.field))
        let points = sorted.map { Array(String(decoding: $0, as: UTF8.self).unicodeScalars) }
        for round in 0..<40 {
            let query = word(generator.below(9), &generator)
            let scalars = Array(String(decoding: query, as: UTF8.self).unicodeScalars)
            let edits = round % 3
            let prefix = generator.below(4)
            let swaps = round % 2 == 0
            var found: [FuzzyMatch] = []
            try query.withUnsafeBytes {
                try terms.fuzzyMatches(
                    of: $0, maxEdits: edits, prefixLength: prefix, transpositions: swaps,
                    into: &found)
            }
            let fixed = min(prefix, scalars.count)
            let expected = points.enumerated().compactMap { ordinal, term -> FuzzyMatch? in
                guard term.starts(with: scalars[..<fixed]) else { return nil }
                let distance = Self.distance(
                    Array(scalars[fixed...]), Array(term[fixed...]), swaps)
                if distance > edits { return nil }
                return FuzzyMatch(
                    ordinal: UInt32(ordinal), distance: distance, length: term.count,
                    documentFrequency: 1)
            }
            #expect(found == expected)
        }
    }

    @Test(
        "finds terms near a misspelt one among words of many letters",
        arguments: [5, 6] as [UInt64])
    func misspelt(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789-éßж".unicodeScalars)
        func letter() -> Unicode.Scalar { letters[generator.below(letters.count)] }
        var set: Set<[UInt8]> = []
        while set.count < 700 {
            var scalars = (0..<(3 + generator.below(7))).map { _ in letter() }
            set.insert(Self.bytes(scalars))
            // Near relatives, so that there is something to find.
            scalars[generator.below(scalars.count)] = letter()
            set.insert(Self.bytes(scalars))
        }
        let (reader, sorted) = try make(set)
        let terms = try #require(try reader.terms(Self.field))
        let points = sorted.map { Array(String(decoding: $0, as: UTF8.self).unicodeScalars) }
        for round in 0..<16 {
            var query = points[generator.below(points.count)]
            let edits = 1 + round % 2
            for _ in 0..<edits {
                let place = generator.below(query.count)
                switch generator.below(3) {
                case 0: query[place] = letter()
                case 1: query.insert(letter(), at: place)
                default: query.remove(at: place)
                }
            }
            var found: [FuzzyMatch] = []
            try Self.bytes(query).withUnsafeBytes {
                try terms.fuzzyMatches(
                    of: $0, maxEdits: edits, prefixLength: 0, transpositions: true, into: &found)
            }
            let expected = points.indices.filter { Self.distance(query, points[$0], true) <= edits }
            #expect(found.map(\.ordinal) == expected.map { UInt32($0) })
            #expect(!found.isEmpty)
        }
    }

    private static func bytes(_ scalars: [Unicode.Scalar]) -> [UInt8] {
        Array(String(String.UnicodeScalarView(scalars)).utf8)
    }

    @Test("finds terms near words longer than a machine word has bits")
    func longFuzzy() throws {
        var generator = SeededGenerator(seed: 9)
        let long = word(80, &generator)
        var set: Set<[UInt8]> = [
            long, Array(long.dropLast(2)), long + [97], [98] + long.dropFirst(),
        ]
        set.formUnion(words(100, &generator))
        let (reader, sorted) = try make(set)
        let terms = try #require(try reader.terms(Self.field))
        let query = String(decoding: long, as: UTF8.self).unicodeScalars
        for edits in 1...2 {
            var found: [FuzzyMatch] = []
            try long.withUnsafeBytes {
                try terms.fuzzyMatches(
                    of: $0, maxEdits: edits, prefixLength: 0, transpositions: true, into: &found)
            }
            let expected = sorted.indices.filter { index in
                let term = String(decoding: sorted[index], as: UTF8.self).unicodeScalars
                return Self.distance(Array(query), Array(term), true) <= edits
            }
            #expect(found.map(\.ordinal) == expected.map { UInt32($0) })
            #expect(found.count >= 2)
        }
    }

    /// Optimal string alignment, by its definition.
    private static func distance(
        _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], _ swaps: Bool
    ) -> Int {
        var rows = [[Int]](
            repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
        for row in 0...left.count { rows[row][0] = row }
        for column in 0...right.count { rows[0][column] = column }
        for row in left.indices.map({ $0 + 1 }) {
            for column in right.indices.map({ $0 + 1 }) {
                let cost = left[row - 1] == right[column - 1] ? 0 : 1
                var best = min(
                    rows[row - 1][column] + 1, rows[row][column - 1] + 1,
                    rows[row - 1][column - 1] + cost)
                if swaps && row > 1 && column > 1 && left[row - 1] == right[column - 2]
                    && left[row - 2] == right[column - 1]
                {
                    best = min(best, rows[row - 2][column - 2] + 1)
                }
                rows[row][column] = best
            }
        }
        return rows[left.count][right.count]
    }

    @Test("runs automata as over each term alone", arguments: 1...5)
    func automata(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let (reader, sorted) = try make(words(2000, &generator))
        let terms = try #require(try reader.terms(Self.field))
        for _ in 0..<10 {
            let states = 2 + generator.below(6)
            var transitions = [UInt32](repeating: 0, count: states * 256)
            for state in 1..<states {
                for byte in Set(Self.letters.joined()) where generator.chance(0.7) {
                    transitions[state * 256 + Int(byte)] = UInt32(generator.below(states))
                }
            }
            let automaton = ByteAutomaton(
                startState: 1, transitions: transitions,
                accepting: [false] + (1..<states).map { _ in generator.chance(0.4) })
            var found: [TermOrdinal] = []
            try terms.matches(automaton: automaton, into: &found)
            let expected = sorted.indices.filter { index in
                let end = sorted[index].reduce(UInt32(1)) {
                    transitions[Int($0) * 256 + Int($1)]
                }
                return automaton.accepting[Int(end)]
            }
            #expect(found == expected.map { UInt32($0) })
        }
    }
}
