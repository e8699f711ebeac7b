import JSON
import Segments

/// Another name for a field: queries, sorts and aggregations on it work on the field at `path`;
/// documents cannot write to it.
package struct AliasField: FieldType {
    package static let name = "alias"
    package static let summary = "Another name for a field."
    package static let parameters: [MappingParameter] = [
        MappingParameter("path", .honoured, .text, updatable: true, "full path of the field meant")
    ]

    /// Full path of the field meant.
    let target: String

    package init(_ parameters: FieldParameters, lookup: AnalyzerLookup) throws(MappingError) {
        guard let path = parameters.text("path") else {
            throw MappingError(
                .mapperParsing,
                "The [path] property must be specified for field [\(parameters.path)].",
                at: parameters.path)
        }
        guard path != parameters.path else {
            throw MappingError(
                .mapperParsing,
                "Invalid [path] value [\(path)] for field alias [\(parameters.path)]: an "
                    + "alias cannot "
                    + "refer to itself.", at: parameters.path)
        }
        target = path
    }

    package var storage: FieldStorage { FieldStorage(isSearchable: false) }
    package var kind: FieldKind { .keyword }

    package func index(_ value: JSONNode, into sink: FieldSink) throws(FieldValueError) {
        throw FieldValueError(
            .illegalArgument, "Cannot write to a field alias of [\(target)].")
    }

    package func queryTerm(
        _ value: JSONValue, _ context: QueryValueContext
    ) throws(FieldValueError) -> QueryTerm { .none }

    package func rangeBound(
        _ end: RangeEnd, _ context: QueryValueContext
    ) throws(FieldValueError) -> RangeBound { .none }
}
