import JSON
import Primitives
import Schema

extension SearchRequest {
    /// Reads a search body.
    mutating func read(_ body: JSONDocument) throws(RequestError) {
        let place = RequestPlace(document: body)
        document = body
        guard body.root.isObject else {
            throw place.fault(
                "Expected [START_OBJECT] but found [\(body.root.token)]", at: body.root)
        }
        if let key = body.root.firstDuplicateKey {
            throw place.fault(.contentParsing, "Duplicate field '\(key)'", at: body.root)
        }
        for member in body.root.members {
            let key = member.key
            try Self.check(key, member.value, place)
            try read(key, member.value, place.child(key))
        }
    }

    private static func check(
        _ key: String, _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) {
        guard let known = SearchKeys.all.first(where: { $0.name == key }) else {
            let names = SearchKeys.all.filter { $0.handling != .refused }.map(\.name)
            throw place.fault(
                "Unknown key for a \(node.token) in [\(key)]."
                    + Suggestion.phrase(for: key, among: names), at: node,
                suggestion: Suggestion.nearest(to: key, among: names))
        }
        guard known.handling == .refused, node.boolean != false, !node.isNull else { return }
        throw place.fault("[\(key)] is not supported: \(known.summary)", at: node)
    }

    mutating func read(
        _ key: String, _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) {
        if node.isNull, key != "query" { return }
        switch key {
        case "query": if !node.isNull { query = try QueryParser.parse(node, place) }
        case "post_filter": postFilter = try QueryParser.parse(node, place)
        case "from": from = try Self.count(node, key, place)
        case "size": size = try Self.count(node, key, place)
        case "sort": sort = try SortSpec.parse(node, place)
        case "search_after": searchAfter = try Self.searchAfter(node, place)
        case "_source": source = try SourceFilter(node, place)
        case "stored_fields": storedFields = try Self.names(node, key, place)
        case "docvalue_fields": docvalueFields = try Self.formats(node, key, place)
        case "fields": fields = try Self.formats(node, key, place)
        case "highlight": highlight = try HighlightSpec(node, place)
        case "collapse": collapse = try CollapseSpec(node, place)
        case "rescore": rescores = try RescoreSpec.parse(node, place)
        case "track_total_hits": try readTrackTotal(node.scalarText ?? node.token, node, place)
        case "aggs", "aggregations": aggregations = node
        case "stats": statisticGroups = Self.statisticGroups(node)
        case "indices_boost": indicesBoost = try Self.boosts(node, place)
        default: try readScalar(key, node, place)
        }
    }

    private mutating func readScalar(
        _ key: String, _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) {
        switch key {
        case "min_score": minScore = try Self.float(node, place)
        case "terminate_after": terminateAfter = try Self.terminateAfter(node, place)
        case "timeout": timeoutMilliseconds = try Self.time(node.scalarText ?? "", key)
        case "track_scores": trackScores = try Self.flag(node, place)
        case "explain": explain = try Self.flag(node, place)
        case "profile": profile = try Self.flag(node, place)
        case "version": version = try Self.flag(node, place)
        case "seq_no_primary_term": seqNoPrimaryTerm = try Self.flag(node, place)
        default: return
        }
    }

    private static func statisticGroups(_ node: JSONNode) -> [String] {
        node.isArray ? node.elements.compactMap(\.string) : [node.string].compactMap { $0 }
    }

    // MARK: Values

    /// A whole number of 32 bits, not negative.
    static func count(
        _ node: JSONNode, _ key: String, _ place: RequestPlace
    ) throws(RequestError) -> Int {
        guard let text = node.scalarText, let number = Int(text) ?? node.integer.map(Int.init)
        else {
            throw place.fault(
                "Unknown key for a \(node.token) in [\(key)].", at: node)
        }
        guard number <= Int(Int32.max), number >= Int(Int32.min) else {
            throw place.fault(
                .inputCoercion,
                "Numeric value (\(number)) out of range of int (\(Int32.min) - \(Int32.max))",
                at: node)
        }
        guard number >= 0 else {
            throw place.fault(
                .illegalArgument, "[\(key)] parameter cannot be negative, found [\(number)]",
                at: node)
        }
        return number
    }

