import Primitives

/// One change of one document.
///
/// The bytes belong to the caller and must stay valid until `LiveIndex.apply` returns.
package struct WriteOperation {
    /// What an update makes of the document as it is.
    package enum Decision {
        /// The new source.
        case index([UInt8])
        case delete
        /// Leave everything as it is.
        case nothing
    }

    package enum Kind {
        /// Creates or replaces.
        case index
        /// Creates; a conflict when the document exists.
        case create
        case delete
        /// Reads the document and decides, while no other operation can touch it; nil = there is
        /// none. An error it throws becomes the operation's outcome.
        case update((StoredDocument?) throws -> Decision)
    }

    package enum VersionType: Sendable {
        /// Versions count up from 1. A given version must be the document's.
        case `internal`
        /// The given version becomes the document's; it must be higher.
        case external
        /// As `external`, but an equal version will do.
        case externalOrEqual
    }

    package var kind: Kind
    package var id: String
    /// JSON, one object. Nothing for deletes and updates.
    package var source: UnsafeRawBufferPointer
    package var routing: String?
    package var version: Int64?
    package var versionType: VersionType
    package var ifSequenceNumber: Int64?
    package var ifPrimaryTerm: Int64?

    package init(
        _ kind: Kind, id: String,
        source: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0),
        routing: String? = nil, version: Int64? = nil, versionType: VersionType = .internal,
        ifSequenceNumber: Int64? = nil, ifPrimaryTerm: Int64? = nil
    ) {
        self.kind = kind
        self.id = id
        self.source = source
        self.routing = routing
        self.version = version
        self.versionType = versionType
        self.ifSequenceNumber = ifSequenceNumber
        self.ifPrimaryTerm = ifPrimaryTerm
    }
}
