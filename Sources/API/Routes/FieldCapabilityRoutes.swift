import Engine
import JSON
import QueryDSL

/// What fields are, over several indices.
enum FieldCapabilityRoutes {
    static let all: [Route] = [
        Route(
            "field_caps", ["GET", "POST"], ["/_field_caps", "/{index}/_field_caps"], lane: .search,
            parameters: SharedParameters.indices
                + Parameter.honoured("fields", "include_unmapped"), handler: capabilities)
    ]

    private static func capabilities(_ call: Call) throws -> Reply {
        var patterns = call.parameters.list("fields") ?? []
        let body = try call.value()
        if patterns.isEmpty {
            switch body["fields"] {
            case .string(let name)?: patterns = [name]
            case .array(let list)?: patterns = list.compactMap(\.string)
            default: break
            }
        }
        for key in body.object?.keys ?? [] where key != "fields" && key != "index_filter" {
            throw APIError(.parsing("[field_caps] unknown field [\(key)]"))
        }
        guard !patterns.isEmpty else { throw APIError(.validation(["no fields specified"])) }
        let found = try call.engine.fieldCapabilities(
            call.indices, call.indicesOptions(.search), patterns: patterns,
            includeUnmapped: call.parameters.flag("include_unmapped"),
            filter: try body["index_filter"].map(filter))
        return Reply.object { writer in
            writer.put("indices", texts: found.indices)
            writer.object("fields") {
                for (name, types) in found.fields {
                    writer.object(name) {
                        for type in types {
                            writer.object(type.type) {
                                write(type, of: types.count, found, to: writer)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Indices without a match of this query are left out.
    private static func filter(_ query: JSONValue) throws -> SearchRequest {
        try .parseQuery(try JSONDocument.parse(JSONValue.object(["query": query]).serialized()))
    }

    private static func write(
        _ capability: FieldCapability, of typeCount: Int, _ found: FieldCapabilities,
        to writer: JSONWriter
    ) {
        writer.put("type", capability.type)
        writer.put("searchable", capability.isSearchable)
        writer.put("aggregatable", capability.isAggregatable)
        if typeCount > 1 { writer.put("indices", texts: capability.indices) }
        guard capability.type != "unmapped" else { return }
        let all = capability.indices.count
        if !capability.nonSearchable.isEmpty, capability.nonSearchable.count < all {
            writer.put("non_searchable_indices", texts: capability.nonSearchable)
        }
        if !capability.nonAggregatable.isEmpty, capability.nonAggregatable.count < all {
            writer.put("non_aggregatable_indices", texts: capability.nonAggregatable)
        }
    }
}
