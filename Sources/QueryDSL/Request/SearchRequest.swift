import JSON
import Schema

/// The body and parameters of one search, read and checked, independent of any index.
package struct SearchRequest: Sendable {
    /// nil: every document.
    package var query: ClauseNode?
    package var postFilter: ClauseNode?
    package var from = 0
    package var size = 10
    package var sort: [SortSpec] = []
    package var searchAfter: [JSONValue]?
    package var source: SourceFilter?
    /// nil: not asked for. `["_none_"]` leaves id and source out.
    package var storedFields: [String]?
    package var docvalueFields: [FieldFormat] = []
    package var fields: [FieldFormat] = []
    package var trackTotal: TrackTotalHits = .upTo(10_000)
    /// The body or a parameter said how far to count.
    package var hasTrackTotal = false
    package var trackScores = false
    package var minScore: Float?
    package var terminateAfter: Int?
    /// nil: the daemon's own limit.
    package var timeoutMilliseconds: Int?
    package var explain = false
    package var version = false
    package var profile = false
    package var collapse: CollapseSpec?
    package var highlight: HighlightSpec?
    package var rescores: [RescoreSpec] = []
    /// A page of a scroll, whose limit is worded otherwise.
    package var isScroll = false
    package var seqNoPrimaryTerm = false
    package var indicesBoost: [IndexBoost] = []
    /// The names under `stats`, for statistics.
    package var statisticGroups: [String] = []
    /// The object under `aggs`; read at planning, index by index.
    package var aggregations: JSONNode?
    /// The body, which keeps `aggregations` alive.
    package var document: JSONDocument?
    /// `rest_total_hits_as_int`
    package var totalHitsAsInteger = false
    /// `typed_keys`
    package var typedKeys = false

    package init() {}

    /// A value asked for beside the source, and the format it is printed in.
    package struct FieldFormat: Sendable, Equatable {
        /// May hold `*`.
        package let field: String
        package let format: String?
    }

    package struct IndexBoost: Sendable, Equatable {
        /// An index, an alias, or a pattern with `*`.
        package let pattern: String
        package let boost: Float
    }

    /// How far hits are counted.
    package enum TrackTotalHits: Sendable, Equatable {
        case exact
        case upTo(Int)
        case none
    }

    /// - Parameters:
    ///   - body: nil when there is none.
    ///   - parameters: of the URL, unescaped; those that are no search parameters are passed over.
    package static func parse(
        _ body: JSONDocument?, parameters: [(String, String)] = []
    ) throws(RequestError) -> SearchRequest {
        var request = SearchRequest()
        if let body { try request.read(body) }
        for (name, value) in parameters { try request.read(parameter: name, value) }
        try request.readQuery(parameters)
        try request.check()
        return request
    }

    /// Reads the body of a request that takes a query alone: count, delete by query, validate.
    package static func parseQuery(
        _ body: JSONDocument?, parameters: [(String, String)] = []
    ) throws(RequestError) -> SearchRequest {
        var request = SearchRequest()
        if let body {
            let place = RequestPlace(document: body)
            for member in body.root.members where !member.hasKey("query") {
                throw place.fault("request does not support [\(member.key)]", at: member.value)
            }
            if !body.root.isObject {
                throw place.fault(
                    "Expected [START_OBJECT] but found [\(body.root.token)]", at: body.root)
            }
            try request.read(body)
        }
        try request.readQuery(parameters)
        return request
    }

    private func checkCollapse() throws(RequestError) {
        guard let collapse else { return }
        if !rescores.isEmpty {
            throw RequestError(
                .illegalArgument, "cannot use `collapse` in conjunction with `rescore`")
        }
        if terminateAfter != nil {
            throw RequestError(
                .illegalArgument, "cannot use `collapse` in conjunction with `terminate_after`")
        }
        guard searchAfter != nil, sort.map(\.field) != [collapse.field] else { return }
        throw RequestError(
            .illegalArgument,
            "collapse field and sort field must be the same when use `collapse` in conjunction "
                + "with `search_after`")
    }

    private func check() throws(RequestError) {
        if searchAfter != nil, from > 0 {
            throw RequestError(
                .illegalArgument, "`from` parameter must be set to 0 when `search_after` is used.")
        }
        try checkCollapse()
        if !rescores.isEmpty, !sort.isEmpty, sort.first?.field != "_score" || sort.count > 1 {
            throw RequestError(
                .illegalArgument, "Cannot use [sort] option in conjunction with [rescore].")
        }
        guard totalHitsAsInteger, hasTrackTotal, case .upTo(let given) = trackTotal else {
            return
        }
        throw RequestError(
            .illegalArgument,
            "[rest_total_hits_as_int] cannot be used if the tracking of total hits is not "
                + "accurate, got \(given)")
    }
}
