import JSON
import Primitives
import Schema
import Search
import Segments

/// One sort key of a plan: what Search compares, and how its values are printed and read back.
package struct PlannedSort: Sendable {
    package let key: SortKey
    package let output: SortOutput
}

/// Turns sort levels into keys of one index.
struct SortPlanner {
    let context: PlanContext

    func plan(_ spec: SortSpec) throws(RequestError) -> PlannedSort {
        do throws(RequestError) {
            switch spec.field {
            case "_score":
                return PlannedSort(
                    key: SortKey(.score, descending: spec.isDescending), output: .score)
            case "_doc", "_shard_doc":
                return PlannedSort(
                    key: SortKey(.document, descending: spec.isDescending), output: .document)
            case "_id":
                return PlannedSort(key: SortKey(.id, descending: spec.isDescending), output: .text)
            default: return try field(spec)
            }
        } catch {
            guard error.path.isEmpty else { throw error }
            throw RequestError(error.kind, error.reason, path: spec.path, cause: error.cause)
        }
    }

    private func field(_ spec: SortSpec) throws(RequestError) -> PlannedSort {
        switch FieldTarget(spec.field, context) {
        case .reservedNumbers(let number):
            return PlannedSort(
                key: SortKey(.numeric(number), descending: spec.isDescending),
                output: .number(.integer))
        case .reservedTerms(let number):
            return PlannedSort(
                key: SortKey(.ordinal(number), descending: spec.isDescending), output: .text)
        case .mapped(let field): return try mapped(field, spec)
        case .id, .index: throw unsupported(spec.field)
        case .none:
            guard let type = spec.unmappedType else {
                throw RequestError(
                    .queryShard, "No mapping found for [\(spec.field)] in order to sort on")
            }
            return try unmapped(type, spec)
        }
    }

    private func unsupported(_ field: String) -> RequestError {
        RequestError(
            .illegalArgument,
            "Fielddata access on the [\(field)] field is disallowed")
    }

    /// A column no document has.
    private func unmapped(_ type: String, _ spec: SortSpec) throws(RequestError) -> PlannedSort {
        guard FieldTypeRegistry.type(named: type) != nil else {
            throw RequestError(
                .illegalArgument,
                "No mapper found for type [\(type)]"
                    + Suggestion.phrase(for: type, among: FieldTypeRegistry.names))
        }
        let isText = type == "keyword" || type == "text"
        let isFloating = ["double", "float", "half_float", "scaled_float"].contains(type)
        let kind: SortKey.Kind = isText ? .ordinal(.max) : .numeric(.max)
        let missing: SortKey.Missing = spec.missing == .first ? .first : .last
        return PlannedSort(
            key: SortKey(kind, descending: spec.isDescending, missing: missing),
            output: isText ? .text : .number(isFloating ? .floating : .integer))
    }

    private func mapped(
        _ named: MappedField, _ spec: SortSpec
    ) throws(RequestError) -> PlannedSort {
        let field = named.sortable
        guard field.isAggregatable else { throw Self.withoutColumn(field) }
        let isText = field.info.column == .ordinal
        if isText, let mode = spec.mode, mode != .min, mode != .max {
            throw RequestError(
                .illegalArgument,
                "we only support AVG, MEDIAN and SUM on number based fields")
        }
        let key = SortKey(
            isText ? .ordinal(field.number) : .numeric(field.number), descending: spec.isDescending,
            missing: try missing(field, spec), mode: spec.mode,
            interpretation: field.encoding.interpretation)
        return PlannedSort(key: key, output: try output(field, spec))
    }

    private func output(_ field: MappedField, _ spec: SortSpec) throws(RequestError) -> SortOutput {
        if field.info.column == .ordinal {
            return field.terms == .address ? .address : .text
        }
        guard field.isDate else { return .number(field.encoding) }
        guard let pattern = spec.format else { return .date(nil) }
        guard let format = DateFormat(pattern) else {
            throw RequestError(.illegalArgument, "Invalid format: [\(pattern)]: unknown pattern")
        }
        return .date(format)
    }

    private func missing(
        _ field: MappedField, _ spec: SortSpec
    ) throws(RequestError) -> SortKey.Missing {
        switch spec.missing {
        case .first: return .first
        case .last: return .last
        case .value(let value):
            switch try context.queryTerm(value, of: field) {
            case .number(let number): return .value(.integer(number))
            case .range(let range): return .value(.integer(range.lowerBound))
            case .term(let term): return .value(.term(term))
            case .terms, .none:
                throw RequestError(
                    .illegalArgument,
                    "[missing] of [\(field.path)] cannot be [\(PlanContext.text(value))]")
            }
        }
    }

    /// What OpenSearch answers where a field has no values to sort or aggregate by.
    static func withoutColumn(_ field: MappedField) -> RequestError {
        guard field.isText else {
            return RequestError(
                .illegalArgument,
                "Can't load fielddata on [\(field.path)] because fielddata is unsupported on "
                    + "fields of type [\(field.typeName)]. Use doc values instead.")
        }
        return RequestError(
            .illegalArgument,
            "Text fields are not optimised for operations that require per-document field data "
                + "like aggregations and sorting, so these operations are disabled by default. "
                + "Please use a keyword field instead. Alternatively, set fielddata=true on "
                + "[\(field.path)] in order to load field data by uninverting the inverted index. "
                + "Note that this can use significant memory.")
    }

    // MARK: Search after

    func searchAfter(
        _ values: [JSONValue], _ sort: [PlannedSort]
    ) throws(RequestError) -> SearchAfter {
        guard !sort.isEmpty else {
            throw RequestError(
                .illegalArgument, "Sort must contain at least one field.", path: "search_after")
        }
        guard values.count == sort.count else {
            throw RequestError(
                .illegalArgument,
                "search_after has \(values.count) value(s) but sort has \(sort.count).",
                path: "search_after")
        }
        var converted: [SortValue] = []
        for (value, level) in zip(values, sort) {
            converted.append(try level.output.read(value, level.key))
        }
        return SearchAfter(values: converted)
    }
}
