/// What can go wrong while a planned query runs.
package struct SearchError: Error, Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// The deadline passed.
        case timedOut
        /// The request was cancelled.
        case cancelled
        /// A limit named in `SearchLimits` was passed.
        case tooLarge
        /// The query cannot run on this field or with these values.
        case invalid
    }

    package let kind: Kind
    package let reason: String

    package init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }
}
