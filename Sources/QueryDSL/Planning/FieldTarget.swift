import JSON
import Schema
import Search
import Segments

/// What a field name of a query leads to in one index.
enum FieldTarget {
    case mapped(MappedField)
    /// `_id`
    case id
    /// `_index`
    case index
    /// A field every index has, held as terms: `_routing`, `_ignored`.
    case reservedTerms(FieldNumber)
    /// A field every index has, held as numbers: `_seq_no`, `_version`.
    case reservedNumbers(FieldNumber)
    /// No document has it, or only nested ones, which a query of root documents does not see, or
    /// only root documents, which a nested query does not see.
    case none

    init(_ name: String, _ context: PlanContext) {
        if let field = context.mapping.field(name) {
            self = field.nestedPath == context.nestedPath ? .mapped(field) : .none
            return
        }
        guard context.nestedPath == nil else {
            self = .none
            return
        }
        switch name {
        case "_id": self = .id
        case "_index": self = .index
        case "_routing": self = .reservedTerms(ReservedField.routing)
        case "_ignored": self = .reservedTerms(ReservedField.ignored)
        case "_seq_no": self = .reservedNumbers(ReservedField.sequenceNumber)
        case "_version": self = .reservedNumbers(ReservedField.version)
        default: self = .none
        }
    }
}

extension PlanContext {
    /// The query for a list of values of one field, any of which may match.
    ///
    /// One value gives the node of that value; a keyword then scores as its similarity says.
    func anyOf(
        _ values: [JSONValue], in name: String, isSet: Bool
    ) throws(RequestError) -> any Query {
        switch FieldTarget(name, self) {
        case .mapped(let field): return try anyOf(values, of: field, isSet: isSet)
        case .id: return IdsQuery(ids: values.map { Array(Self.text($0).utf8) })
        case .index:
            return values.contains { SimplePattern.matches(Self.text($0), indexName) }
                ? MatchAllQuery() : MatchNoneQuery(reason: "the index is named otherwise")
        case .reservedTerms(let number):
            return TermSetQuery(field: number, terms: values.map { Array(Self.text($0).utf8) })
        case .reservedNumbers(let number):
            let numbers = values.compactMap { $0.integer ?? Int64(Self.text($0)) }
            return ConstantScoreQuery(query: NumericSetQuery(field: number, values: numbers))
        case .none: return MatchNoneQuery(reason: "unmapped field [\(name)]")
        }
    }

    private func anyOf(
        _ values: [JSONValue], of field: MappedField, isSet: Bool
    ) throws(RequestError) -> any Query {
        try requireSearchable(field)
        var terms: [[UInt8]] = []
        var numbers: [Int64] = []
        var ranges: [any Query] = []
        for value in values {
            switch try queryTerm(value, of: field) {
            case .term(let term): terms.append(term)
            case .number(let number): numbers.append(number)
            case .range(let range) where range.lowerBound == range.upperBound:
                numbers.append(range.lowerBound)
            case .range(let range):
                ranges.append(
                    NumericRangeQuery(
                        field: field.number, lower: range.lowerBound, upper: range.upperBound))
            case .terms(let lower, let upper):
                ranges.append(
                    TermRangeQuery(
                        field: field.number, lower: lower, includesLower: true, upper: upper,
                        includesUpper: true))
            case .none: continue
            }
        }
        if !terms.isEmpty {
            let only = terms.count == 1 && ranges.isEmpty
            if !isSet, only { return TermQuery(field: field.number, term: terms[0]) }
            ranges.append(TermSetQuery(field: field.number, terms: terms))
        }
        if !numbers.isEmpty {
            ranges.append(
                numbers.count == 1
                    ? NumericRangeQuery(field: field.number, lower: numbers[0], upper: numbers[0])
                    : NumericSetQuery(field: field.number, values: numbers))
        }
        guard let first = ranges.first else {
            return MatchNoneQuery(reason: "no value that [\(field.path)] can have")
        }
        return ranges.count == 1
            ? first : ConstantScoreQuery(query: BooleanQuery(should: ranges))
    }

    func requireSearchable(_ field: MappedField) throws(RequestError) {
        guard !field.isSearchable else { return }
        throw RequestError(
            .queryShard,
            "failed to create query: Cannot search on field [\(field.path)] since it is "
                + (field.isText
                    ? "not indexed."
                    : "both not indexed, and does not have doc_values "
                        + "enabled."))
    }

    func queryTerm(
        _ value: JSONValue, of field: MappedField, _ values: QueryValueContext? = nil
    ) throws(RequestError) -> QueryTerm {
        do throws(FieldValueError) {
            return try field.queryTerm(from: value, values ?? self.values)
        } catch {
            throw Self.failure(error)
        }
    }

    static func failure(_ error: FieldValueError) -> RequestError {
        RequestError(
            .queryShard, "failed to create query: \(error.reason)",
            cause: .init(type: error.type, reason: error.reason))
    }

    static func text(_ value: JSONValue) -> String { value.string ?? value.serialized() }
}
