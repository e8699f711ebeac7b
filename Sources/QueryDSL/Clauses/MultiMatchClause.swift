import JSON
import Schema
import Search
import Segments

/// `{"multi_match": {"query": "red shoes", "fields": ["title^3", "description"]}}`
struct MultiMatchClause: QueryClause, PlannableClause {
    static let name = "multi_match"
    static let summary = "documents with the words of a text in any of several fields"
    static let parameters =
        MatchOptions.parameters + [
            ClauseParameter("fields", "names and patterns, each with a boost: title^3"),
            ClauseParameter("slop", "how many places the words of a phrase may be moved in all"),
            ClauseParameter("tie_breaker", "what the fields beside the best one count"),
            ClauseParameter("type", "how the fields work together"),
        ]

    enum Kind: String, CaseIterable {
        case bestFields = "best_fields"
        case mostFields = "most_fields"
        case crossFields = "cross_fields"
        case phrase
        case phrasePrefix = "phrase_prefix"
        case boolPrefix = "bool_prefix"

        var defaultTieBreaker: Float { self == .mostFields || self == .boolPrefix ? 1 : 0 }

        var match: MatchOptions.Kind {
            switch self {
            case .bestFields, .mostFields, .crossFields: .words
            case .phrase: .phrase
            case .phrasePrefix: .phrasePrefix
            case .boolPrefix: .wordsPrefix
            }
        }
    }

    let value: JSONValue
    /// nil: the index's default fields.
    let fields: FieldSelection?
    let kind: Kind
    let tieBreaker: Float
    let options: MatchOptions

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        if let cutoff = node["cutoff_frequency"], node["type"]?.string == Kind.boolPrefix.rawValue {
            throw place.fault(
                .illegalArgument, "[cutoff_frequency] not allowed for type [bool_prefix]",
                at: cutoff)
        }
        let body = try ClauseBody(node, clause: name, known: parameters, place: place)
        var options = MatchOptions()
        try options.read(body)
        let kind = try body.choice("type", Kind.self) ?? .bestFields
        options.kind = kind.match
        try check(options, kind, body)
        let fields = try body.value("fields").map { node throws(RequestError) in
            try FieldSelection(node, clause: name, place: place.child("fields"))
        }
        return try body.finish(
            Self(
                value: MatchOptions.query(body), fields: fields, kind: kind,
                tieBreaker: body.float("tie_breaker") ?? kind.defaultTieBreaker, options: options))
    }

    private static func check(
        _ options: MatchOptions, _ kind: Kind, _ body: ClauseBody
    ) throws(RequestError) {
        if kind == .boolPrefix, body.value("slop") != nil {
            throw body.illegal("[slop] not allowed for type [bool_prefix]", at: body.value("slop"))
        }
        let isWhole = kind == .crossFields || kind == .phrase || kind == .phrasePrefix
        if isWhole, options.fuzziness != nil {
            throw body.illegal(
                "Fuzziness not allowed for type [\(kind.rawValue)]", at: body.value("fuzziness"))
        }
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        let selection: FieldSelection
        var options = options
        if let fields {
            selection = fields
        } else {
            let defaults = context.settings.list("query.default_field")
            selection = try FieldSelection(names: defaults)
            if defaults == ["*"] { options.isLenient = true }
        }
        let matches = try selection.resolve(context)
        if kind == .crossFields {
            return try CrossFields(context: context, options: options, tieBreaker: tieBreaker)
                .plan(value, matches)
        }
        return try each(matches, options, context)
    }

    private func each(
        _ matches: [FieldSelection.Match], _ options: MatchOptions, _ context: PlanContext
    ) throws(RequestError) -> any Query {
        let builder = TextQueryBuilder(context: context, options: options)
        var queries: [any Query] = []
        queries.reserveCapacity(matches.count)
        for match in matches {
            let own = match.isFromPattern ? builder.lenient : builder
            let query = try own.query(value, in: match.field)
            if query is MatchNoneQuery, matches.count > 1 { continue }
            queries.append(match.boost == 1 ? query : BoostQuery(query: query, boost: match.boost))
        }
        guard let first = queries.first else {
            return MatchNoneQuery(reason: "none of the fields can match")
        }
        return queries.count == 1
            ? first : DisjunctionMaxQuery(queries: queries, tieBreaker: tieBreaker)
    }
}
