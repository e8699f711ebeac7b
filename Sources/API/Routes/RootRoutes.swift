import Engine
import JSON

/// `/`: who answers. Clients read the distribution and version from it before anything else.
enum RootRoutes {
    static let all: [Route] = [
        Route("info", ["GET"], ["/"], handler: info),
        Route("ping", ["HEAD"], ["/"]) { _ in .empty(status: 200) },
    ]

    private static func info(_ call: Call) throws -> Reply {
        let identity = call.engine.identity
        return Reply.object { writer in
            writer.put("name", identity.name)
            writer.put("cluster_name", call.engine.configuration.clusterName)
            writer.put("cluster_uuid", identity.clusterUUID)
            writer.object("version") {
                writer.put("distribution", "opensearch")
                writer.put("number", NodeIdentity.compatibleVersion)
                writer.put("build_type", "binary")
                writer.put("build_hash", NodeIdentity.buildHash)
                writer.put("build_date", NodeIdentity.buildDate)
                writer.put("build_snapshot", false)
                writer.put("lucene_version", "10.3.2")
                writer.put("minimum_wire_compatibility_version", "2.19.0")
                writer.put("minimum_index_compatibility_version", "2.0.0")
                writer.put("aisle", NodeIdentity.productVersion)
            }
            writer.put("tagline", "The OpenSearch Project: https://opensearch.org/")
        }
    }
}
