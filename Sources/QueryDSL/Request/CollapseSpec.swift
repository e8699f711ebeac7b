import JSON
import Primitives
import Schema
import Search
import Segments

/// `collapse`: one hit for each value of a field.
package struct CollapseSpec: Sendable {
    package let field: String
    package let innerHits: [InnerHitsSpec]

    private static let keys = ["field", "inner_hits", "max_concurrent_group_searches"]

    /// - Parameter isInner: the collapse of inner hits, which has none of its own.
    init(_ node: JSONNode, _ place: RequestPlace, isInner: Bool = false) throws(RequestError) {
        guard node.isObject else {
            throw place.fault(
                .contentParsing, "[collapse] expected an object but found [\(node.token)]",
                at: node)
        }
        var field: String?
        var innerHits: [InnerHitsSpec] = []
        for member in node.members {
            let key = member.key
            guard Self.keys.contains(key), !isInner || key == "field" else {
                throw place.fault(
                    .contentParsing,
                    "[collapse] unknown field [\(key)]"
                        + Suggestion.phrase(for: key, among: Self.keys), at: member.value)
            }
            switch key {
            case "field": field = member.value.string
            case "inner_hits": innerHits = try Self.inner(member.value, place.child(key))
            default: try Self.checkConcurrency(member.value, place)
            }
        }
        guard let field else {
            throw place.fault(.illegalArgument, "`field` must be set for `collapse`", at: node)
        }
        self.field = field
        self.innerHits = innerHits
    }

    private static func inner(
        _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) -> [InnerHitsSpec] {
        var specs: [InnerHitsSpec] = []
        for element in node.isArray ? Array(node.elements) : [node] {
            specs.append(try InnerHitsSpec(element, place, allowsCollapse: true))
        }
        return specs
    }

    /// Groups are searched one after the other, however many at once are allowed.
    private static func checkConcurrency(
        _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) {
        guard let number = node.integer, number > 0 else {
            throw place.fault(
                .illegalArgument,
                "maxConcurrentGroupRequests` must be positive", at: node)
        }
    }

    func plan(_ context: PlanContext) throws(RequestError) -> PlannedCollapse {
        guard let field = context.mapping.field(field), field.nestedPath == nil else {
            throw RequestError(
                .illegalArgument, "no mapping found for `\(field)` in order to collapse on",
                path: "collapse")
        }
        let isNumber = field.info.column == .numeric && (field.isNumeric || field.isDate)
        guard isNumber || (field.isKeyword && field.terms == .text) else {
            throw RequestError(
                .illegalArgument,
                "collapse is not supported for the field [\(field.path)] of the type "
                    + "[\(field.typeName)]", path: "collapse")
        }
        guard field.isAggregatable else {
            throw RequestError(
                .illegalArgument,
                "cannot collapse on field `\(field.path)` without `doc_values`", path: "collapse")
        }
        let key = SortKey(isNumber ? .numeric(field.number) : .ordinal(field.number))
        for spec in innerHits { try spec.check(context.settings, name: spec.name ?? field.path) }
        return PlannedCollapse(
            field: self.field, key: key, output: isNumber ? .number(field.encoding) : .text)
    }
}

/// The collapse of one index.
package struct PlannedCollapse: Sendable {
    package let field: String
    package let key: SortKey
    private let output: SortOutput

    init(field: String, key: SortKey, output: SortOutput) {
        self.field = field
        self.key = key
        self.output = output
    }

    /// The value a group stands for; nil for documents without the field.
    package func json(_ value: SortValue) -> JSONValue? {
        // A plain `nil` would be read as the JSON value null.
        guard value != .missing else { return Optional<JSONValue>.none }
        return output.json(value, key)
    }
}

extension SearchRequest {
    /// The search of the hits of one group.
    /// - Parameter value: of the collapsed field; nil for documents without it.
    package func group(_ spec: InnerHitsSpec, field: String, value: JSONValue?) -> SearchRequest {
        var request = spec.request
        request.query = ClauseNode(GroupClause(query: query, field: field, value: value))
        request.postFilter = postFilter
        request.trackTotal = .exact
        request.totalHitsAsInteger = totalHitsAsInteger
        request.timeoutMilliseconds = timeoutMilliseconds
        return request
    }
}

/// The matches of a query that belong to one group.
private struct GroupClause: PlannableClause {
    let query: ClauseNode?
    let field: String
    let value: JSONValue?

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        let query = try query?.plan(context) ?? MatchAllQuery()
        guard let value else {
            let field = context.mapping.field(field)
            let present: [any Query] = field.map { [ExistsQuery(field: $0.number)] } ?? []
            return BooleanQuery(must: [query], mustNot: present)
        }
        return BooleanQuery(
            must: [query], filter: [try context.anyOf([value], in: field, isSet: true)])
    }
}
