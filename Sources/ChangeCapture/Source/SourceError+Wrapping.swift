import Engine
import Index
import Segments

extension SourceError {
    /// Whatever stopped a consumer, in the terms of a source.
    init(wrapping error: any Error) {
        switch error {
        case let error as SourceError: self = error
        case let error as IndexError: self.init(index: error)
        case let error as EngineError:
            if case .inIndex(let inner) = error.kind {
                self.init(wrapping: inner)
            } else {
                self.init(
                    .unavailable, "the index \(error.index ?? "") refused: \(error.kind)",
                    remedy: "it is tried again")
            }
        case let error as DirectoryError:
            self.init(.unavailable, error.description, remedy: "make room on the disk")
        default: self.init(.unavailable, "\(error)", remedy: "it is tried again")
        }
    }

    private init(index error: IndexError) {
        let remedy =
            switch error.kind {
            case .noSpace: "make room on the disk; it is tried again"
            case .memory, .rejected: "raise --memory, or wait; it is tried again"
            case .readOnly: "check the disk, then restart the daemon"
            case .mapping: "correct mappings of the index, then: aisle cdc resync"
            default: "it is tried again"
            }
        self.init(.unavailable, "the index refused a change: \(error)", remedy: remedy)
    }
}

extension IndexError {
    /// There is no room for the change now; later there may be.
    var isAboutRoom: Bool {
        switch kind {
        case .noSpace, .memory, .rejected: true
        default: false
        }
    }

    /// The document itself cannot be indexed, whoever tries.
    var isAboutDocument: Bool {
        guard !id.isEmpty else { return false }
        switch kind {
        case .document, .invalid, .mapping, .update, .documentMissing: return true
        default: return false
        }
    }
}
