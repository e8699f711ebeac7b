import Segments

/// How to take an operation back whose log record could not be written.
struct UndoEntry {
    /// Of the log record.
    var number: UInt64 = 0
    /// Where the operation's id has its entry in the current version map, and what it was.
    let place: Int
    let previous: VersionEntry
    /// The document the operation indexed.
    var added: (home: DocumentHome, doc: DocID)?
    /// The document the operation deleted.
    var removed: (home: DocumentHome, doc: DocID)?
    /// Column edits the operation made.
    var edited: (home: DocumentHome, doc: DocID, count: Int)?
    /// Whose operation it was; nil when the log is replayed.
    var batch: WriteBatch?
    var operation = 0

    init(place: Int, previous: VersionEntry) {
        self.place = place
        self.previous = previous
    }
}
