import JSON
import Segments

/// What a field's values are: how they are indexed, and what a query value means in them.
///
/// One file a type in `FieldTypes/`, one line in `FieldTypeRegistry`. A value of a conforming type
/// is one field's definition, immutable and shared by threads.
package protocol FieldType: Sendable {
    /// The `type` of a definition.
    static var name: String { get }
    static var summary: String { get }
    /// Every key its definition may have beside `type`, `fields` and `copy_to`, alphabetically.
    static var parameters: [MappingParameter] { get }

    init(_ parameters: FieldParameters, lookup: AnalyzerLookup) throws(MappingError)

    /// The structures a segment keeps for the field.
    var storage: FieldStorage { get }
    var kind: FieldKind { get }

    /// Adds one scalar or object value of a document. Arrays were taken apart before, nulls go
    /// to `indexNull`.
    func index(_ value: JSONNode, into sink: FieldSink) throws(FieldValueError)

    /// Adds what stands for an explicit null, if anything does.
    func indexNull(into sink: FieldSink) throws(FieldValueError)

    /// What a single value of a query is in the index.
    func queryTerm(
        _ value: JSONValue, _ context: QueryValueContext
    ) throws(FieldValueError) -> QueryTerm

    /// One end of a range, moved inwards to the nearest value the field can hold.
    func rangeBound(
        _ end: RangeEnd, _ context: QueryValueContext
    ) throws(FieldValueError) -> RangeBound

    /// A column number as an aggregation key.
    func key(_ encoded: Int64) -> JSONValue

    /// The text beside the key where the type has one: `key_as_string`.
    func keyText(_ encoded: Int64, format: DateFormat?, zone: TimeZoneRules) -> String?

    /// The value of a column number as a document gives it; nil in a type whose numbers are not set
    /// in place.
    func sourceValue(_ encoded: Int64) -> JSONValue?

    /// The column number of a document's value, if `sourceValue` makes the same value of it.
    func exactNumber(_ value: JSONValue) -> Int64?
}

extension FieldType {
    package func indexNull(into sink: FieldSink) throws(FieldValueError) {}

    package func key(_ encoded: Int64) -> JSONValue { storage.encoding.json(encoded) }

    package func keyText(_ encoded: Int64, format: DateFormat?, zone: TimeZoneRules) -> String? {
        nil
    }
}

extension FieldType {
    package func sourceValue(_ encoded: Int64) -> JSONValue? { nil }

    /// Of numbers and booleans: texts are taken by indexing alone.
    package func exactNumber(_ value: JSONValue) -> Int64? {
        switch value {
        case .integer, .unsignedInteger, .double, .boolean: break
        case .null, .string, .array, .object: return nil
        }
        guard case .number(let number)? = try? queryTerm(value, QueryValueContext(now: 0)),
            let shown = sourceValue(number), shown.isSameNumber(as: value)
        else { return nil }
        return number
    }
}

extension JSONValue {
    /// Equal as numbers, or as booleans: 10 is 10.0.
    fileprivate func isSameNumber(as other: JSONValue) -> Bool {
        switch (self, other) {
        case (.double(let left), .integer(let right)): Int64(exactly: left) == right
        case (.integer(let left), .double(let right)): left == Int64(exactly: right)
        case (.double(let left), .unsignedInteger(let right)): UInt64(exactly: left) == right
        case (.unsignedInteger(let left), .double(let right)): left == UInt64(exactly: right)
        default: self == other
        }
    }
}

/// What queries and aggregations ask about a type.
package enum FieldKind: Sendable, Equatable {
    case text, keyword, integer, floating, boolean, date
}

/// The structures a field's values feed.
package struct FieldStorage: Sendable, Equatable {
    package var postings: PostingsDetail
    package var hasNorms: Bool
    package var column: ColumnKind
    /// What the numbers of a numeric column stand for.
    package var encoding: NumberEncoding
    /// How the terms of an ordinal column are printed.
    package var terms: TermFormat
    /// Queries may use the field.
    package var isSearchable: Bool
    /// Sorts and aggregations may use the field.
    package var isAggregatable: Bool

    package init(
        postings: PostingsDetail = .none, hasNorms: Bool = false, column: ColumnKind = .none,
        encoding: NumberEncoding = .integer, terms: TermFormat = .text, isSearchable: Bool = true,
        isAggregatable: Bool = false
    ) {
        self.postings = postings
        self.hasNorms = hasNorms
        self.column = column
        self.encoding = encoding
        self.terms = terms
        self.isSearchable = isSearchable
        self.isAggregatable = isAggregatable
    }

    /// A column alone serves queries, sorts and aggregations; a field with neither has none.
    static func numeric(index: Bool, columnValues: Bool, _ encoding: NumberEncoding) -> FieldStorage
    {
        FieldStorage(
            column: index || columnValues ? .numeric : .none, encoding: encoding,
            isSearchable: index || columnValues, isAggregatable: columnValues)
    }
}
