import JSON
import Schema

/// The body and parameters of one search, read and checked, independent of any index.
package struct SearchRequest: Sendable {
    package var from = 0
    package var size = 10

    package static func parse(
        _ body: JSONDocument?, parameters: [(String, String)]
    ) throws(RequestError) -> SearchRequest {
        preconditionFailure("unwritten")
    }

    package func plan(_ context: PlanContext) throws(RequestError) -> SearchPlan {
        preconditionFailure("unwritten")
    }
}
