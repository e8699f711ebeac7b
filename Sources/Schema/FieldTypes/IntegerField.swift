import JSON

/// Whole numbers of 32 bits.
package struct IntegerField: FieldType {
    package static let name = "integer"
    package static let summary = "Whole numbers of 32 bits."
    package static let parameters = MappingParameter.numeric
    private let type: IntegerType

    package init(_ parameters: FieldParameters, lookup: AnalyzerLookup) throws(MappingError) {
        type = try IntegerType(
            parameters, range: -2_147_483_648...2_147_483_647, className: "Integer",
            phrase: "an integer")
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
