/// Why a source cannot be followed right now, with what to do about it.
package struct SourceError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// Not reachable, or the connection broke: tried again.
        case unavailable
        /// Credentials or rights are missing: waits for the operator.
        case forbidden
        /// The source or the configuration must be changed first: waits for the operator.
        case misconfigured
        /// The history between our position and now is gone: a new snapshot is needed.
        case historyLost
        /// The statement failed for these rows: isolated, then set aside.
        case badRow
    }

    package let kind: Kind
    /// What happened, in the source's own words where it said something.
    package let reason: String
    /// What the operator can do about it.
    package let remedy: String

    package init(_ kind: Kind, _ reason: String, remedy: String) {
        self.kind = kind
        self.reason = reason
        self.remedy = remedy
    }

    package var description: String { "\(reason); \(remedy)" }
}
