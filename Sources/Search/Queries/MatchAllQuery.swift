/// Every document, with the boost as its score.
package struct MatchAllQuery: Query {
    package init() {}

    package var description: String { "*:*" }
}
