/// How far hits are counted.
package enum TrackTotal: Sendable, Equatable {
    case exact
    /// Exact up to this many, "at least" above.
    case upTo(Int)
    case none

    /// Hits of interest; nil when none are.
    var limit: Int? {
        switch self {
        case .exact: .max
        case .upTo(let most): most
        case .none: nil
        }
    }
}
