import Aggregations
import JSON
import Schema
import Search

/// What aggregations are read with: the mapping of one index and the query language.
struct AggregationReading: AggregationParsing {
    let context: PlanContext
    let document: JSONDocument?

    var mapping: IndexMapping? { context.mapping }
    var now: Int64 { context.now }

    func field(_ path: String) -> MappedField? { context.mapping.field(path)?.sortable }

    func query(_ clause: JSONNode, inside path: String?) throws -> any Query {
        let node = try QueryParser.parse(clause, RequestPlace(document: document, path: "aggs"))
        guard let path else { return try node.plan(context) }
        guard let spaces = context.mapping.spaces(from: nil, to: path) else {
            return MatchNoneQuery(reason: "unmapped nested path [\(path)]")
        }
        let scope = PlanContext.NestedScope(path: path, spaces: spaces, hasInnerHits: false)
        let query = try context.within(scope) { context throws(RequestError) in
            try node.plan(context)
        }
        return NestedObjectsQuery(
            NestedQuery(spaces: spaces, path: path, query: query, scoreMode: .none))
    }

    func position(of node: JSONNode) -> JSONPosition? { document?.position(of: node) }
}

extension SearchRequest {
    /// - Throws: `RequestError`, also for what `AggregationError` says.
    func planAggregations(_ context: PlanContext) throws(RequestError) -> AggregationPlan? {
        guard let aggregations else { return nil }
        let reading = AggregationReading(context: context, document: document)
        do {
            return try AggregationParser.parse(aggregations, reading)
        } catch let error as AggregationError {
            throw Self.failure(error)
        } catch let error as RequestError {
            throw error
        } catch {
            throw RequestError(.illegalArgument, "\(error)", path: "aggs")
        }
    }

    private static func failure(_ error: AggregationError) -> RequestError {
        RequestError(
            RequestError.Kind(rawValue: error.type) ?? .illegalArgument, error.reason,
            path: "aggs", line: error.line, column: error.column)
    }
}
