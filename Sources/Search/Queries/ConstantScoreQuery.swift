/// What another query matches; the boost is the score.
package struct ConstantScoreQuery: Query {
    package let query: any Query

    package init(query: any Query) {
        self.query = query
    }

    package var description: String { "ConstantScore(\(query.description))" }
}
