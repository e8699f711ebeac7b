import JSON

/// Floating-point numbers of 32 bits.
package struct FloatField: FieldType {
    package static let name = "float"
    package static let summary = "Floating-point numbers of 32 bits."
    package static let parameters = MappingParameter.numeric
    private let type: FloatingType

    package init(_ parameters: FieldParameters, lookup: AnalyzerLookup) throws(MappingError) {
        type = try FloatingType(
            parameters, name: Self.name, round: { Double(Float($0)) },
            next: { Double($1 ? Float($0).nextUp : Float($0).nextDown) })
    }

    package var storage: FieldStorage { type.storage }
    package var kind: FieldKind { .floating }

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

    package func sourceValue(_ encoded: Int64) -> JSONValue? {
        Double(JSONNumber.text(Float(storage.encoding.decode(encoded)))).map(JSONValue.double)
    }
}
