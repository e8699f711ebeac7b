import JSON
import Schema
import Search

/// What reading aggregations needs to know of the index they are for; the query language
/// implements it.
package protocol AggregationParsing {
    /// The field at a full dotted path; nil when the mapping has none.
    func field(_ path: String) -> MappedField?

    /// Reads a query clause, for `filter` and `filters`.
    func query(_ clause: JSONNode) throws -> any Query

    /// Where a node stands in the request; nil when the request was not a text.
    func position(of node: JSONNode) -> JSONPosition?

    /// What `now` means. Unit: milliseconds since 1970.
    var now: Int64 { get }
}
