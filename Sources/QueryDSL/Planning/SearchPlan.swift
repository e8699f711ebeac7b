import JSON
import Schema
import Search

/// One search of one index, ready to run.
package struct SearchPlan: Sendable {
    package var query: any Query
    package var postFilter: (any Query)?
    /// Empty: by score.
    package var sort: [SortKey]
    /// How the values of each sort key are printed.
    package var sortOutputs: [SortOutput]
    package var size: Int
    package var from: Int
    package var searchAfter: SearchAfter?
    package var trackTotal: TrackTotal
    package var trackScores: Bool
    package var minScore: Float?
    package var terminateAfter: Int?
    /// Queries with a `_name`.
    package var namedQueries: [NamedQuery]
}

/// A query whose matches are listed beside each hit.
package struct NamedQuery: Sendable {
    package let name: String
    package let query: any Query
}

/// How a sort value is printed beside a hit.
package enum SortOutput: Sendable, Equatable {
    case score
    case document
    case id
    /// A column's numbers, and how a missing one is printed.
    case number(NumberEncoding)
    case date(DateFormat?)
    case text
    /// No document of the index has the field.
    case unmapped
}
