import Analysis
import JSON
import Primitives
import Segments

/// Texts taken as they are, or normalized: brands, codes, tags. Sorted, filtered, counted.
package struct KeywordField: FieldType {
    package static let name = "keyword"
    package static let summary = "Texts taken as they are."
    package static let parameters: [MappingParameter] = [
        .boost, .columnValues, .eagerOrdinals,
        MappingParameter(
            "ignore_above", .honoured, .integer(atLeast: 0), default: .integer(Int64(Int32.max)),
            updatable: true, "longer values stay out of the index. Unit: UTF-16 code units"),
        .index,
        MappingParameter(
            "index_options", .honoured, .choice(["docs", "freqs"]), default: "docs",
            "whether a term's occurrences are counted"),
        .meta,
        MappingParameter(
            "normalizer", .honoured, .text, "applied to values and to queries"),
        MappingParameter(
            "norms", .refused, .boolean, default: false, "keyword fields keep no lengths"),
        .nullValue, .similarity,
        MappingParameter(
            "split_queries_on_whitespace", .honoured, .boolean, default: false, updatable: true,
            "match queries search each word of their text"),
        .store,
        MappingParameter(
            "use_similarity", .honoured, .boolean, default: false, updatable: true,
            "score terms by BM25 instead of 1"),
    ]

    package let storage: FieldStorage
    package let normalizer: Normalizer?
    package let ignoreAbove: Int
    package let splitsQueries: Bool
    /// The name of the similarity asked for; nil scores every match alike.
    package let similarity: String?
    private let nullValue: [UInt8]?

    package init(_ parameters: FieldParameters, lookup: AnalyzerLookup) throws(MappingError) {
        let isIndexed = parameters.boolean("index")
        let hasColumn = parameters.boolean("doc_values")
        // A column alone is searchable in OpenSearch, by a scan; here it has postings for that.
        storage = FieldStorage(
            postings: !isIndexed && !hasColumn
                ? .none : parameters.text("index_options") == "freqs" ? .frequencies : .documents,
            column: hasColumn ? .ordinal : .none, isSearchable: isIndexed || hasColumn,
            isAggregatable: hasColumn)
        let path = parameters.path
        if let name = parameters.text("normalizer") {
            normalizer = try lookup.normalizer(named: name, for: path)
        } else {
            normalizer = nil
        }
        ignoreAbove = parameters.integer("ignore_above") ?? Int(Int32.max)
        splitsQueries = parameters.boolean("split_queries_on_whitespace")
        let named = try parameters.text("similarity").map { name throws(MappingError) in
            try lookup.similarity(named: name, for: path)
        }
        similarity = named ?? (parameters.boolean("use_similarity") ? "BM25" : nil)
        nullValue = parameters.scalar("null_value").map { Array(JavaText.text($0).utf8) }
    }

    package var kind: FieldKind { .keyword }

    package func index(_ value: JSONNode, into sink: FieldSink) throws(FieldValueError) {
        try index(try sink.text(of: value), into: sink)
    }

    package func indexNull(into sink: FieldSink) throws(FieldValueError) {
        guard let nullValue else { return }
        var failure: FieldValueError?
        nullValue.withUnsafeBytes { bytes in
            do throws(FieldValueError) { try index(bytes, into: sink) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private func index(
        _ text: UnsafeRawBufferPointer, into sink: FieldSink
    ) throws(FieldValueError) {
        if text.count > ignoreAbove, Self.utf16Count(text) > ignoreAbove {
            sink.ignore()
            return
        }
        if let normalizer {
            try sink.add(text: text, normalizer: normalizer)
        } else {
            try sink.add(term: text)
        }
    }

    private static func utf16Count(_ text: UnsafeRawBufferPointer) -> Int {
        var count = 0
        for byte in text { count += byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1 }
        return count
    }

    /// A text as the index has it.
    package func normalized(_ text: String) throws(FieldValueError) -> [UInt8] {
        guard let normalizer else { return Array(text.utf8) }
        let input = ByteWriter(capacity: 64)
        let output = ByteWriter(capacity: 64)
        input.write(text)
        do {
            try normalizer.normalize(input.bytes, into: output)
        } catch {
            throw FieldValueError(.illegalArgument, error.description)
        }
        return Array(output.bytes)
    }

    package func queryTerm(
        _ value: JSONValue, _ context: QueryValueContext
    ) throws(FieldValueError) -> QueryTerm {
        .term(try normalized(JavaText.text(value)))
    }

    package func rangeBound(
        _ end: RangeEnd, _ context: QueryValueContext
    ) throws(FieldValueError) -> RangeBound {
        .term(try normalized(JavaText.text(end.value)), inclusive: end.isInclusive)
    }
}
