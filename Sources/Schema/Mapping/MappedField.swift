import Analysis
import JSON
import Segments

/// One field of a mapping, ready to index and to search. Multi-fields are fields of their own.
package final class MappedField: Sendable {
    /// Full dotted path.
    package let path: String
    package let number: FieldNumber
    package let info: FieldInfo
    package let type: any FieldType
    /// The name of `type`.
    package let typeName: String
    package let storage: FieldStorage
    package let kind: FieldKind
    /// Path of the nested object the field lives in; nil in the root document.
    package let nestedPath: String?
    /// The field this one is a multi-field of.
    package let parentPath: String?
    /// `ignore_malformed` of the field, or of the index.
    let ignoresMalformed: Bool
    /// A null in a document stands for some value.
    let hasNullValue: Bool
    /// Presence has to be noted by name, as neither norms nor a column shows it.
    let notesName: Bool
    /// Fields each value is handed to as well: multi-fields of this one, by slot.
    let subfields: [Int]
    /// Full paths of the `copy_to` targets.
    let copyTargets: [String]
    /// Place in the mapping's list of fields.
    let slot: Int
    /// The column of a text with `fielddata`.
    private let textColumn: MappedField?

    init(
        path: String, number: FieldNumber, type: any FieldType, space: SpaceNumber,
        nestedPath: String?, parentPath: String?, ignoresMalformed: Bool, subfields: [Int],
        copyTargets: [String], slot: Int, hasNullValue: Bool = false,
        textColumn: MappedField? = nil
    ) {
        self.path = path
        self.number = number
        self.type = type
        typeName = Swift.type(of: type).name
        storage = type.storage
        kind = type.kind
        self.nestedPath = nestedPath
        self.parentPath = parentPath
        self.ignoresMalformed = ignoresMalformed
        self.subfields = subfields
        self.copyTargets = copyTargets
        self.slot = slot
        self.hasNullValue = hasNullValue
        self.textColumn = textColumn
        notesName = !storage.hasNorms && storage.column == .none && storage.postings != .none
        info = FieldInfo(
            number: number, name: type is TextColumn ? Self.columnName(path) : path, space: space,
            postings: storage.postings,
            hasNorms: storage.hasNorms, column: storage.column,
            analysisFingerprint: Self.fingerprint(of: type))
    }

    /// The name segments know the column of a text by; no field of a mapping can have it.
    static func columnName(_ path: String) -> String { path + "#terms" }

    /// What sorts and aggregations read: this field, or the column beside a text.
    package var sortable: MappedField { textColumn ?? self }

    /// Number of the column beside a text.
    var textColumnNumber: FieldNumber? { textColumn?.number }

    private static func fingerprint(of type: any FieldType) -> UInt64 {
        if let text = type as? TextField { return text.indexAnalyzer.fingerprint }
        if let keyword = type as? KeywordField { return keyword.normalizer?.fingerprint ?? 0 }
        return 0
    }

    package var isText: Bool { kind == .text }
    package var isKeyword: Bool { kind == .keyword }
    /// Numbers proper: neither dates nor booleans.
    package var isNumeric: Bool { kind == .integer || kind == .floating }
    package var isDate: Bool { kind == .date }
    package var isBoolean: Bool { kind == .boolean }
    /// Nothing but a note in the root document tells that the field is present.
    package var hasNameAlone: Bool { notesName }
    package var isSearchable: Bool { storage.isSearchable }
    package var isAggregatable: Bool { storage.isAggregatable }
    package var encoding: NumberEncoding { storage.encoding }
    package var terms: TermFormat { storage.terms }

    package var indexAnalyzer: Analyzer? { (type as? TextField)?.indexAnalyzer }
    package var searchAnalyzer: Analyzer? { (type as? TextField)?.searchAnalyzer }
    package var searchQuoteAnalyzer: Analyzer? { (type as? TextField)?.searchQuoteAnalyzer }
    package var normalizer: Normalizer? { (type as? KeywordField)?.normalizer }
    /// How a date is read and printed.
    package var format: DateFormat? { (type as? DateField)?.format }
    /// The similarity the mapping names; nil is the type's default.
    package var similarityName: String? {
        (type as? TextField)?.similarity ?? (type as? KeywordField)?.similarity
    }

    package func queryTerm(
        from value: JSONValue, _ context: QueryValueContext
    ) throws(FieldValueError) -> QueryTerm {
        try type.queryTerm(value, context)
    }

    package func rangeBound(
        _ end: RangeEnd, _ context: QueryValueContext
    ) throws(FieldValueError) -> RangeBound {
        try type.rangeBound(end, context)
    }

    /// A column number as an aggregation key, and the text beside it where the type has one.
    package func formatted(
        _ encoded: Int64, format: DateFormat? = nil, zone: TimeZoneRules = .utc
    ) -> (key: JSONValue, keyText: String?) {
        (type.key(encoded), type.keyText(encoded, format: format, zone: zone))
    }
}
