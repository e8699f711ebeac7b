import JSON
import Search

/// `{"boosting": {"positive": {…}, "negative": {…}, "negative_boost": 0.5}}`
struct BoostingClause: QueryClause, PlannableClause {
    static let name = "boosting"
    static let summary = "one query's documents, those of another with less score"
    static let parameters: [ClauseParameter] = [
        ClauseParameter("negative", "documents to push back"),
        ClauseParameter("negative_boost", "multiplies the score of those"),
        ClauseParameter("positive", "documents to find"),
    ]

    let positive: ClauseNode
    let negative: ClauseNode
    let negativeBoost: Float

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let body = try ClauseBody(node, clause: name, known: parameters, place: place)
        guard let positive = body.value("positive") else {
            throw body.fault("[boosting] query requires 'positive' query to be set")
        }
        guard let negative = body.value("negative") else {
            throw body.fault("[boosting] query requires 'negative' query to be set")
        }
        guard let boost = try body.float("negative_boost"), boost >= 0 else {
            throw body.fault(
                "[boosting] query requires 'negative_boost' to be set to be a positive value")
        }
        return try body.finish(
            Self(
                positive: QueryParser.parse(positive, place.child("positive")),
                negative: QueryParser.parse(negative, place.child("negative")),
                negativeBoost: boost))
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        BoostingQuery(
            positive: try positive.plan(context), negative: try negative.plan(context),
            negativeBoost: negativeBoost)
    }
}
