import JSON
import Search

/// `{"function_score": {"query": {…}, "functions": [{"filter": {…}, "weight": 2}]}}`
struct FunctionScoreClause: QueryClause, PlannableClause {
    static let name = "function_score"
    static let summary = "another query's documents, scored by functions of their fields"
    static let parameters: [ClauseParameter] =
        [
            ClauseParameter("boost_mode", "how function and query score become one; multiply"),
            ClauseParameter("functions", "several functions, each with filter and weight"),
            ClauseParameter("max_boost", "cap of the functions' value"),
            ClauseParameter("min_score", "documents that score less do not match"),
            ClauseParameter("query", "the other query; all documents"),
            ClauseParameter("score_mode", "how the functions' values become one; multiply"),
        ] + ScoreFunctionBody.parameters

    enum ScoreMode: String, CaseIterable { case avg, first, max, min, multiply, sum }
    enum BoostMode: String, CaseIterable { case avg, max, min, multiply, replace, sum }

    let query: ClauseNode
    let functions: [ScoreFunctionBody]
    let scoreMode: ScoreMode
    let boostMode: BoostMode
    let maxBoost: Float?
    let minScore: Float?

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let body = try ClauseBody(node, clause: name, known: parameters, place: place)
        let query = try body.value("query").map { query throws(RequestError) in
            try QueryParser.parse(query, place.child("query"))
        }
        return try body.finish(
            Self(
                query: query ?? ClauseNode(MatchAllClause()), functions: functions(body, place),
                scoreMode: body.choice("score_mode", ScoreMode.self) ?? .multiply,
                boostMode: body.choice("boost_mode", BoostMode.self) ?? .multiply,
                maxBoost: body.float("max_boost"), minScore: body.float("min_score")))
    }

    private static func functions(
        _ body: ClauseBody, _ place: RequestPlace
    ) throws(RequestError) -> [ScoreFunctionBody] {
        let own = try ScoreFunctionBody(body.node, place, allowsFilter: false)
        guard let list = body.value("functions") else { return own.map { [$0] } ?? [] }
        guard own == nil else {
            throw body.fault(
                "failed to parse [function_score] query. already found a function, now "
                    + "encountering [functions].", at: list)
        }
        guard list.isArray, list.count <= QueryLimits.functions else {
            throw body.fault(
                "failed to parse [function_score] query. [functions] must be a list of at most "
                    + "[\(QueryLimits.functions)]", at: list)
        }
        var functions: [ScoreFunctionBody] = []
        for (index, element) in list.elements.enumerated() {
            let inner = place.child("functions").element(index)
            guard let function = try ScoreFunctionBody(element, inner, allowsFilter: true) else {
                throw inner.fault(
                    "an entry in functions list is missing a function.", at: element)
            }
            functions.append(function)
        }
        return functions
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        var planned: [ScoreFunction] = []
        for function in functions { planned.append(try function.plan(context)) }
        return FunctionScoreQuery(
            query: try query.plan(context), functions: planned, scoreMode: Self.mode(scoreMode),
            boostMode: Self.mode(boostMode), maxBoost: maxBoost, minScore: minScore)
    }

    private static func mode(_ mode: ScoreMode) -> FunctionScoreQuery.ScoreMode {
        switch mode {
        case .avg: .avg
        case .first: .first
        case .max: .max
        case .min: .min
        case .multiply: .multiply
        case .sum: .sum
        }
    }

    private static func mode(_ mode: BoostMode) -> FunctionScoreQuery.BoostMode {
        switch mode {
        case .avg: .avg
        case .max: .max
        case .min: .min
        case .multiply: .multiply
        case .replace: .replace
        case .sum: .sum
        }
    }
}
