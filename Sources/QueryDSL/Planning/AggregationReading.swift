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

    func query(_ clause: JSONNode) throws -> any Query {
        try QueryParser.parse(clause, RequestPlace(document: document, path: "aggs")).plan(context)
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
