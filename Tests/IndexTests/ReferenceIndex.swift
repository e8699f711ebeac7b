import Index

/// What an index must hold, as a dictionary and the history that led to it.
struct ReferenceIndex {
    struct Document: Equatable {
        var source: String
        var version: Int64
        var sequenceNumber: Int64
        var isLive = true
    }

    struct Step {
        let id: String
        let document: Document
    }

    /// Deleted documents too.
    private(set) var documents: [String: Document] = [:]
    /// By sequence number; a number may have been used by an operation that failed.
    private(set) var history: [Int64: Step] = [:]
    /// What searches see.
    private(set) var visible: [String: String] = [:]
    var nextSequenceNumber: Int64 = 0

    var live: [String: Document] { documents.filter { $0.value.isLive } }

    var sources: [String: String] { live.mapValues(\.source) }

    /// The version the next change of an id gets.
    func nextVersion(_ id: String) -> Int64 { (documents[id]?.version ?? 0) + 1 }

    mutating func put(_ id: String, _ source: String, version: Int64? = nil) {
        record(id, source, version ?? nextVersion(id), isLive: true)
    }

    mutating func delete(_ id: String, version: Int64? = nil) {
        record(id, "", version ?? nextVersion(id), isLive: false)
    }

    private mutating func record(
        _ id: String, _ source: String, _ version: Int64, isLive: Bool
    ) {
        let document = Document(
            source: source, version: version, sequenceNumber: nextSequenceNumber, isLive: isLive)
        history[nextSequenceNumber] = Step(id: id, document: document)
        documents[id] = document
        nextSequenceNumber += 1
    }

    mutating func adoptVisible(_ visible: [String: String]) { self.visible = visible }

    mutating func refresh() { visible = sources }

    /// Deletes whose version nobody remembers any more.
    mutating func forgetDeletes(before sequenceNumber: Int64 = .max) {
        documents = documents.filter {
            $0.value.isLive || $0.value.sequenceNumber >= sequenceNumber
        }
    }

    /// The live documents as of a sequence number.
    func live(through last: Int64) -> [String: Document] {
        var state: [String: Document] = [:]
        for (_, step) in history.filter({ $0.key <= last }).sorted(by: { $0.key < $1.key }) {
            state[step.id] = step.document
        }
        return state.filter { $0.value.isLive }
    }

    /// The index went back to an earlier state: what came after did not happen, and deletes are
    /// forgotten.
    mutating func rewind(to last: Int64) {
        history = history.filter { $0.key <= last }
        documents = live(through: last)
        nextSequenceNumber = last + 1
        refresh()
    }
}
