import JSON
import Schema
import Search

/// `{"regexp": {"sku": "ab-[0-9]+"}}`
struct RegexpClause: QueryClause, PlannableClause {
    static let name = "regexp"
    static let summary = "documents with a term that a regular expression matches as a whole"
    static let parameters: [ClauseParameter] = [
        ClauseParameter("case_insensitive", "upper and lower case are one"),
        ClauseParameter("flags", "ALL: every operator of the syntax is on", .acceptedOnly),
        ClauseParameter("flags_value", "as flags, in bits", .acceptedOnly),
        ClauseParameter("max_determinized_states", "states the expression may compile to"),
        .rewrite,
        ClauseParameter("value", "the expression"),
    ]

    let field: String
    let text: String
    let ignoresCase: Bool
    let states: Int

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let read = try PatternBody(node, place, clause: name, known: parameters)
        if let flags = try read.body?.text("flags"), flags.uppercased() != "ALL" {
            throw place.fault("[regexp] supports flags [ALL] only, but got [\(flags)]", at: node)
        }
        let ignoresCase = try read.body?.flag("case_insensitive") ?? false
        let states = try read.body?.count("max_determinized_states") ?? QueryLimits.automatonStates
        return try read.finish(
            Self(
                field: read.field, text: read.text, ignoresCase: ignoresCase,
                states: min(states, QueryLimits.automatonStates * 10)))
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        let length = text.utf16.count
        let limit = context.settings.maxRegexLength
        guard length <= limit else {
            throw RequestError(
                .illegalArgument,
                "The length of regex [\(length)] used in the Regexp Query request has exceeded the "
                    + "allowed maximum of [\(limit)]. This maximum can be set by changing the "
                    + "[index.max_regex_length] index level setting.")
        }
        let pattern = PatternQuery(clause: Self.name, field: field, context: context)
        return try pattern.plan { number, _ in
            ConstantScoreQuery(
                query: RegexpQuery(
                    field: number, pattern: Array(text.utf8), caseInsensitive: ignoresCase,
                    maximumDeterminizedStates: states))
        }
    }
}
