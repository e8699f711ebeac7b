import JSON
import Primitives
import Schema
import Search

/// One level of a sort as a request gives it.
package struct SortSpec: Sendable, Equatable {
    package enum Missing: Sendable, Equatable {
        case first
        case last
        case value(JSONValue)
    }

    package let field: String
    package let isDescending: Bool
    var missing = Missing.last
    var mode: SortKey.Mode?
    /// The type of a field that an index does not have.
    var unmappedType: String?
    var format: String?
    let path: String

    init(field: String, isDescending: Bool? = nil, path: String = "sort") {
        self.field = field
        self.isDescending = isDescending ?? (field == "_score")
        self.path = path
    }

    /// `field` or `field:desc`, as the URL has it.
    init(parameter: String) throws(RequestError) {
        guard let mark = parameter.lastIndex(of: ":") else {
            self.init(field: parameter)
            return
        }
        let order = String(parameter[parameter.index(after: mark)...])
        guard let isDescending = Self.order(order) else {
            throw RequestError(
                .illegalArgument, "Unknown SortOrder [\(order)]", path: "sort")
        }
        self.init(field: String(parameter[..<mark]), isDescending: isDescending)
    }

    private static func order(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "asc": false
        case "desc": true
        default: nil
        }
    }

    // MARK: Reading

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> [SortSpec] {
        var specs: [SortSpec] = []
        guard node.isArray else { return try entry(node, place) }
        for (index, element) in node.elements.enumerated() {
            specs += try entry(element, place.element(index))
        }
        guard specs.count <= QueryLimits.sortKeys else {
            throw place.fault(
                .illegalArgument, "more than [\(QueryLimits.sortKeys)] sort keys", at: node)
        }
        return specs
    }

    private static func entry(
        _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) -> [SortSpec] {
        if let field = node.string {
            try refuse(field, node, place)
            return [SortSpec(field: field, path: place.path)]
        }
        guard node.isObject else {
            throw place.fault(
                .illegalArgument,
                "malformed sort format, within the sort array, an object, or an actual string are "
                    + "allowed", at: node)
        }
        var specs: [SortSpec] = []
        for member in node.members {
            specs.append(try level(member.key, member.value, place.child(member.key)))
        }
        return specs
    }

    private static let refused = ["_geo_distance", "_script", "_shard_doc"]

    /// `_shard_doc` means something in a point in time only.
    private static func refuse(
        _ field: String, _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) {
        guard refused.contains(field) else { return }
        guard field == "_shard_doc" else {
            throw place.fault(.illegalArgument, "sort by [\(field)] is not supported", at: node)
        }
        if place.document?.root["pit"] != nil { return }
        throw place.fault(
            .validation,
            "Validation Failed: 1: _shard_doc is only supported with point-in-time (PIT). Add a "
                + "PIT or remove _shard_doc.;", at: node)
    }

    private static func level(
        _ field: String, _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) -> SortSpec {
        try refuse(field, node, place)
        if let text = node.string {
            guard let isDescending = order(text) else {
                throw place.fault(.illegalArgument, "Unknown SortOrder [\(text)]", at: node)
            }
            return SortSpec(field: field, isDescending: isDescending, path: place.path)
        }
        guard node.isObject else {
            throw place.fault(
                .illegalArgument,
                "malformed sort format, within the sort array, an object, or an actual string are "
                    + "allowed", at: node)
        }
        return try detailed(field, node, place)
    }

    private enum ModeName: String, CaseIterable { case min, max, sum, avg, median }

    private static let parameters: [ClauseParameter] = [
        "format", "missing", "mode", "numeric_type", "order", "unmapped_type",
    ].map { ClauseParameter($0, "") }

    private static func detailed(
        _ field: String, _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) -> SortSpec {
        let known = parameters.map(\.name)
        for member in node.members where !known.contains(member.key) {
            let hint = member.key == "nested" ? ": nested objects cannot be sorted by" : ""
            throw place.fault(
                .contentParsing,
                "[field_sort] unknown field [\(member.key)]" + hint
                    + Suggestion.phrase(for: member.key, among: known), at: member.value)
        }
        let body = try ClauseBody(node, clause: "field_sort", known: parameters, place: place)
        let text = try body.text("order")
        let isDescending = text.flatMap { order($0) }
        if let text, isDescending == nil {
            throw body.illegal("Unknown SortOrder [\(text)]", at: body.value("order"))
        }
        var spec = SortSpec(field: field, isDescending: isDescending, path: place.path)
        spec.mode = try body.choice("mode", ModeName.self).map(mode)
        spec.unmappedType = try body.text("unmapped_type")
        spec.format = try body.text("format")
        if let numeric = try body.text("numeric_type"),
            !["long", "double", "date"].contains(numeric)
        {
            throw body.illegal(
                "invalid value for [numeric_type], must be [long, double, date], got [\(numeric)]")
        }
        if let missing = body.value("missing") {
            switch missing.string {
            case "_last": spec.missing = .last
            case "_first": spec.missing = .first
            default: spec.missing = .value(missing.value)
            }
        }
        return spec
    }

    private static func mode(_ name: ModeName) -> SortKey.Mode {
        switch name {
        case .min: .min
        case .max: .max
        case .sum: .sum
        case .avg: .avg
        case .median: .median
        }
    }
}
