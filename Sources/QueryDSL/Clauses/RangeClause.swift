import JSON
import Schema
import Search
import Segments

/// `{"range": {"price": {"gte": 10, "lt": 50}}}`
struct RangeClause: QueryClause, PlannableClause {
    static let name = "range"
    static let summary = "documents with a value between two ends"
    static let parameters: [ClauseParameter] = [
        ClauseParameter("format", "how dates are written, in place of the field's own"),
        ClauseParameter("from", "lower end, see include_lower"),
        ClauseParameter("gt", "lower end, not itself part of the range"),
        ClauseParameter("gte", "lower end"),
        ClauseParameter("include_lower", "whether `from` is part of the range; true"),
        ClauseParameter("include_upper", "whether `to` is part of the range; true"),
        ClauseParameter("lt", "upper end, not itself part of the range"),
        ClauseParameter("lte", "upper end"),
        ClauseParameter("relation", "no field holds ranges", .acceptedOnly),
        ClauseParameter("time_zone", "of dates without a zone, and of rounding"),
        ClauseParameter("to", "upper end, see include_upper"),
    ]

    let field: String
    let lower: RangeEnd?
    let upper: RangeEnd?
    let format: DateFormat?
    let zone: TimeZoneRules

    private enum Relation: String, CaseIterable { case intersects, contains, within }

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let field = try FieldBody(node, clause: name, beside: ["_name", "boost"], place: place)
        let body = try ClauseBody(field.value, clause: name, known: parameters, place: field.place)
        _ = try body.choice("relation", Relation.self)
        let range = Self(
            field: field.field, lower: try end(body, isLower: true),
            upper: try end(body, isLower: false), format: try format(body), zone: try zone(body))
        let outer = try ClauseBody(
            node, clause: name, known: [ClauseParameter(field.field, "")], place: place)
        let boost = try body.has("boost") ? body.boost() : outer.boost()
        let ownName = try body.queryName()
        let outerName = try outer.queryName()
        return ClauseNode(
            range, boost: boost, name: ownName ?? outerName, node: node, place: field.place)
    }

    /// The last of the three ways to give an end; null leaves it open.
    private static func end(
        _ body: ClauseBody, isLower: Bool
    ) throws(RequestError) -> RangeEnd? {
        let keys: (StaticString, StaticString, StaticString, StaticString) =
            isLower ? ("from", "gte", "gt", "include_lower") : ("to", "lte", "lt", "include_upper")
        var found: (node: JSONNode, inclusive: Bool)?
        if let node = body.value(keys.0) { found = (node, try body.flag(keys.3) ?? true) }
        if let node = body.value(keys.1) { found = (node, true) }
        if let node = body.value(keys.2) { found = (node, false) }
        guard let found else { return nil }
        guard found.node.scalarText != nil else { throw body.wrongToken(keys.1, found.node) }
        return RangeEnd(value: found.node.value, isLower: isLower, isInclusive: found.inclusive)
    }

    private static func format(_ body: ClauseBody) throws(RequestError) -> DateFormat? {
        guard let pattern = try body.text("format") else { return nil }
        guard let format = DateFormat(pattern) else {
            throw body.illegal(
                "Invalid format: [\(pattern)]: unknown pattern", at: body.value("format"))
        }
        return format
    }

    private static func zone(_ body: ClauseBody) throws(RequestError) -> TimeZoneRules {
        guard let name = try body.text("time_zone") else { return .utc }
        guard let zone = TimeZoneRules(named: name) else {
            throw body.illegal("Unknown time-zone ID: \(name)", at: body.value("time_zone"))
        }
        return zone
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        try context.count(1)
        switch FieldTarget(field, context) {
        case .mapped(let field): return try plan(field, context)
        case .reservedNumbers(let number):
            return ConstantScoreQuery(query: try numbers(number, context))
        case .id, .index, .reservedTerms:
            throw RequestError(
                .queryShard,
                "failed to create query: Field [\(field)] of type [\(field)] does not support "
                    + "range queries")
        case .none: return MatchNoneQuery(reason: "unmapped field [\(field)]")
        }
    }

    private func plan(
        _ field: MappedField, _ context: PlanContext
    ) throws(RequestError) -> any Query {
        try context.requireSearchable(field)
        let values = QueryValueContext(now: context.now, format: format, zone: zone)
        let low = try bound(lower, of: field, values)
        let high = try bound(upper, of: field, values)
        if low == RangeBound.none || high == RangeBound.none {
            return MatchNoneQuery(reason: "no value lies in the range")
        }
        if lower == nil, upper == nil {
            return ConstantScoreQuery(query: ExistsQuery(field: field.number))
        }
        guard field.info.column == .numeric else { return terms(low, high, field) }
        let bounds = (Self.number(low) ?? .min, Self.number(high) ?? .max)
        guard bounds.0 <= bounds.1 else { return MatchNoneQuery(reason: "the range is empty") }
        return NumericRangeQuery(field: field.number, lower: bounds.0, upper: bounds.1)
    }

    private func bound(
        _ end: RangeEnd?, of field: MappedField, _ values: QueryValueContext
    ) throws(RequestError) -> RangeBound? {
        guard let end else { return nil }
        do throws(FieldValueError) {
            return try field.rangeBound(end, values)
        } catch {
            throw PlanContext.failure(error)
        }
    }

    private static func number(_ bound: RangeBound?) -> Int64? {
        guard case .number(let number)? = bound else { return nil }
        return number
    }

    private func terms(
        _ low: RangeBound?, _ high: RangeBound?, _ field: MappedField
    ) -> any Query {
        var lower: ([UInt8], Bool)?
        var upper: ([UInt8], Bool)?
        if case .term(let term, let inclusive)? = low { lower = (term, inclusive) }
        if case .term(let term, let inclusive)? = high { upper = (term, inclusive) }
        return ConstantScoreQuery(
            query: TermRangeQuery(
                field: field.number, lower: lower?.0, includesLower: lower?.1 ?? true,
                upper: upper?.0, includesUpper: upper?.1 ?? true))
    }

    /// A range of `_seq_no` or `_version`.
    private func numbers(
        _ field: UInt16, _ context: PlanContext
    ) throws(RequestError) -> any Query {
        var low = Int64.min
        var high = Int64.max
        for end in [lower, upper].compactMap({ $0 }) {
            guard let number = end.value.integer ?? Int64(PlanContext.text(end.value)) else {
                throw RequestError(
                    .queryShard,
                    "failed to create query: For input string: \"\(PlanContext.text(end.value))\"")
            }
            if end.isLower { low = end.isInclusive ? number : number &+ 1 }
            if !end.isLower { high = end.isInclusive ? number : number &- 1 }
        }
        return low <= high
            ? NumericRangeQuery(field: field, lower: low, upper: high)
            : MatchNoneQuery(reason: "the range is empty")
    }
}
