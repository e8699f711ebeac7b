import Analysis
import Primitives
import Schema
import Search
import Segments

/// One value of a field with the places a query matches in it.
struct HighlightedValue {
    let text: [UInt16]
    let marks: [HighlightMark]

    /// - Parameters:
    ///   - field: nil marks the terms of all fields (`require_field_match: false`).
    ///   - limit: analysis stops here. Unit: UTF-16 code units.
    init(
        _ value: String, _ mapped: MappedField, _ terms: QueryTerms, field: FieldNumber?,
        limit: Int?
    ) throws {
        let units = Array(value.utf16)
        text = units
        var analyzed = value
        if let limit, limit < units.count {
            analyzed = String(decoding: units[..<limit], as: UTF16.self)
        }
        let bytes = Array(analyzed.utf8)
        guard let analyzer = mapped.indexAnalyzer ?? mapped.normalizer?.chain else {
            let isMatch = terms.contains(bytes, in: field)
            marks =
                isMatch && bytes.count > 0
                ? [HighlightMark(start: 0, end: units.count, term: bytes)] : []
            return
        }
        let tokens = TokenBuffer(vocabulary: Vocabulary())
        _ = try bytes.withUnsafeBytes { try analyzer.analyze($0, into: tokens, basePosition: 0) }
        let found = Tokens(tokens, bytes)
        var places = found.indices.filter { terms.contains(found[$0].term, in: field) }
        for phrase in terms.phrases where field == nil || phrase.field == field {
            places += found.places(of: phrase)
        }
        marks = HighlightMark.merged(Set(places).map { found.mark($0) })
    }

    /// The tokens of a value, with offsets in UTF-16.
    private struct Tokens {
        struct Token {
            let term: [UInt8]
            let position: Int
            let start: Int
            let end: Int
        }

        private let tokens: [Token]

        init(_ buffer: TokenBuffer, _ bytes: [UInt8]) {
            let offsets = Self.offsets(bytes)
            tokens = (0..<buffer.count).map { at in
                let start = Int(buffer.startOffsets[at])
                let end = Int(buffer.endOffsets[at])
                return Token(
                    term: Array(buffer.vocabulary.term(buffer.termIDs[at])),
                    position: Int(buffer.positions[at]),
                    start: offsets.map { $0[start] } ?? start, end: offsets.map { $0[end] } ?? end)
            }
        }

        /// Nil for plain ASCII, where both units agree.
        private static func offsets(_ bytes: [UInt8]) -> [Int]? {
            guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
            var table: [Int] = []
            table.reserveCapacity(bytes.count + 1)
            var units = 0
            for byte in bytes {
                table.append(units)
                // Counted at the last byte that begins a unit: two for what needs four bytes.
                if byte < 0x80 || byte >= 0xC0 { units += byte >= 0xF0 ? 2 : 1 }
            }
            table.append(units)
            return table
        }

        var indices: Range<Int> { tokens.indices }
        subscript(_ at: Int) -> Token { tokens[at] }

        func mark(_ at: Int) -> HighlightMark {
            HighlightMark(start: tokens[at].start, end: tokens[at].end, term: tokens[at].term)
        }

        /// Tokens that are part of an occurrence of a phrase; with slop, of all its terms close by.
        func places(of phrase: QueryTerms.Phrase) -> [Int] {
            guard let first = phrase.positions.first, let last = phrase.positions.last else {
                return []
            }
            let reach = phrase.slop == 0 ? 0 : last.position - first.position + phrase.slop
            var found: [Int] = []
            for at in tokens.indices where fits(tokens[at], first, phrase) {
                let places = phrase.positions.map { wanted -> [Int] in
                    let expected = tokens[at].position + wanted.position - first.position
                    return near(expected, reach, wanted, phrase)
                }
                if places.allSatisfy({ !$0.isEmpty }) { found += places.joined() }
            }
            return found
        }

        private func near(
            _ position: Int, _ reach: Int, _ wanted: PhrasePosition, _ phrase: QueryTerms.Phrase
        ) -> [Int] {
            tokens.indices.filter {
                abs(tokens[$0].position - position) <= reach && fits(tokens[$0], wanted, phrase)
            }
        }

        private func fits(
            _ token: Token, _ wanted: PhrasePosition, _ phrase: QueryTerms.Phrase
        ) -> Bool {
            if wanted.terms.contains(token.term) { return true }
            guard let prefix = phrase.prefix, wanted.position == phrase.positions.last?.position
            else { return false }
            return token.term.starts(with: prefix)
        }
    }
}
