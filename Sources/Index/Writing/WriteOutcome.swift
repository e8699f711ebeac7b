/// What a successful operation did.
package struct WriteOutcome: Sendable, Equatable {
    package enum Result: String, Sendable {
        case created, updated, deleted, noop
        case notFound = "not_found"
    }

    package let result: Result
    package let version: Int64
    package let sequenceNumber: Int64
    package let primaryTerm: Int64

    package init(
        result: Result, version: Int64, sequenceNumber: Int64, primaryTerm: Int64
    ) {
        self.result = result
        self.version = version
        self.sequenceNumber = sequenceNumber
        self.primaryTerm = primaryTerm
    }
}
