import Analysis
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
    package let indexNames: [String]
    /// Queries with a `_name`, in the order planned.
    private(set) var namedQueries: [NamedQuery] = []
    private var clauseCount = 0
    private var similarities: [FieldNumber: Similarity] = [:]
    /// Terms and memos of every text of the request.
    let vocabulary = Vocabulary()
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
        indexNames = [indexName] + aliases
    }

    func add(name: String, query: any Query) throws(RequestError) {
        guard namedQueries.count < QueryLimits.namedQueries else {
            throw RequestError(
                .illegalArgument, "more than \(QueryLimits.namedQueries) named queries")
        }
        namedQueries.append(NamedQuery(name: name, query: query))
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
        if let known = similarities[field] { return known }
        let similarity = mapping.field(number: field).map { resolved(of: $0) } ?? .constant
        similarities[field] = similarity
        return similarity
    }

    private func resolved(of field: MappedField) -> Similarity {
        switch settings.similarity(of: field) {
        case .bm25(let k1, let b): .bm25(k1: k1, b: b)
        case .legacyBM25(let k1, let b): .legacyBM25(k1: k1, b: b)
        case .constant: .constant
        }
    }
}
