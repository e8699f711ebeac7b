import Analysis
import JSON
import Schema
import Search
import Segments

/// Turns a text and a field into the query that looks for one in the other.
///
/// Tokens of one position are synonyms of each other and score as one term. Where a graph has side
/// paths (synonyms of several words), each way through it becomes a phrase, or all of its words,
/// and any of them matches.
struct TextQueryBuilder {
    let context: PlanContext
    let options: MatchOptions

    /// The same for a field that need not fit the text.
    var lenient: TextQueryBuilder {
        var options = options
        options.isLenient = true
        return TextQueryBuilder(context: context, options: options)
    }

    /// The query for a text in the field of a name.
    func query(_ value: JSONValue, in name: String) throws(RequestError) -> any Query {
        switch FieldTarget(name, context) {
        case .mapped(let field): return try query(value, in: field)
        case .none: return MatchNoneQuery(reason: "unmapped field [\(name)]")
        case .id, .index, .reservedTerms, .reservedNumbers:
            return try context.anyOf([value], in: name, isSet: false)
        }
    }

    func query(_ value: JSONValue, in field: MappedField) throws(RequestError) -> any Query {
        do throws(RequestError) {
            try context.requireSearchable(field)
            if field.isText || options.analyzer != nil && field.isKeyword {
                return try analysed(PlanContext.text(value), in: field)
            }
            return try exact(value, in: field)
        } catch {
            guard options.isLenient, error.kind == .queryShard else { throw error }
            return MatchNoneQuery(reason: "failed [\(field.path)] query, caused by \(error.reason)")
        }
    }

    // MARK: Fields without an analyzer

    private func exact(_ value: JSONValue, in field: MappedField) throws(RequestError) -> any Query
    {
        try context.count(1)
        guard let keyword = field.type as? KeywordField else {
            if options.fuzziness != nil {
                throw RequestError(
                    .queryShard,
                    "failed to create query: Can only use fuzzy queries on keyword and text "
                        + "fields - not on [\(field.path)] which is of type [\(field.typeName)]")
            }
            return try context.anyOf([value], in: field.path, isSet: false)
        }
        let text = PlanContext.text(value)
        if keyword.splitsQueries, options.kind == .words {
            return try words(of: text, in: field)
        }
        guard case .term(let term) = try context.queryTerm(.string(text), of: field) else {
            return MatchNoneQuery()
        }
        switch options.kind {
        case .words, .phrase: return self.term(term, in: field)
        case .wordsPrefix: return PrefixQuery(field: field.number, prefix: term)
        case .phrasePrefix:
            throw RequestError(
                .queryShard,
                "failed to create query: Can only use phrase prefix queries on text fields - not "
                    + "on [\(field.path)] which is of type [keyword]")
        }
    }

