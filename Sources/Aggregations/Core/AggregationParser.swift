import JSON
import Primitives
import Schema

/// Reads the `aggs` of a request.
package struct AggregationParser {
    private let parsing: any AggregationParsing
    private var count = 0

    private init(_ parsing: any AggregationParsing) { self.parsing = parsing }

    /// - Parameter node: the object under `aggs` or `aggregations`.
    package static func parse(
        _ node: JSONNode, _ parsing: any AggregationParsing
    ) throws -> AggregationPlan {
        var parser = AggregationParser(parsing)
        return AggregationPlan(roots: try parser.siblings(node, depth: 1, nil))
    }

    private func failure(_ reason: String, at node: JSONNode) -> AggregationError {
        AggregationError(.parsing, reason, at: parsing.position(of: node))
    }

    private mutating func siblings(
        _ node: JSONNode, depth: Int, _ nestedPath: String?
    ) throws -> [AggregationNode] {
        guard node.isObject else {
            throw failure(
                "Expected [START_OBJECT] under [aggs], but got a [\(Self.token(node))]", at: node)
        }
        guard depth <= AggregationLimits.depth else {
            throw failure(
                "aggregations are nested more than [\(AggregationLimits.depth)] levels", at: node)
        }
        var nodes: [AggregationNode] = []
        for member in node.members {
            let name = member.key
            try check(name: name, at: member.value)
            if nodes.contains(where: { $0.name == name }) {
                throw AggregationError(
                    .illegalArgument,
                    "Two sibling aggregations cannot have the same name: [\(name)]")
            }
            nodes.append(try definition(name, member.value, depth: depth, nestedPath))
        }
        return nodes
    }

    private func check(name: String, at node: JSONNode) throws(AggregationError) {
        if name.isEmpty || name.contains(where: { $0 == "[" || $0 == "]" || $0 == ">" }) {
            throw failure(
                "Invalid aggregation name [\(name)]. Aggregation names can contain any character "
                    + "except '[', ']', and '>'", at: node)
        }
        if !node.isObject {
            throw failure(
                "Aggregation definition for [\(name)] starts with a [\(Self.token(node))], "
                    + "expected a "
                    + "[START_OBJECT].", at: node)
        }
    }

    private mutating func definition(
        _ name: String, _ node: JSONNode, depth: Int, _ nestedPath: String?
    ) throws -> AggregationNode {
        count += 1
        guard count <= AggregationLimits.count else {
            throw failure("more than [\(AggregationLimits.count)] aggregations", at: node)
        }
        var typeMember: JSONMember?
        var childrenNode: JSONNode?
        var meta: JSONValue?
        for member in node.members {
            switch member.key {
            case "meta" where member.value.isObject: meta = member.value.value
            case "aggs" where member.value.isObject, "aggregations" where member.value.isObject:
                if childrenNode != nil {
                    throw failure(
                        "Found two sub aggregation definitions under [\(name)]", at: member.value)
                }
                childrenNode = member.value
            default:
                if let first = typeMember {
                    throw failure(
                        "Found two aggregation type definitions in [\(name)]: [\(first.key)] and "
                            + "[\(member.key)]", at: member.value)
                }
                typeMember = member
            }
        }
        guard let typeMember else {
            throw failure("Missing definition for aggregation [\(name)]", at: node)
        }
        let aggregation = try typed(name, typeMember, nestedPath)
        let inside = aggregation.path(ofChildrenIn: nestedPath)
        let children = try childrenNode.map { try siblings($0, depth: depth + 1, inside) } ?? []
        try check(children, of: aggregation, name)
        return AggregationNode(
            name: name, aggregation: aggregation, meta: meta, children: children)
    }

    private func typed(
        _ name: String, _ member: JSONMember, _ nestedPath: String?
    ) throws -> any Aggregation {
        guard let type = AggregationRegistry.type(named: member.key) else {
            let known = AggregationRegistry.all.map { $0.name }
            throw failure(
                "Unknown aggregation type [\(member.key)]"
                    + Suggestion.phrase(for: member.key, among: known), at: member.value)
        }
        guard member.value.isObject || member.value.isArray && type.name == "filters" else {
            throw failure(
                "Expected [START_OBJECT] under [\(member.key)], but got a "
                    + "[\(Self.token(member.value))] in [\(name)]", at: member.value)
        }
        return try type.init(
            AggregationBody(
                member.value, type: type, name: name, nestedPath: nestedPath, parsing: parsing))
    }

    private func check(
        _ children: [AggregationNode], of aggregation: any Aggregation, _ name: String
    ) throws(AggregationError) {
        let type = Swift.type(of: aggregation)
        if !children.isEmpty && !type.takesChildren {
            throw AggregationError(
                .initialization,
                "Aggregator [\(name)] of type [\(type.name)] cannot accept sub-aggregations")
        }
        for child in children where child.aggregation is GlobalAggregation {
            throw AggregationError(
                .execution,
                "Aggregation [\(child.name)] cannot have a global aggregation below another one: "
                    + "global aggregations can only be defined as top level aggregations")
        }
        try aggregation.checkOrders(by: children)
    }

    /// How a Java server names the token a value starts with.
    static func token(_ node: JSONNode) -> String {
        switch node.kind {
        case .object: "START_OBJECT"
        case .array: "START_ARRAY"
        case .string: "VALUE_STRING"
        case .integer, .unsignedInteger, .double: "VALUE_NUMBER"
        case .boolean: "VALUE_BOOLEAN"
        case .null: "VALUE_NULL"
        }
    }
}
