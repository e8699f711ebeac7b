/// A document as it is stored.
package struct StoredDocument: Sendable, Equatable {
    /// The bytes that were indexed, unchanged.
    package let source: [UInt8]
    package let version: Int64
    package let sequenceNumber: Int64
    package let primaryTerm: Int64
    package let routing: String?

    package init(
        source: [UInt8], version: Int64, sequenceNumber: Int64, primaryTerm: Int64,
        routing: String?
    ) {
        self.source = source
        self.version = version
        self.sequenceNumber = sequenceNumber
        self.primaryTerm = primaryTerm
        self.routing = routing
    }
}
