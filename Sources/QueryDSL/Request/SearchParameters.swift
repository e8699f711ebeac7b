import JSON
import Schema

extension SearchRequest {
    /// The URL parameters that shape a search, alphabetically.
    package static let parameterNames = [
        "_source", "_source_excludes", "_source_includes", "analyze_wildcard", "analyzer",
        "default_operator", "df", "docvalue_fields", "explain", "from", "lenient", "q",
        "rest_total_hits_as_int", "scroll", "seq_no_primary_term", "size", "sort", "stats",
        "stored_fields", "suggest_field", "suggest_mode", "suggest_size", "suggest_text",
        "terminate_after", "timeout", "track_scores", "track_total_hits", "typed_keys", "version",
    ]

    mutating func read(parameter name: String, _ value: String) throws(RequestError) {
        switch name {
        case "from": from = try Self.count(name, value)
        case "size": size = try Self.count(name, value)
        case "sort":
            sort = try value.split(separator: ",").map { text throws(RequestError) in
                try SortSpec(parameter: String(text))
            }
        case "_source", "_source_includes", "_source_excludes": readSource(name, value)
        case "stored_fields": storedFields = Self.list(value)
        case "docvalue_fields":
            docvalueFields = Self.list(value).map { FieldFormat(field: $0, format: nil) }
        case "track_total_hits":
            try readTrackTotal(value, nil, RequestPlace(document: nil))
        case "terminate_after":
            let count = try Self.count(name, value)
            terminateAfter = count == 0 ? nil : count
        case "timeout": timeoutMilliseconds = try Self.time(value, name)
        case "suggest_field", "suggest_mode", "suggest_size", "suggest_text":
            throw RequestError(
                .illegalArgument,
                "[\(name)] is not supported: there are no suggesters", path: name)
        default: try readFlag(name, value)
        }
    }

    private mutating func readFlag(_ name: String, _ value: String) throws(RequestError) {
        switch name {
        case "track_scores": trackScores = try Self.flag(name, value)
        case "explain": explain = try Self.flag(name, value)
        case "version": version = try Self.flag(name, value)
        case "seq_no_primary_term": seqNoPrimaryTerm = try Self.flag(name, value)
        case "typed_keys": typedKeys = try Self.flag(name, value)
        case "rest_total_hits_as_int":
            totalHitsAsInteger = try Self.flag(name, value)
            if totalHitsAsInteger, !hasTrackTotal { trackTotal = .exact }
        default: return
        }
    }

    private mutating func readSource(_ name: String, _ value: String) {
        var filter = source ?? .all
        switch name {
        case "_source" where value == "true" || value.isEmpty: filter.isEnabled = true
        case "_source" where value == "false": filter = .none
        case "_source", "_source_includes": filter.includes = Self.list(value)
        default: filter.excludes = Self.list(value)
        }
        source = filter
    }

    private static func list(_ value: String) -> [String] {
        value.split(separator: ",").map(String.init)
    }

    private static func count(_ name: String, _ value: String) throws(RequestError) -> Int {
        guard let number = Int(value), number <= Int(Int32.max) else {
            throw RequestError(
                .illegalArgument, "Failed to parse int parameter [\(name)] with value [\(value)]",
                path: name,
                cause: .init(
                    type: "number_format_exception", reason: "For input string: \"\(value)\""))
        }
        guard number >= 0 else {
            throw RequestError(
                .illegalArgument, "[\(name)] parameter cannot be negative, found [\(number)]",
                path: name)
        }
        return number
    }

    static func flag(_ name: String, _ value: String) throws(RequestError) -> Bool {
        switch value {
        case "true", "": return true
        case "false": return false
        default:
            throw RequestError(
                .illegalArgument,
                "Failed to parse value [\(value)] as only [true] or [false] are allowed.",
                path: name)
        }
    }

    /// `q` and its companions, which take the place of the body's query.
    mutating func readQuery(_ parameters: [(String, String)]) throws(RequestError) {
        let given = Dictionary(parameters, uniquingKeysWith: { _, last in last })
        guard let text = given["q"] else { return }
        var options = QueryStringOptions()
        options.defaultField = given["df"]
        options.analyzer = given["analyzer"]
        if let value = given["analyze_wildcard"] {
            options.analyzesWildcards = try Self.flag("analyze_wildcard", value)
        }
        if let value = given["lenient"] { options.isLenient = try Self.flag("lenient", value) }
        if let value = given["default_operator"] {
            guard let choice = MatchOptions.Operator(rawValue: value.lowercased()) else {
                throw RequestError(
                    .illegalArgument,
                    "operator [\(value)] is neither [or] nor [and]", path: "default_operator")
            }
            options.combining = choice
        }
        query = ClauseNode(QueryStringClause(text: text, options: options))
    }
}
