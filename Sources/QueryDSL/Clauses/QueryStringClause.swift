import JSON
import Schema
import Search

/// `{"query_string": {"query": "title:(red OR blue) +brand:acme"}}`
struct QueryStringClause: QueryClause, PlannableClause {
    static let name = "query_string"
    static let summary = "documents that fit a query in Lucene's syntax"
    static let parameters =
        QueryStringOptions.parameters + [
            ClauseParameter("allow_leading_wildcard", "patterns may begin with * or ?"),
            ClauseParameter("default_field", "searched where the text names no field"),
            ClauseParameter("enable_position_increments", "always on", .acceptedOnly),
            ClauseParameter("escape", "operators lose their meaning"),
            ClauseParameter("fuzziness", "edits of words with a ~: 0, 1, 2, AUTO"),
            ClauseParameter("fuzzy_rewrite", "every variant scores by its distance", .acceptedOnly),
            ClauseParameter(
                "max_determinized_states", "states an expression may compile to", .acceptedOnly),
            ClauseParameter("phrase_slop", "how many places words of a phrase may be moved"),
            ClauseParameter(
                "quote_analyzer", "phrases use the analyzer of other texts", .acceptedOnly),
            .rewrite,
            ClauseParameter("tie_breaker", "what the fields beside the best one count"),
            ClauseParameter("time_zone", "of dates without a zone"),
            ClauseParameter("type", "how the fields work together"),
        ]

    let text: String
    let options: QueryStringOptions

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let body = try ClauseBody(node, clause: name, known: parameters, place: place)
        var options = QueryStringOptions()
        try options.read(body)
        options.defaultField = try body.text("default_field")
        if options.fields != nil, options.defaultField != nil {
            throw body.fault(
                "cannot use [fields] parameter in conjunction with [default_field]")
        }
        options.allowsLeadingWildcard = try body.flag("allow_leading_wildcard") ?? true
        options.fuzziness = try MatchOptions.fuzziness(body) ?? .automatic
        options.phraseSlop = try body.count("phrase_slop") ?? 0
        options.tieBreaker = try body.float("tie_breaker")
        options.kind = try body.choice("type", MultiMatchClause.Kind.self) ?? .bestFields
        if let name = try body.text("time_zone") {
            guard let zone = TimeZoneRules(named: name) else {
                throw body.illegal("Unknown time-zone ID: \(name)")
            }
            options.zone = zone
        }
        var text = try QueryStringOptions.query(body)
        if try body.flag("escape") ?? false { text = escaped(text) }
        return try body.finish(Self(text: text, options: options))
    }

    private static func escaped(_ text: String) -> String {
        var output = ""
        for character in text {
            if "\\+-!():^[]\"{}~*?|&/".contains(character) { output.append("\\") }
            output.append(character)
        }
        return output
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        let node: QueryStringNode
        do throws(QueryStringParser.Fault) {
            node = try QueryStringParser.parse(text, combining: options.combining)
        } catch {
            throw RequestError(
                .queryShard, "Failed to parse query [\(text)]",
                cause: .init(
                    type: "parse_exception", reason: "Cannot parse '\(text)': \(error.reason)"))
        }
        return try QueryStringPlanner(options, context).plan(node)
    }
}
