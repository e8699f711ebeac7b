import JSON

/// Whole numbers from -128 to 127.
package struct ByteField: FieldType {
    package static let name = "byte"
    package static let summary = "Whole numbers from -128 to 127."
    package static let parameters = MappingParameter.numeric
    private let type: IntegerType

    package init(_ parameters: FieldParameters, lookup: AnalyzerLookup) throws(MappingError) {
        type = try IntegerType(
            parameters, range: -128...127, className: "Integer", phrase: "a byte")
    }

    package var storage: FieldStorage { type.storage }
    package var kind: FieldKind { .integer }

    package func index(_ value: JSONNode, into sink: FieldSink) throws(FieldValueError) {
        try type.index(value, into: sink)
    }

    package func indexNull(into sink: FieldSink) { type.indexNull(into: sink) }

    package func queryTerm(
        _ value: JSONValue, _ context: QueryValueContext
    ) throws(FieldValueError) -> QueryTerm {
        try type.queryTerm(value)
    }

    package func rangeBound(
        _ end: RangeEnd, _ context: QueryValueContext
    ) throws(FieldValueError) -> RangeBound {
        try type.rangeBound(end)
    }

    package func sourceValue(_ encoded: Int64) -> JSONValue? { storage.encoding.json(encoded) }
}
