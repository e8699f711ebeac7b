import JSON

/// One level of the order of a terms aggregation's or a histogram's buckets.
package struct BucketOrder: Sendable, Equatable {
    package enum Key: Sendable, Equatable {
        case count
        case key
        /// Through aggregations of one bucket to a number of the last: `a>b.avg`.
        case path([String], property: String?, text: String)
    }

    package let key: Key
    package let isAscending: Bool

    static let byCount = BucketOrder(key: .count, isAscending: false)
    static let byKey = BucketOrder(key: .key, isAscending: true)

    /// Reads `{"_count": "desc"}` or a list of such; the key breaks ties.
    static func parse(_ node: JSONNode?, _ body: AggregationBody) throws -> [BucketOrder]? {
        guard let node else { return nil }
        var orders: [BucketOrder] = []
        if node.isArray {
            for element in node.elements { orders.append(try one(element, body)) }
        } else {
            orders.append(try one(node, body))
        }
        if orders.last?.key != .key { orders.append(byKey) }
        return orders
    }

    private static func one(_ node: JSONNode, _ body: AggregationBody) throws -> BucketOrder {
        guard node.isObject else {
            throw AggregationError(
                .parsing, "Unexpected token [\(AggregationParser.token(node))] for [order]",
                at: body.parsing.position(of: node))
        }
        guard node.count == 1, let member = node.members.first(where: { _ in true }) else {
            throw AggregationError(
                .parsing, "Must specify at least one field for [order]",
                at: body.parsing.position(of: node))
        }
        let isAscending: Bool
        switch member.value.string?.lowercased() {
        case "asc": isAscending = true
        case "desc": isAscending = false
        default:
            throw AggregationError(
                .parsing, "Unknown order direction [\(member.value.value.serialized())]",
                at: body.parsing.position(of: member.value))
        }
        return BucketOrder(key: key(member.key), isAscending: isAscending)
    }

    private static func key(_ text: String) -> Key {
        switch text {
        case "_count": return .count
        case "_key", "_term", "_time": return .key
        default: break
        }
        var path = text.split(separator: ">", omittingEmptySubsequences: false).map(String.init)
        let last = path.removeLast()
        if last.hasSuffix("]"), let bracket = last.firstIndex(of: "[") {
            let property = String(last[last.index(after: bracket)...].dropLast())
            return .path(path + [String(last[..<bracket])], property: property, text: text)
        }
        guard let dot = last.lastIndex(of: ".") else {
            return .path(path + [last], property: nil, text: text)
        }
        let property = String(last[last.index(after: dot)...])
        return .path(path + [String(last[..<dot])], property: property, text: text)
    }

    /// Refuses paths that lead nowhere.
    func check(_ children: [AggregationNode]) throws(AggregationError) {
        guard case .path(let names, _, let text) = key else { return }
        var siblings = children
        for (place, name) in names.enumerated() {
            guard let node = siblings.first(where: { $0.name == name }) else {
                throw AggregationError(
                    .execution,
                    "Invalid aggregation order path [\(text)]. The provided aggregation [\(name)] "
                        + "either does not exist, or is a pipeline aggregation and cannot be used "
                        + "to sort the buckets.")
            }
            let isLast = place == names.count - 1
            let type = Swift.type(of: node.aggregation)
            if !isLast && !(node.aggregation is any SoleBucketAggregation) {
                throw AggregationError(
                    .execution,
                    "Invalid aggregation order path [\(text)]. Buckets can only be sorted on a "
                        + "sub-aggregator path that is built out of zero or more single-bucket "
                        + "aggregations within the path and a final single-bucket or a metrics "
                        + "aggregation at the path end. [\(name)] is not single-bucket.")
            }
            if isLast && type.takesChildren && !(node.aggregation is any SoleBucketAggregation) {
                throw AggregationError(
                    .execution,
                    "Invalid aggregation order path [\(text)]. [\(name)] is neither a "
                        + "single-bucket "
                        + "nor a metrics aggregation.")
            }
            siblings = node.children
        }
    }

    /// The number a bucket is ordered by; nil sorts last either way.
    func number(_ bucket: UInt32, _ children: ChildAggregators) -> Double? {
        guard case .path(let names, let property, _) = key else { return nil }
        var siblings: ChildAggregators? = children
        for (place, name) in names.enumerated() {
            guard let aggregator = siblings?.named(name) else { return nil }
            if place == names.count - 1 { return aggregator.metric(property, bucket) }
            siblings = aggregator.soleBucketChildren
        }
        return nil
    }
}

/// Aggregations whose buckets can be ordered.
protocol OrderedAggregation: Aggregation {
    var orders: [BucketOrder] { get }
}

extension OrderedAggregation {
    package func checkOrders(by children: [AggregationNode]) throws(AggregationError) {
        for order in orders { try order.check(children) }
    }
}

/// Aggregations that make one bucket of each bucket of their parent, with the same number.
protocol SoleBucketAggregation: Aggregation {}
