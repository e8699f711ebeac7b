import Index

/// Why the engine refused or failed a request. Status codes are not its business.
package struct EngineError: Error, Sendable {
    package enum Kind: Sendable {
        case aliasesMissing([String])
        case blocked(String)
        case documentMissing(id: String)
        case sourceMissing(index: String, id: String)
        case illegalArgument(String)
        /// What the index named said.
        case inIndex(any Error)
        /// What searching the index named said.
        case inSearch(any Error)
        case illegalState(String)
        case indexClosed
        case indexExists
        case indexNotFound
        case invalidAliasName(alias: String, why: String)
        case invalidIndexName(why: String)
        case lockHeld(path: String)
        case noFeature(String)
        case parsing(String)
        case rejected(pool: String)
        case requireAlias
        case resourceMissing(String)
        case searchContextMissing(id: String)
        case settings(String)
        case shuttingDown
        case storage(String)
        case templateMissing(String)
        case tooManyContexts(String)
        case unknownField(String)
        case timedOut(String)
        case validation([String])
        case versionConflict(id: String, why: String)
    }

    package let kind: Kind
    /// The index spoken of, as the caller named it.
    package var index: String?
    package var uuid: String?

    package init(_ kind: Kind, index: String? = nil, uuid: String? = nil) {
        self.kind = kind
        self.index = index
        self.uuid = uuid
    }

    /// A write whose document was not as it demanded.
    var isConflict: Bool {
        guard case .inIndex(let inner) = kind, let error = inner as? IndexError,
            case .versionConflict = error.kind
        else { return false }
        return true
    }

    package static func illegal(_ reason: String) -> EngineError { .init(.illegalArgument(reason)) }

    package static func notFound(_ index: String) -> EngineError {
        .init(.indexNotFound, index: index)
    }
}
