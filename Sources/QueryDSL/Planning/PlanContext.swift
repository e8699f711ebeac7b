import Analysis
import JSON
import Schema
import Search
import Segments

/// What one index lends to the planning of a request: its mapping, its settings, the time.
///
/// Collects on the way what planning counts and names. One plan, one thread.
package final class PlanContext {
    package let mapping: IndexMapping
    package let settings: IndexSettings
    /// Milliseconds since 1970 that `now` means throughout the request.
    package let now: Int64
    /// Name of the index, for messages and `_index` conditions.
    package let indexName: String
    /// The name and the aliases of the index, for `indices_boost`.
    package var indexNames: [String] { [indexName] + aliases }
    private let aliases: [String]
    /// Queries with a `_name`, in the order planned.
    private(set) var namedQueries: [NamedQuery] = []
    /// Nested queries around what is being planned, outermost first.
    private(set) var nestedScopes: [NestedScope] = []
    /// Objects to show beside hits.
    private(set) var innerHits: [PlannedInnerHits] = []
    /// Reads the values of a terms lookup; whoever runs the request lends it.
    package var readTerms: ((TermsLookup) throws -> [JSONValue])?
    /// What `readTerms` threw, when it was no `RequestError`.
    package private(set) var foreignFault: (any Error)?
    private var clauseCount = 0
    /// The text analysed last, and what came of it.
    var lastTokens: (analyzer: Analyzer, text: String, tokens: [QueryToken])?

    package init(
        mapping: IndexMapping, settings: IndexSettings = .standard, now: Int64,
        indexName: String = "", aliases: [String] = []
    ) {
        self.mapping = mapping
        self.settings = settings
        self.now = now
        self.indexName = indexName
        self.aliases = aliases
    }

    func add(name: String, query: any Query) throws(RequestError) {
        guard namedQueries.count < QueryLimits.namedQueries else {
            throw RequestError(
                .illegalArgument, "more than \(QueryLimits.namedQueries) named queries")
        }
        let rooted = nestedScopes.reversed().reduce(query) { query, scope in
            NestedQuery(spaces: scope.spaces, path: scope.path, query: query, scoreMode: .none)
        }
        namedQueries.append(NamedQuery(name: name, query: rooted))
    }

    func add(_ hits: PlannedInnerHits) { innerHits.append(hits) }

    /// One nested query around others.
    struct NestedScope {
        let path: String
        /// From the first below the scope around it.
        let spaces: [SpaceNumber]
        let hasInnerHits: Bool
    }

    /// The objects whose fields are seen; nil for those of the document itself.
    var nestedPath: String? { nestedScopes.last?.path }

    func within<Result>(
        _ scope: NestedScope, _ body: (PlanContext) throws(RequestError) -> Result
    ) throws(RequestError) -> Result {
        nestedScopes.append(scope)
        defer { nestedScopes.removeLast() }
        return try body(self)
    }

    func values(of lookup: TermsLookup) throws(RequestError) -> [JSONValue] {
        guard let readTerms else {
            throw RequestError(.illegalArgument, "[terms] lookup is not supported here")
        }
        do {
            return try readTerms(lookup)
        } catch let error as RequestError {
            throw error
        } catch {
            foreignFault = error
            throw RequestError(.queryShard, "\(error)")
        }
    }

    /// Counts leaves of the query.
    func count(_ clauses: Int) throws(RequestError) {
        clauseCount += clauses
        guard clauseCount <= QueryLimits.clauses else {
            throw RequestError(
                .tooManyClauses, "maxClauseCount is set to \(QueryLimits.clauses)")
        }
    }

    var values: QueryValueContext { QueryValueContext(now: now) }

    /// How fields are scored, for a `SearchContext`.
    package func similarity(of field: FieldNumber) -> Similarity {
        mapping.field(number: field).map { resolved(of: $0) } ?? .constant
    }

    private func resolved(of field: MappedField) -> Similarity {
        switch settings.similarity(of: field) {
        case .bm25(let k1, let b): .bm25(k1: k1, b: b)
        case .legacyBM25(let k1, let b): .legacyBM25(k1: k1, b: b)
        case .constant: .constant
        }
    }
}