    private static func float(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> Float
    {
        guard let text = node.scalarText, let number = Float(text), number.isFinite else {
            throw place.fault(
                .numberFormat, "For input string: \"\(node.scalarText ?? node.token)\"", at: node)
        }
        return number
    }

    private static func flag(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> Bool {
        switch node.scalarText {
        case "true": return true
        case "false": return false
        default:
            throw place.fault(
                .illegalArgument,
                "Failed to parse value [\(node.scalarText ?? node.token)] as only [true] or "
                    + "[false] are allowed.", at: node)
        }
    }

    private static func terminateAfter(
        _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) -> Int? {
        guard let number = node.scalarText.flatMap({ Int($0) }), number >= 0 else {
            throw place.fault(.illegalArgument, "terminateAfter must be > 0", at: node)
        }
        return number == 0 ? nil : number
    }

    static func time(_ text: String, _ key: String) throws(RequestError) -> Int? {
        guard let milliseconds = TimeValue.milliseconds(text) else {
            throw RequestError(
                .illegalArgument,
                "failed to parse setting [\(key)] with value [\(text)] as a time value: unit is "
                    + "missing or unrecognized", path: key)
        }
        return milliseconds < 0 ? nil : milliseconds
    }

    private static func searchAfter(
        _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) -> [JSONValue] {
        guard node.isArray else {
            throw place.fault(
                "Expected [START_ARRAY] in [search_after] but found [\(node.token)] inside "
                    + "search_after", at: node)
        }
        for element in node.elements where element.isObject || element.isArray {
            throw place.fault(
                "Expected [VALUE_STRING] or [VALUE_NUMBER] or [VALUE_BOOLEAN] or [VALUE_NULL] but "
                    + "found [\(element.token)] inside search_after.", at: element)
        }
        guard node.count > 0 else {
            throw place.fault(
                .illegalArgument, "Values must contains at least one value.", at: node)
        }
        return node.elements.map(\.value)
    }

    private static func names(
        _ node: JSONNode, _ key: String, _ place: RequestPlace
    ) throws(RequestError) -> [String] {
        var names: [String] = []
        for element in node.isArray ? Array(node.elements) : [node] {
            guard let name = element.string else {
                throw place.fault(
                    "Expected [VALUE_STRING] in [\(key)] but found [\(element.token)]", at: element)
            }
            names.append(name)
        }
        if names.contains("_none_"), names.count > 1 {
            throw place.fault(
                .illegalArgument, "cannot combine _none_ with other fields", at: node)
        }
        return names
    }

    private static func formats(
        _ node: JSONNode, _ key: String, _ place: RequestPlace
    ) throws(RequestError) -> [FieldFormat] {
        guard node.isArray else {
            throw place.fault("Unknown key for a \(node.token) in [\(key)].", at: node)
        }
        var formats: [FieldFormat] = []
        for element in node.elements {
            if let name = element.string {
                formats.append(FieldFormat(field: name, format: nil))
                continue
            }
            let known = ["field", "format"].map { ClauseParameter($0, "") }
            let body = try ClauseBody(element, clause: key, known: known, place: place)
            guard let field = try body.text("field") else {
                throw body.fault("Required [field]")
            }
            formats.append(FieldFormat(field: field, format: try body.text("format")))
        }
        return formats
    }

    private static func boosts(
        _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) -> [IndexBoost] {
        var boosts: [IndexBoost] = []
        for element in node.isArray ? Array(node.elements) : [node] {
            guard element.isObject, !node.isArray || element.count == 1 else {
                throw place.fault(
                    "Expected [START_OBJECT] in [indices_boost] but found [\(element.token)]",
                    at: element)
            }
            for member in element.members {
                boosts.append(
                    IndexBoost(pattern: member.key, boost: try float(member.value, place)))
            }
        }
        return boosts
    }

    mutating func readTrackTotal(
        _ text: String, _ node: JSONNode?, _ place: RequestPlace
    ) throws(RequestError) {
        hasTrackTotal = true
        switch text {
        case "true", "": trackTotal = .exact
        case "false": trackTotal = .none
        default:
            guard let limit = Int(text), limit >= -1 else {
                let reason =
                    "[track_total_hits] parameter must be positive or equals to -1, got "
                    + text
                throw node.map { place.fault(.illegalArgument, reason, at: $0) }
                    ?? RequestError(.illegalArgument, reason, path: "track_total_hits")
            }
            trackTotal = limit == -1 ? .none : limit == Int(Int32.max) ? .exact : .upTo(limit)
        }
    }
}

extension SourceFilter {
    /// Reads `_source`: a flag, a pattern, a list of patterns, or includes and excludes.
    init(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) {
        switch node.kind {
        case .boolean: self = node.boolean == true ? .all : .none
        case .string where node.string == "true": self = .all
        case .string where node.string == "false": self = .none
        case .string, .array:
            self.init(
                isEnabled: true, includes: try Self.patterns(node, place), excludes: [])
        case .object: self = try Self.object(node, place)
        default:
            throw place.fault(
                "Expected one of [VALUE_BOOLEAN, START_OBJECT] but found [\(node.token)]", at: node)
        }
    }

    private static func object(
        _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) -> SourceFilter {
        var filter = SourceFilter.all
        for member in node.members {
            switch member.key {
            case "includes", "include":
                filter.includes += try patterns(member.value, place.child(member.key))
            case "excludes", "exclude":
                filter.excludes += try patterns(member.value, place.child(member.key))
            default:
                throw place.fault(
                    "Unknown key for a \(member.value.token) in [\(member.key)]."
                        + Suggestion.phrase(for: member.key, among: ["excludes", "includes"]),
                    at: member.value)
            }
        }
        return filter
    }

    private static func patterns(
        _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) -> [String] {
        var patterns: [String] = []
        for element in node.isArray ? Array(node.elements) : [node] {
            guard let text = element.string else {
                throw place.fault(
                    "Unknown key for a \(element.token) in [\(place.path)].", at: element)
            }
            patterns.append(text)
        }
        return patterns
    }
}
