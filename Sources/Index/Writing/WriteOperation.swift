import JSON
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

    /// An update that merges members into the document's source and does nothing else.
    package struct Merge: Sendable {
        package let partial: JSONObject
        /// A merge that changes nothing leaves version and sequence number as they are.
        package let detectsNoop: Bool

        package init(_ partial: JSONObject, detectsNoop: Bool) {
            self.partial = partial
            self.detectsNoop = detectsNoop
        }
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
    /// What an `.update` amounts to for a document that exists. When its members are fast fields
    /// alone they may be set in place, without asking the closure and without the source being
    /// read.
    package var merge: Merge?

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

extension WriteOperation {
    /// Sets members of a document and leaves the rest of it: in place where they are fast fields
    /// (docs/decisions/0008), by indexing the merged document otherwise.
    ///
    /// Without a document the outcome is the error `.update`, of an `IndexError`
    /// (`.documentMissing`).
    package static func merging(
        _ partial: JSONObject, into id: String, detectsNoop: Bool = true
    ) -> WriteOperation {
        let kind = Kind.update { stored in
            guard let stored else {
                throw IndexError(.documentMissing, id: id, "document missing")
            }
            let source = try stored.source.withUnsafeBytes { try JSONValue(parsing: $0) }
            var members = source.object ?? JSONObject()
            if !members.merge(partial), detectsNoop { return .nothing }
            return .index(Array(JSONValue.object(members).serialized().utf8))
        }
        var operation = WriteOperation(kind, id: id)
        operation.merge = Merge(partial, detectsNoop: detectsNoop)
        return operation
    }
}
