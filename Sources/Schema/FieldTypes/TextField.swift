import Analysis
import JSON
import Segments

/// Prose, cut into terms by an analyzer and scored by how well it matches.
package struct TextField: FieldType {
    package static let name = "text"
    package static let summary = "Prose, cut into terms by an analyzer."
    package static let parameters: [MappingParameter] = [
        MappingParameter("analyzer", .honoured, .text, default: "default", "cuts values"),
        .boost, .eagerOrdinals,
        MappingParameter(
            "fielddata", .honoured, .boolean, default: false,
            "keep a column of each document's terms, to sort and aggregate by"),
        MappingParameter(
            "fielddata_frequency_filter", .storedOnly, .object, "fielddata has every term"),
        .index,
        MappingParameter(
            "index_options", .honoured, .choice(["docs", "freqs", "positions", "offsets"]),
            default: "positions", "what a posting records; offsets are read from the source"),
        MappingParameter(
            "index_phrases", .storedOnly, .boolean, default: false,
            "phrases are found through positions"),
        MappingParameter(
            "index_prefixes", .storedOnly, .object, "prefixes are found in the term dictionary"),
        .meta,
        MappingParameter("norms", .honoured, .boolean, default: true, "keep the lengths of values"),
        MappingParameter(
            "position_increment_gap", .honoured, .integer(atLeast: 0),
            default: .integer(Int64(SchemaLimits.positionGap)),
            "positions between two values of one field"),
        MappingParameter(
            "search_analyzer", .honoured, .text, updatable: true, "cuts queries instead"),
        MappingParameter(
            "search_quote_analyzer", .honoured, .text, updatable: true, "cuts phrases instead"),
        .similarity, .store,
        MappingParameter(
            "term_vector", .storedOnly,
            .choice([
                "no", "yes", "with_positions", "with_offsets", "with_positions_offsets",
                "with_positions_payloads", "with_positions_offsets_payloads",
            ]), default: "no", "terms of a document are cut from its source again"),
    ]

    package let storage: FieldStorage
    package let indexAnalyzer: Analyzer
    package let searchAnalyzer: Analyzer
    package let searchQuoteAnalyzer: Analyzer
    package let positionGap: Int
    /// The terms of each document are kept in a column as well.
    let hasColumn: Bool
    /// The name of the similarity asked for; nil is the index's default.
    package let similarity: String?

    package init(_ parameters: FieldParameters, lookup: AnalyzerLookup) throws(MappingError) {
        let path = parameters.path
        let named = parameters.isGiven("analyzer") ? parameters.text("analyzer") : nil
        let indexed = try lookup.indexAnalyzer(named: named, for: path)
        indexAnalyzer = indexed
        let searched = try lookup.searchAnalyzer(
            named: parameters.text("search_analyzer"), indexAnalyzerNamed: named, for: path)
        searchAnalyzer = searched
        if let quote = parameters.text("search_quote_analyzer") {
            searchQuoteAnalyzer = try lookup.indexAnalyzer(named: quote, for: path)
        } else {
            searchQuoteAnalyzer = searched
        }
        similarity = try parameters.text("similarity").map { name throws(MappingError) in
            try lookup.similarity(named: name, for: path)
        }
        positionGap =
            parameters.isGiven("position_increment_gap")
            ? parameters.integer("position_increment_gap") ?? SchemaLimits.positionGap
            : indexed.positionIncrementGap
        hasColumn = parameters.boolean("fielddata")
        let isIndexed = parameters.boolean("index")
        let detail: PostingsDetail =
            switch parameters.text("index_options") {
            case "docs": .documents
            case "freqs": .frequencies
            default: .positions
            }
        storage = FieldStorage(
            postings: isIndexed ? detail : .none,
            hasNorms: isIndexed && parameters.boolean("norms"), isSearchable: isIndexed)
    }

    package var kind: FieldKind { .text }

    package func index(_ value: JSONNode, into sink: FieldSink) throws(FieldValueError) {
        let text = try sink.text(of: value)
        guard storage.isSearchable || hasColumn else { return }
        try sink.add(text: text, analyzer: indexAnalyzer, gap: positionGap)
    }

    /// A term query on a text is not analysed.
    package func queryTerm(
        _ value: JSONValue, _ context: QueryValueContext
    ) throws(FieldValueError) -> QueryTerm {
        .term(Array(JavaText.text(value).utf8))
    }

    package func rangeBound(
        _ end: RangeEnd, _ context: QueryValueContext
    ) throws(FieldValueError) -> RangeBound {
        .term(Array(JavaText.text(end.value).utf8), inclusive: end.isInclusive)
    }
}
