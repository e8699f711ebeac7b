import JSON
import Segments

/// Internet addresses of versions 4 and 6, searched by address, block and range.
package struct IPField: FieldType {
    package static let name = "ip"
    package static let summary = "Internet addresses of versions 4 and 6."
    package static let parameters: [MappingParameter] = [
        .boost, .columnValues, .ignoreMalformed, .index, .meta, .nullValue, .store,
    ]

    private let nullValue: [UInt8]?
    package let storage: FieldStorage

    package init(_ parameters: FieldParameters, lookup: AnalyzerLookup) throws(MappingError) {
        let isIndexed = parameters.boolean("index")
        let hasColumn = parameters.boolean("doc_values")
        storage = FieldStorage(
            postings: isIndexed || hasColumn ? .documents : .none,
            column: hasColumn ? .ordinal : .none,
            terms: .address, isSearchable: isIndexed || hasColumn, isAggregatable: hasColumn)
        guard let given = parameters.scalar("null_value") else {
            nullValue = nil
            return
        }
        do throws(FieldValueError) {
            nullValue = try Self.read(JavaText.text(given))
        } catch {
            throw MappingError(.mapperParsing, error.reason, at: parameters.path)
        }
    }

    package var kind: FieldKind { .keyword }

    private static func read(_ text: String) throws(FieldValueError) -> [UInt8] {
        guard let address = IPAddress.parse(text) else {
            throw FieldValueError(.illegalArgument, "'\(text)' is not an IP string literal.")
        }
        return address
    }

    package func index(_ value: JSONNode, into sink: FieldSink) throws(FieldValueError) {
        let text = try sink.text(of: value)
        try sink.add(bytes: try Self.read(String(decoding: text, as: UTF8.self)))
    }

    package func indexNull(into sink: FieldSink) throws(FieldValueError) {
        if let nullValue { try sink.add(bytes: nullValue) }
    }

    package func queryTerm(
        _ value: JSONValue, _ context: QueryValueContext
    ) throws(FieldValueError) -> QueryTerm {
        let text = JavaText.text(value)
        guard text.contains("/") else { return .term(try Self.read(text)) }
        guard let block = IPAddress.block(text) else {
            throw FieldValueError(.illegalArgument, "'\(text)' is not an IP string literal.")
        }
        return .terms(lower: block.lower, upper: block.upper)
    }

    package func rangeBound(
        _ end: RangeEnd, _ context: QueryValueContext
    ) throws(FieldValueError) -> RangeBound {
        .term(try Self.read(JavaText.text(end.value)), inclusive: end.isInclusive)
    }
}
