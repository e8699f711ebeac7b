import Engine
import JSON

/// What clients that look for nodes ask.
enum NodeRoutes {
    static let all: [Route] = [
        Route(
            "nodes.info", ["GET"],
            ["/_nodes", "/_nodes/{node}", "/_nodes/{node}/{metric}"],
            parameters: SharedParameters.waiting + Parameter.honoured("flat_settings"),
            handler: info)
    ]

    private static func info(_ call: Call) throws -> Reply {
        let engine = call.engine
        return Reply.object { writer in
            writer.object("_nodes") {
                writer.put("total", 1)
                writer.put("successful", 1)
                writer.put("failed", 0)
            }
            writer.put("cluster_name", engine.configuration.clusterName)
            writer.object("nodes") {
                writer.object(engine.identity.id) { writeNode(engine, to: writer) }
            }
        }
    }

    private static func writeNode(_ engine: Engine, to writer: JSONWriter) {
        let address = engine.configuration.publishAddress
        let host = address.split(separator: ":").first.map(String.init) ?? address
        writer.put("name", engine.identity.name)
        writer.put("transport_address", address)
        writer.put("host", host)
        writer.put("ip", host)
        writer.put("version", NodeIdentity.compatibleVersion)
        writer.put("build_type", "binary")
        writer.put("build_hash", NodeIdentity.buildHash)
        writer.put("roles", texts: ["cluster_manager", "data", "ingest"])
        writer.object("http") {
            writer.put("bound_address", texts: [address])
            writer.put("publish_address", address)
            writer.put("max_content_length_in_bytes", 100 << 20)
        }
    }
}
