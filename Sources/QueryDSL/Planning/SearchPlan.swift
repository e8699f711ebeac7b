import Aggregations
import JSON
import Schema
import Search

/// One search of one index, ready to run.
package struct SearchPlan: Sendable {
    package let query: any Query
    package let postFilter: (any Query)?
    /// Empty: by score.
    package let sort: [PlannedSort]
    package let searchAfter: SearchAfter?
    package let trackTotal: TrackTotal
    /// nil when the request has none.
    package let aggregations: AggregationPlan?
    /// Queries with a `_name`.
    package let namedQueries: [NamedQuery]
    /// nil: hits are not collapsed.
    package let collapse: PlannedCollapse?
    /// In the order they are applied.
    package let rescorings: [Rescoring]
    package let highlights: [PlannedHighlight]
    /// Nested objects to show beside hits.
    package let innerHits: [PlannedInnerHits]
    /// Everything else asked for: size, from, source filter, …
    package let request: SearchRequest

    package var sortKeys: [SortKey] { sort.map(\.key) }
    package var size: Int { request.size }
    package var from: Int { request.from }

    /// The sort values of a hit as its `sort` shows them.
    package func json(_ values: [SortValue]) -> [JSONValue] {
        zip(values, sort).map { $1.output.json($0, $1.key) }
    }
}

/// A query whose matches are listed beside each hit.
package struct NamedQuery: Sendable {
    package let name: String
    package let query: any Query
}

extension SearchRequest {
    /// The search for one index.
    package func plan(_ context: PlanContext) throws(RequestError) -> SearchPlan {
        try checkLimits(context)
        var planned = try query?.plan(context) ?? MatchAllQuery()
        if let boost = indicesBoost.first(where: { boost in
            context.indexNames.contains { SimplePattern.matches(boost.pattern, $0) }
        }) {
            planned = BoostQuery(query: planned, boost: boost.boost)
        }
        let postFilter = try postFilter?.plan(context)
        let planner = SortPlanner(context: context)
        let levels = isScoreSort ? [] : sort
        var sort: [PlannedSort] = []
        for level in levels { sort.append(try planner.plan(level)) }
        let after = try searchAfter.map { values throws(RequestError) in
            try planner.searchAfter(values, sort)
        }
        var rescorings: [Rescoring] = []
        for rescore in rescores { rescorings.append(try rescore.plan(context)) }
        let collapse = try collapse.map { spec throws(RequestError) in try spec.plan(context) }
        return SearchPlan(
            query: planned, postFilter: postFilter, sort: sort, searchAfter: after,
            trackTotal: tracking, aggregations: try planAggregations(context),
            namedQueries: context.namedQueries, collapse: collapse, rescorings: rescorings,
            highlights: try highlight?.plan(planned, context) ?? [],
            innerHits: context.innerHits, request: self)
    }

    /// By falling score and nothing else, which needs no sort keys; `search_after` does.
    private var isScoreSort: Bool {
        sort == [SortSpec(field: "_score", path: sort.first?.path ?? "")] && searchAfter == nil
    }

    private var tracking: TrackTotal {
        switch trackTotal {
        case .exact: .exact
        case .upTo(let limit): .upTo(limit)
        case .none: .none
        }
    }

    private func checkLimits(_ context: PlanContext) throws(RequestError) {
        let window = context.settings.maxResultWindow
        guard !isScroll || size <= window else {
            throw RequestError(
                .illegalArgument,
                "Batch size is too large, size must be less than or equal to: [\(window)] but was "
                    + "[\(size)]. Scroll batch sizes cost as much memory as result windows so they "
                    + "are controlled by the [index.max_result_window] index level setting.")
        }
        guard from + size <= window else {
            throw RequestError(
                .illegalArgument,
                "Result window is too large, from + size must be less than or equal to: [\(window)]"
                    + " but was [\(from + size)]. See the scroll api for a more efficient way to "
                    + "request large data sets. This limit can be set by changing the "
                    + "[index.max_result_window] index level setting.")
        }
        if docvalueFields.isEmpty { return }
        let limit = context.settings.integer("max_docvalue_fields_search") ?? 100
        guard docvalueFields.count <= limit else {
            throw RequestError(
                .illegalArgument,
                "Trying to retrieve too many docvalue_fields. Must be less than or equal to: "
                    + "[\(limit)] but was [\(docvalueFields.count)]. This limit can be set by "
                    + "changing the [index.max_docvalue_fields_search] index level setting.")
        }
    }
}
