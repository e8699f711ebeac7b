import Index
import JSON
import Primitives
import QueryDSL
import Schema
import Search

extension Engine {
    /// A query narrowed by the aliases its index was reached through.
    func filtered(_ query: any Query, on target: SearchTarget) throws -> any Query {
        guard let filters = target.aliasFilters else { return query }
        let queries = try filters.map {
            try planClause($0, mapping: target.mapping, target.entry)
        }
        let any =
            queries.count == 1
            ? queries[0] : BooleanQuery(should: queries, minimumShouldMatch: 1)
        return BooleanQuery(must: [query], filter: [any])
    }

    /// Reads an alias's filter for one of its indices.
    func checkAliasFilter(_ filter: JSONValue, on entry: IndexEntry) throws {
        _ = try planClause(filter, mapping: serving(entry).mapping, entry)
    }

    private func planClause(
        _ clause: JSONValue, mapping: IndexMapping, _ entry: IndexEntry
    ) throws -> any Query {
        let context = PlanContext(
            mapping: mapping, settings: entry.settings, now: WallClock.milliseconds(),
            indexName: entry.name)
        context.readTerms = termsReader()
        let document = try JSONDocument.parse(clause.serialized())
        return try planned(context) { try QueryParser.parse(document).plan(context) }
    }

    /// Faults of one index while it is searched: reported as of its shard where they lie in it.
    func searchFault(_ error: any Error, in entry: IndexEntry) -> any Error {
        switch error {
        case let error as EngineError: return error
        case let error as RequestError where !error.isShardLevel: return error
        default: return EngineError(.inSearch(error), index: entry.name, uuid: entry.uuid)
        }
    }
}
