/// How far hits are counted.
package enum TrackTotal: Sendable, Equatable {
    case exact
    /// Exact up to this many, "at least" above.
    case upTo(Int)
    case none
}
