import Analysis
import Fetch
import Index
import JSON
import Primitives
import QueryDSL
import Schema
import Search
import Segments

/// What an autocomplete request asks.
package struct AutocompleteRequest: Sendable {
    package var text: String
    /// Text fields to look in; their values are what is suggested.
    package var fields: [String]
    package var size = 10

    package init(text: String, fields: [String]) {
        self.text = text
        self.fields = fields
    }
}

package struct AutocompleteSuggestion: Sendable {
    package let text: String
    package let index: String
    package let id: String
    package let score: Float
}

/// Suggestions while somebody types: values of a field that hold all complete words and a word the
/// last one begins.
///
/// The last word is expanded over the field's term dictionary; its expansions count as one term, so
/// that short values that are about little else come first.
struct Autocomplete {
    let engine: Engine
    let request: AutocompleteRequest
    let target: SearchTarget

    func run() throws -> [AutocompleteSuggestion] {
        let context = PlanContext(
            mapping: target.mapping, settings: target.entry.settings,
            now: WallClock.milliseconds(), indexName: target.entry.name)
        let search = SearchContext(
            snapshot: target.snapshot, similarity: context.similarity(of:),
            deadline: Deadline(millisecondsFromNow: EngineLimits.searchDeadline))
        let fields = request.fields.flatMap { target.mapping.fields(matching: $0) }
            .filter { $0.isText || $0.isKeyword }
        let queries = try fields.compactMap { try query(on: $0, search) }
        guard !queries.isEmpty else { return [] }
        let best =
            queries.count == 1
            ? queries[0] : DisjunctionMaxQuery(queries: queries, tieBreaker: 0)
        let top = try SearchExecution.topDocs(
            try engine.filtered(best, on: target), context: search,
            size: request.size * Self.duplicateFactor, trackTotal: .none)
        return try suggestions(of: top.hits, fields)
    }

    /// Hits fetched for each suggestion wanted, since several documents may have the same title.
    private static let duplicateFactor = 4

    private func query(on field: MappedField, _ search: SearchContext) throws -> (any Query)? {
        guard let analyzer = field.searchAnalyzer ?? field.normalizer?.chain else {
            return try prefixQuery(field, Array(request.text.utf8), search)
        }
        let words = try Words(request.text, analyzer)
        var required: [any Query] = words.complete.map {
            TermQuery(field: field.number, term: $0)
        }
        if let beginning = words.beginning {
            guard let prefix = try prefixQuery(field, beginning.raw, search, also: beginning.terms)
            else { return nil }
            required.append(prefix)
        }
        if required.isEmpty { return nil }
        return required.count == 1 ? required[0] : BooleanQuery(must: required)
    }

    /// - Parameter also: terms the last word is analysed to, which a stemmer may have shortened.
    private func prefixQuery(
        _ field: MappedField, _ prefix: [UInt8], _ search: SearchContext, also terms: [[UInt8]] = []
    ) throws -> (any Query)? {
        var found: [[UInt8]: Int] = [:]
        for leaf in search.leaves {
            guard let dictionary = try leaf.view.reader.terms(field.number) else { continue }
            let range = try prefix.withUnsafeBytes { try dictionary.prefixRange($0) }
            let writer = ByteWriter(capacity: 64)
            for ordinal in range.prefix(EngineLimits.prefixTerms) {
                writer.removeAll()
                try dictionary.term(ordinal, into: writer)
                found[Array(writer.bytes), default: 0] += dictionary.documentFrequency(ordinal)
            }
            for term in terms {
                guard let ordinal = try term.withUnsafeBytes({ try dictionary.find($0) }) else {
                    continue
                }
                found[term, default: 0] += dictionary.documentFrequency(ordinal)
            }
        }
        guard !found.isEmpty else { return nil }
        let frequent = found.sorted { ($1.value, $0.key.count) < ($0.value, $1.key.count) }
            .prefix(EngineLimits.scoredPrefixTerms).map(\.key)
        if frequent.count == 1 { return TermQuery(field: field.number, term: frequent[0]) }
        return SynonymQuery(field: field.number, terms: frequent)
    }

    private func suggestions(
        of hits: [TopDocs.Hit], _ fields: [MappedField]
    ) throws -> [AutocompleteSuggestion] {
        var seen: Set<String> = []
        var result: [AutocompleteSuggestion] = []
        let bytes = ByteWriter(capacity: 1024)
        let sources = CurrentSource(target.mapping)
        for hit in hits where result.count < request.size {
            let view = target.snapshot.views[hit.leaf]
            bytes.removeAll()
            try sources.append(hit.doc, of: view, to: bytes)
            let source = try JSONValue(parsing: bytes.bytes)
            let values = fields.lazy.flatMap {
                SourceValues.values(at: $0.parentPath ?? $0.path, in: source)
            }
            guard let text = values.compactMap(\.string).first,
                seen.insert(text.lowercased()).inserted
            else { continue }
            bytes.removeAll()
            try view.reader.appendID(of: hit.doc, to: bytes)
            result.append(
                AutocompleteSuggestion(
                    text: text, index: target.entry.name,
                    id: String(decoding: bytes.bytes, as: UTF8.self), score: hit.score))
        }
        return result
    }

    /// A typed text cut into complete words and the word still being typed.
    private struct Words {
        private(set) var complete: [[UInt8]] = []
        /// Nil when the text ends in a space, or has no word.
        private(set) var beginning: (raw: [UInt8], terms: [[UInt8]])?

        init(_ text: String, _ analyzer: Analyzer) throws {
            let isOpen = text.last.map { !$0.isWhitespace } ?? false
            let parts = text.split(whereSeparator: \.isWhitespace)
            for (index, part) in parts.enumerated() {
                let terms = try Self.terms(of: String(part), analyzer)
                if isOpen, index == parts.count - 1 {
                    beginning = (Self.raw(of: String(part)), terms.suffix(1).map { $0 })
                    complete += terms.dropLast()
                } else {
                    complete += terms
                }
            }
        }

        /// Lower-cased letters and digits behind the last mark, as the dictionary may hold them.
        private static func raw(of word: String) -> [UInt8] {
            let tail = word.split { !$0.isLetter && !$0.isNumber }.last.map(String.init) ?? word
            return Array(tail.lowercased().utf8)
        }

        private static func terms(of text: String, _ analyzer: Analyzer) throws -> [[UInt8]] {
            let tokens = TokenBuffer(vocabulary: Vocabulary())
            let bytes = Array(text.utf8)
            _ = try bytes.withUnsafeBytes {
                try analyzer.analyze($0, into: tokens, basePosition: 0)
            }
            return (0..<tokens.count).map { Array(tokens.vocabulary.term(tokens.termIDs[$0])) }
        }
    }
}

extension Engine {
    /// The best suggestions over all indices an expression reaches, best first.
    package func autocomplete(
        _ expression: IndexExpression, _ options: IndicesOptions, _ request: AutocompleteRequest
    ) throws -> [AutocompleteSuggestion] {
        var all: [AutocompleteSuggestion] = []
        for target in try targets(of: expression, options) {
            do {
                all += try Autocomplete(engine: self, request: request, target: target).run()
            } catch {
                throw searchFault(error, in: target.entry)
            }
        }
        var seen: Set<String> = []
        return Array(
            all.enumerated().sorted {
                ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
            }.map(\.element).filter { seen.insert($0.text.lowercased()).inserted }
                .prefix(request.size))
    }
}
