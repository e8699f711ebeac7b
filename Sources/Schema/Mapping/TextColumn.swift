import JSON
import Segments

/// The column beside a `text` field with `fielddata`: the distinct terms of each document, to sort
/// and aggregate by. A field of its own to segments, and no type of its own to mappings.
struct TextColumn: FieldType {
    static let name = TextField.name
    static let summary = TextField.summary
    static let parameters: [MappingParameter] = []

    let storage = FieldStorage(column: .ordinal, isSearchable: false, isAggregatable: true)
    var kind: FieldKind { .keyword }

    init() {}

    init(_ parameters: FieldParameters, lookup: AnalyzerLookup) throws(MappingError) {}

    /// Terms come from the analysis of the text field.
    func index(_ value: JSONNode, into sink: FieldSink) throws(FieldValueError) {}

    func queryTerm(
        _ value: JSONValue, _ context: QueryValueContext
    ) throws(FieldValueError) -> QueryTerm {
        .term(Array(JavaText.text(value).utf8))
    }

    func rangeBound(
        _ end: RangeEnd, _ context: QueryValueContext
    ) throws(FieldValueError) -> RangeBound {
        .term(Array(JavaText.text(end.value).utf8), inclusive: end.isInclusive)
    }
}
