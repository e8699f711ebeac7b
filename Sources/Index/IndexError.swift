import Primitives
import Schema
import Segments

/// Why an index refused an operation or could not do its work.
package struct IndexError: Error, Sendable, CustomStringConvertible {
    package enum Kind: Sendable {
        /// The document is not at the version, or not in the state, the operation demands.
        case versionConflict
        /// An update of a document that does not exist.
        case documentMissing
        /// The operation itself is malformed, such as an id that is too long.
        case invalid
        /// The document does not fit the mapping.
        case document(DocumentError)
        /// The error an update's closure threw.
        case update(any Error)
        /// The mapping cannot take the fields of the document or the request.
        case mapping(MappingError)
        /// Too much is waiting to be written; later it will do.
        case rejected
        /// The memory budget has no room; later it may.
        case memory(MemoryBudgetError)
        /// The disk is full: nothing was changed, and writing goes on when there is room again.
        case noSpace(DirectoryError)
        /// The disk failed in a way that leaves no certainty about what is durable. Reading goes
        /// on; writing needs the index to be opened again.
        case readOnly
        /// A call on the folder failed.
        case storage(DirectoryError)
        /// A file of the index is damaged.
        case corrupt
        /// The index is closed.
        case closed
    }

    package let kind: Kind
    /// `_id` of the document at fault; empty when none is.
    package let id: String
    package let reason: String

    package init(_ kind: Kind, id: String = "", _ reason: String) {
        self.kind = kind
        self.id = id
        self.reason = reason
    }

    package var description: String { id.isEmpty ? reason : "[\(id)]: \(reason)" }

    /// Whatever went wrong below, in this target's words.
    package init(wrapping error: any Error, id: String = "") {
        switch error {
        case let error as IndexError: self = error
        case let error as DirectoryError where error.kind == .noSpace:
            self.init(.noSpace(error), id: id, error.description)
        case let error as DirectoryError:
            self.init(.storage(error), id: id, error.description)
        case let error as DocumentError:
            self.init(.document(error), id: id, error.description)
        case let error as MappingError:
            self.init(.mapping(error), id: id, error.description)
        case let error as MemoryBudgetError:
            self.init(.memory(error), id: id, error.description)
        case let error as SegmentError:
            if case .invalidDocument = error.kind {
                self.init(.invalid, id: id, error.description)
            } else {
                self.init(.corrupt, id: id, error.description)
            }
        default: self.init(.corrupt, id: id, "\(error)")
        }
    }

    static func badID(_ id: String, size: Int) -> IndexError {
        let reason =
            size == 0
            ? "if _id is specified it must not be empty"
            : "id is too long, must be no longer than \(IndexLimits.idBytes) bytes but was: \(size)"
        return IndexError(.invalid, id: id, reason)
    }

    static func conflict(_ id: String, _ reason: String) -> IndexError {
        IndexError(.versionConflict, id: id, "version conflict, " + reason)
    }
}