    private func words(of text: String, in field: MappedField) throws(RequestError) -> any Query {
        var queries: [any Query] = []
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\n" }) {
            let value = JSONValue.string(String(word))
            if case .term(let term) = try context.queryTerm(value, of: field) {
                queries.append(self.term(term, in: field))
            }
        }
        return combined(queries)
    }

    // MARK: Analysed fields

    private func analysed(_ text: String, in field: MappedField) throws(RequestError) -> any Query {
        let isPhrase = options.kind == .phrase || options.kind == .phrasePrefix
        let own = isPhrase ? field.searchQuoteAnalyzer : field.searchAnalyzer
        let analyzer = try context.analyzer(named: options.analyzer, or: own)
        let tokens = try context.tokens(of: text, by: analyzer)
        try context.count(tokens.count)
        guard let last = tokens.last else {
            return options.zeroTerms == .all
                ? MatchAllQuery() : MatchNoneQuery(reason: "no term is left of the text")
        }
        switch options.kind {
        case .words: return try words(tokens, in: field)
        case .phrase:
            return tokens.count == 1
                ? term(last.term, in: field) : try phrase(tokens, in: field)
        case .phrasePrefix: return try phrasePrefix(tokens, in: field)
        case .wordsPrefix: return wordsPrefix(tokens, in: field)
        }
    }

    private func words(_ tokens: [QueryToken], in field: MappedField) throws(RequestError)
        -> any Query
    {
        if tokens.count == 1 { return term(tokens[0].term, in: field) }
        if TokenGraph.isPlain(tokens) { return combined(tokens.map { term($0.term, in: field) }) }
        let graph = TokenGraph(tokens)
        var queries: [any Query] = []
        for part in graph.parts {
            switch part {
            case .alternatives(let terms): queries.append(alternatives(terms, in: field))
            case .paths(let paths):
                var ways: [any Query] = []
                for path in paths { ways.append(try way(path, in: field)) }
                queries.append(ways.count == 1 ? ways[0] : BooleanQuery(should: ways))
            }
        }
        return combined(queries)
    }

    /// One way through a graph of synonyms.
    private func way(_ path: [QueryToken], in field: MappedField) throws(RequestError) -> any Query
    {
        if path.count == 1 { return term(path[0].term, in: field) }
        if options.synonymsAsPhrases, field.info.postings == .positions {
            return PhraseQuery(
                field: field.number,
                terms: path.enumerated().map { (terms: [$0.element.term], position: $0.offset) })
        }
        return BooleanQuery(must: path.map { term($0.term, in: field) })
    }

    private func alternatives(_ terms: [[UInt8]], in field: MappedField) -> any Query {
        terms.count == 1
            ? term(terms[0], in: field) : SynonymQuery(field: field.number, terms: terms)
    }

    /// One term, with its variants when the match is fuzzy.
    private func term(_ term: [UInt8], in field: MappedField) -> any Query {
        let edits = options.fuzziness?.maxEdits(for: term) ?? 0
        guard edits > 0, options.kind == .words || options.kind == .wordsPrefix else {
            return TermQuery(field: field.number, term: term)
        }
        return FuzzyQuery(
            field: field.number, term: term, maxEdits: edits, prefixLength: options.prefixLength,
            maxExpansions: options.maxExpansions, transpositions: options.transpositions)
    }

    private func combined(_ queries: [any Query]) -> any Query {
        guard queries.count != 1 else { return queries[0] }
        if queries.isEmpty { return MatchNoneQuery(reason: "no term is left of the text") }
        if options.combining == .and { return BooleanQuery(must: queries) }
        return BooleanQuery(
            should: queries,
            minimumShouldMatch: options.minimumShouldMatch?.demanded(of: queries.count))
    }

    private func requirePositions(_ field: MappedField) throws(RequestError) {
        guard field.info.postings != .positions else { return }
        throw RequestError(
            .queryShard,
            "failed to create query: field:[\(field.path)] was indexed without position data; "
                + "cannot run PhraseQuery")
    }

    private func phrase(_ tokens: [QueryToken], in field: MappedField) throws(RequestError)
        -> any Query
    {
        let graph = TokenGraph(tokens)
        guard graph.hasSidePaths else {
            let places = TokenGraph.places(tokens)
            if places.count == 1 { return alternatives(places[0].terms, in: field) }
            try requirePositions(field)
            return PhraseQuery(field: field.number, positions: places, slop: options.slop)
        }
        try requirePositions(field)
        let ways = graph.wholePaths.map { path in
            PhraseQuery(
                field: field.number, positions: TokenGraph.places(path), slop: options.slop)
        }
        return BooleanQuery(should: ways)
    }

    private func phrasePrefix(
        _ tokens: [QueryToken], in field: MappedField
    ) throws(RequestError) -> any Query {
        let places = TokenGraph.places(tokens)
        if places.count > 1 { try requirePositions(field) }
        guard let last = places.last else { return MatchNoneQuery() }
        let ways = last.terms.map { prefix in
            PhrasePrefixQuery(
                field: field.number, positions: Array(places.dropLast()), prefix: prefix,
                prefixPosition: last.position, maxExpansions: options.maxExpansions,
                slop: options.slop)
        }
        return ways.count == 1 ? ways[0] : BooleanQuery(should: ways)
    }

    private func wordsPrefix(_ tokens: [QueryToken], in field: MappedField) -> any Query {
        let places = TokenGraph.places(tokens)
        var queries: [any Query] = places.dropLast().map { alternatives($0.terms, in: field) }
        let beginnings = (places.last?.terms ?? []).map { prefix in
            PrefixQuery(field: field.number, prefix: prefix)
        }
        queries.append(beginnings.count == 1 ? beginnings[0] : BooleanQuery(should: beginnings))
        return combined(queries)
    }
}
