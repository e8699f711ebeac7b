import Engine
import JSON

/// Mappings: adding fields and showing what there is.
enum MappingRoutes {
    static let all: [Route] = [
        Route(
            "indices.put_mapping", ["PUT", "POST"], ["/{index}/_mapping", "/{index}/_mappings"],
            parameters: SharedParameters.indices + SharedParameters.waiting
                + Parameter.honoured("write_index_only"), handler: put),
        Route(
            "indices.get_mapping", ["GET"],
            ["/_mapping", "/_mappings", "/{index}/_mapping", "/{index}/_mappings"],
            parameters: SharedParameters.indices + SharedParameters.waiting, handler: show),
        Route(
            "indices.get_field_mapping", ["GET"],
            ["/_mapping/field/{fields}", "/{index}/_mapping/field/{fields}"],
            parameters: SharedParameters.indices + SharedParameters.waiting
                + Parameter.honoured("include_defaults"), handler: showFields),
    ]

    private static func put(_ call: Call) throws -> Reply {
        guard call.hasBody else { throw APIError(.validation(["mapping source is empty"])) }
        var options = IndicesOptions.strict
        options.expandsClosed = false
        options = try call.indicesOptions(options)
        var expression = call.indices
        if try call.parameters.flag("write_index_only") {
            let state = call.engine.state
            expression = IndexExpression(
                try expression.names.map { try state.writeTarget($0)?.name ?? $0 })
        }
        try call.engine.putMapping(call.value(), to: expression, options)
        return .acknowledged()
    }

    private static func show(_ call: Call) throws -> Reply {
        let state = call.engine.state
        let reached = try call.indices.resolve(
            in: state, options: try call.indicesOptions(.strictReading))
        return Reply.object { writer in
            for resolved in reached {
                guard let entry = state.indices[resolved.name] else { continue }
                writer.object(entry.name) { writer.put("mappings", call.engine.mapping(of: entry)) }
            }
        }
    }

    private static func showFields(_ call: Call) throws -> Reply {
        let state = call.engine.state
        let reached = try call.indices.resolve(
            in: state, options: try call.indicesOptions(.strictReading))
        let patterns = try call.part("fields").split(separator: ",").map(String.init)
        let withDefaults = try call.parameters.flag("include_defaults")
        return Reply.object { writer in
            for resolved in reached {
                guard let entry = state.indices[resolved.name] else { continue }
                let fields = FieldMappings(of: call.engine.mapping(of: entry))
                writer.object(entry.name) {
                    writer.object("mappings") {
                        for (path, mapping) in fields.matching(patterns) {
                            write(path, mapping, withDefaults: withDefaults, to: writer)
                        }
                    }
                }
            }
        }
    }

    private static func write(
        _ path: String, _ mapping: JSONObject, withDefaults: Bool, to writer: JSONWriter
    ) {
        let leaf = path.split(separator: ".").last.map(String.init) ?? path
        var shown = mapping
        if withDefaults, mapping["type"]?.string == "text", mapping["analyzer"] == nil {
            shown["analyzer"] = "default"
        }
        writer.object(path) {
            writer.put("full_name", path)
            writer.object("mapping") { writer.put(leaf, .object(shown)) }
        }
    }
}

/// The fields of a mapping by full path, multi-fields included, in the mapping's order.
struct FieldMappings {
    private(set) var fields: [(path: String, mapping: JSONObject)] = []

    init(of mapping: JSONValue) {
        collect(mapping["properties"]?.object, under: "")
    }

    private mutating func collect(_ properties: JSONObject?, under prefix: String) {
        for (name, value) in properties ?? JSONObject() {
            guard let object = value.object else { continue }
            let path = prefix.isEmpty ? name : prefix + "." + name
            if let inner = object["properties"]?.object {
                collect(inner, under: path)
            } else if object["type"]?.string != "object", object["type"]?.string != "nested" {
                fields.append((path, object))
                collect(object["fields"]?.object, under: path)
            }
        }
    }

    /// Fields a pattern names by full path or, without a dot in the pattern, by their last part.
    func matching(_ patterns: [String]) -> [(path: String, mapping: JSONObject)] {
        fields.filter { field in
            patterns.contains { NamePattern.matches($0, field.path) }
        }
    }
}
