import Fetch
import Index
import JSON
import Primitives
import QueryDSL
import Schema

/// Values that a `terms` query looks up in other documents.
extension Engine {
    /// For the planning of a request.
    func termsReader() -> (TermsLookup) throws -> [JSONValue] {
        { [self] lookup in
            switch lookup.source {
            case .document(let id): try values(at: lookup.path, ofDocument: id, lookup.index)
            case .query(let query): try values(at: lookup.path, ofMatches: query, lookup.index)
            }
        }
    }

    /// Runs planning; what went wrong in a lookup is thrown as it was.
    func planned<Result>(_ context: PlanContext, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch {
            throw context.foreignFault ?? error
        }
    }

    private func values(
        at path: String, ofDocument id: String, _ index: String
    ) throws -> [JSONValue] {
        guard let document = try get(index, id).document else { return [] }
        let source = try document.source.withUnsafeBytes { try JSONValue(parsing: $0) }
        return SourceValues.values(at: path, in: source)
    }

    /// Of at most as many documents as a result window holds.
    private func values(
        at path: String, ofMatches query: ClauseNode, _ index: String
    ) throws -> [JSONValue] {
        var request = SearchRequest()
        request.query = query
        request.trackTotal = .none
        request.source = SourceFilter(isEnabled: true, includes: [path], excludes: [])
        let entry = try state.readTarget(index)
        let target = try self.target(entry, via: [index])
        request.size = entry.settings.maxResultWindow
        let outcome = try SearchRunner(engine: self, request: request, targets: [target]).run()
        guard outcome.hits.count > 0 else { return [] }
        let hits = try JSONValue(parsing: outcome.hits.bytes)
        var seen: Set<String> = []
        return (hits.array ?? []).flatMap {
            SourceValues.values(at: path, in: $0["_source"] ?? .null)
        }.filter { seen.insert($0.serialized()).inserted }
    }
}
