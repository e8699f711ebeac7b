import JSON
import Search

/// The syntax of one query clause.
///
/// One file a clause in `Clauses/`, one line in `ClauseRegistry`. What the clause does is a node in
/// Search.
package protocol QueryClause: SendableMetatype {
    /// The key in a query.
    static var name: String { get }
    static var summary: String { get }
    /// Every key its body may have beside `boost` and `_name`, alphabetically.
    static var parameters: [ClauseParameter] { get }

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode
}

/// What a clause was read into: planned once for each index.
package protocol PlannableClause: Sendable {
    /// The clause for one index, without its boost.
    func plan(_ context: PlanContext) throws(RequestError) -> any Query
}

/// A clause with what every clause may have: its boost, its name, its place in the request.
///
/// A class, so that a request is handed on without copying its query.
package final class ClauseNode: Sendable {
    package let clause: any PlannableClause
    let boost: Float
    let name: String?
    private let node: JSONNode?
    private let place: RequestPlace

    init(
        _ clause: any PlannableClause, boost: Float = 1, name: String? = nil, node: JSONNode,
        place: RequestPlace
    ) {
        self.clause = clause
        self.boost = boost
        self.name = name
        self.node = node
        self.place = place
    }

    /// A clause that no body was read for.
    init(_ clause: any PlannableClause, boost: Float = 1) {
        self.clause = clause
        self.boost = boost
        name = nil
        node = nil
        place = RequestPlace(document: nil)
    }

    package func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        let planned: any Query
        do throws(RequestError) {
            planned = try clause.plan(context)
        } catch {
            throw node.map { place.placing(error, at: $0) } ?? error
        }
        let query: any Query = boost == 1 ? planned : BoostQuery(query: planned, boost: boost)
        if let name { try context.add(name: name, query: query) }
        return query
    }
}
