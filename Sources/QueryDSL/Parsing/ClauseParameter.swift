/// One key the body of a clause may have.
package struct ClauseParameter: Sendable, Equatable {
    package enum Handling: String, Sendable {
        /// Changes what matches or how it scores.
        case honoured
        /// Read and checked, without effect here.
        case acceptedOnly
    }

    package let name: String
    package let handling: Handling
    package let summary: String

    init(_ name: String, _ summary: String, _ handling: Handling = .honoured) {
        self.name = name
        self.summary = summary
        self.handling = handling
    }

    static let boost = ClauseParameter("boost", "multiplies the score; 1 by default")
    static let queryName = ClauseParameter("_name", "listed in `matched_queries` of its hits")
    static let rewrite = ClauseParameter(
        "rewrite", "every match scores its boost, whatever the method", .acceptedOnly)
}
