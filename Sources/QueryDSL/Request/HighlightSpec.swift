import JSON
import Primitives
import Schema
import Search

/// `highlight`: which fields, and how their matches are marked.
package struct HighlightSpec: Sendable {
    package enum Order: String, Sendable, CaseIterable { case none, score }
    package enum Scanner: String, Sendable, CaseIterable { case sentence, word }
    package enum Encoder: String, Sendable, CaseIterable { case `default`, html }
    /// `plain` cuts fragments by length alone.
    package enum Kind: String, Sendable, CaseIterable { case plain, unified }

    /// What may be said for all fields, and again for one.
    package struct Options: Sendable {
        package var kind = Kind.unified
        package var preTags = ["<em>"]
        package var postTags = ["</em>"]
        /// Unit: UTF-16 code units.
        package var fragmentSize = 100
        /// 0: the whole value.
        package var numberOfFragments = 5
        package var noMatchSize = 0
        package var order = Order.none
        package var scanner = Scanner.sentence
        package var encoder = Encoder.default
        package var requiresFieldMatch = true
        /// Analysis stops here. Unit: UTF-16 code units.
        package var maxAnalyzerOffset: Int?
        /// In place of the search's own query.
        var query: ClauseNode?
    }

    /// Patterns, with what holds for each.
    let fields: [(pattern: String, options: Options)]

    private static let keys = [
        "boundary_chars", "boundary_max_scan", "boundary_scanner", "boundary_scanner_locale",
        "encoder", "fields", "force_source", "fragment_size", "fragmenter", "highlight_query",
        "matched_fields", "max_analyzer_offset", "no_match_size", "number_of_fragments", "order",
        "phrase_limit", "post_tags", "pre_tags", "require_field_match", "tags_schema", "type",
    ]

    init(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) {
        guard node.isObject else {
            throw place.fault("Unknown key for a \(node.token) in [highlight].", at: node)
        }
        var options = Options()
        for member in node.members where !member.hasKey("fields") {
            try Self.read(member.key, member.value, place, into: &options)
        }
        var fields: [(pattern: String, options: Options)] = []
        let list = node["fields"]
        for entry in list.map({ $0.isArray ? Array($0.elements) : [$0] }) ?? [] {
            guard entry.isObject else {
                throw place.fault(
                    .contentParsing, "[highlight] failed to parse field [fields]", at: entry)
            }
            for member in entry.members {
                var own = options
                for option in member.value.members {
                    let inner = place.child(member.key)
                    guard !option.hasKey("fields"), !option.hasKey("tags_schema") else {
                        throw inner.fault(
                            .contentParsing, "[highlight_field] unknown field [\(option.key)]",
                            at: option.value)
                    }
                    try Self.read(option.key, option.value, inner, into: &own)
                }
                fields.append((member.key, own))
            }
        }
        guard fields.count <= QueryLimits.fields else {
            throw place.fault(
                .illegalArgument, "more than [\(QueryLimits.fields)] highlighted fields", at: node)
        }
        self.fields = fields
    }

    private static func read(
        _ key: String, _ node: JSONNode, _ place: RequestPlace, into options: inout Options
    ) throws(RequestError) {
        switch key {
        case "type": options.kind = try choice(key, node, place, Kind.self)
        case "pre_tags": options.preTags = try tags(node, place)
        case "post_tags": options.postTags = try tags(node, place)
        case "fragment_size": options.fragmentSize = try SearchRequest.count(node, key, place)
        case "number_of_fragments":
            options.numberOfFragments = try SearchRequest.count(node, key, place)
        case "no_match_size": options.noMatchSize = try SearchRequest.count(node, key, place)
        case "order": options.order = try choice(key, node, place, Order.self)
        case "boundary_scanner": options.scanner = try choice(key, node, place, Scanner.self)
        case "encoder": options.encoder = try choice(key, node, place, Encoder.self)
        case "require_field_match": options.requiresFieldMatch = node.scalarText != "false"
        case "max_analyzer_offset":
            options.maxAnalyzerOffset = try SearchRequest.count(node, key, place)
        case "highlight_query": options.query = try QueryParser.parse(node, place.child(key))
        case "tags_schema": try readSchema(node, place, into: &options)
        // Values are always read from the source, and fragments of plain text cut as by `span`.
        case "force_source", "fragmenter", "boundary_scanner_locale": return
        case "boundary_chars", "boundary_max_scan", "matched_fields", "phrase_limit":
            throw place.fault(
                "[\(key)] is not supported: there is no fast vector highlighter", at: node)
        default:
            throw place.fault(
                .contentParsing,
                "[highlight] unknown field [\(key)]" + Suggestion.phrase(for: key, among: keys),
                at: node, suggestion: Suggestion.nearest(to: key, among: keys))
        }
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ node: JSONNode, _ place: RequestPlace, _ type: Choice.Type
    ) throws(RequestError) -> Choice where Choice.RawValue == String {
        let text = node.scalarText ?? node.token
        if let found = Choice(rawValue: text.lowercased()) { return found }
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw place.fault(
            .illegalArgument, "[\(key)] [\(text)] is not supported: it takes \(names)", at: node)
    }

    private static func tags(
        _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) -> [String] {
        var tags: [String] = []
        for element in node.isArray ? Array(node.elements) : [node] {
            guard let tag = element.string else {
                throw place.fault("a tag must be a string", at: element)
            }
            tags.append(tag)
        }
        guard !tags.isEmpty else {
            throw place.fault(.illegalArgument, "tags must not be empty", at: node)
        }
        return tags
    }

    private static func readSchema(
        _ node: JSONNode, _ place: RequestPlace, into options: inout Options
    ) throws(RequestError) {
        switch node.string {
        case "default":
            options.preTags = ["<em>"]
            options.postTags = ["</em>"]
        case "styled":
            options.preTags = (1...10).map { "<em class=\"hlt\($0)\">" }
            options.postTags = ["</em>"]
        default:
            throw place.fault(
                .illegalArgument,
                "Unknown tag schema [\(node.scalarText ?? node.token)] must be either [default] "
                    + "or [styled]", at: node)
        }
    }

    /// - Parameter query: the search's own.
    func plan(
        _ query: any Query, _ context: PlanContext
    ) throws(RequestError) -> [PlannedHighlight] {
        var planned: [PlannedHighlight] = []
        for (pattern, options) in fields {
            planned.append(
                PlannedHighlight(
                    pattern: pattern, options: options,
                    query: try options.query?.plan(context) ?? query))
        }
        return planned
    }
}

/// One entry of `highlight.fields` for one index.
package struct PlannedHighlight: Sendable {
    package let pattern: String
    package let options: HighlightSpec.Options
    package let query: any Query
}
