import JSON

/// Floating-point numbers of 64 bits.
package struct DoubleField: FieldType {
    package static let name = "double"
    package static let summary = "Floating-point numbers of 64 bits."
    package static let parameters = MappingParameter.numeric
    private let type: FloatingType

    package init(_ parameters: FieldParameters, lookup: AnalyzerLookup) throws(MappingError) {
        type = try FloatingType(
            parameters, name: Self.name, round: { $0 },
            next: { $1 ? $0.nextUp : $0.nextDown })
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

    package func sourceValue(_ encoded: Int64) -> JSONValue? { storage.encoding.json(encoded) }
}
