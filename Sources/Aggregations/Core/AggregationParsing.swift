import JSON
import Schema
import Search
import Segments

/// What reading aggregations needs to know of the index they are for; the query language
/// implements it.
package protocol AggregationParsing {
    /// The field at a full dotted path; nil when the mapping has none.
    func field(_ path: String) -> MappedField?

    /// Reads a query clause, for `filter` and `filters`.
    /// - Parameter path: of the nested objects it is asked of, which a `NestedObjectsQuery` finds;
    ///   nil for root documents.
    func query(_ clause: JSONNode, inside path: String?) throws -> any Query

    /// Where a node stands in the request; nil when the request was not a text.
    func position(of node: JSONNode) -> JSONPosition?

    /// The mapping, for nested objects; nil refuses `nested`.
    var mapping: IndexMapping? { get }

    /// What `now` means. Unit: milliseconds since 1970.
    var now: Int64 { get }
}

extension AggregationParsing {
    package var mapping: IndexMapping? { nil }

    /// The spaces below one nested path (nil: the root) down to another, outermost first; nil when
    /// the second is not a nested object below the first.
    func spaces(
        from outer: String?, to inner: String
    ) throws(AggregationError) -> [SpaceNumber]? {
        guard let mapping else {
            throw AggregationError(.illegalArgument, "[nested] is not supported here")
        }
        return mapping.spaces(from: outer, to: inner)
    }
}
