/// What a `query_string` or `simple_query_string` says.
indirect enum QueryStringNode: Sendable, Equatable {
    enum Occurrence: Sendable, Equatable { case must, should, mustNot }

    /// One end of a range in brackets; nil is `*`.
    struct End: Sendable, Equatable {
        let text: String?
        let isInclusive: Bool
    }

    struct Clause: Sendable, Equatable {
        var occurrence: Occurrence
        let node: QueryStringNode
    }

    /// Words, analysed together.
    case text(String)
    /// Words in quotes; nil is the slop of the request.
    case phrase(String, slop: Int?)
    /// nil is the fuzziness of the request.
    case fuzzy(String, edits: String?)
    /// With `*` and `?`, `\` before others.
    case wildcard(String)
    case regexp(String)
    case range(lower: End, upper: End)
    /// `_exists_:f`
    case exists(String)
    case all
    case field(String, QueryStringNode)
    case boost(QueryStringNode, Float)
    case boolean([Clause])
    case nothing
}
