import Segments

/// A document as an operation finds it, with its id locked.
struct CurrentDocument {
    /// False for a deleted document that is still remembered, and for one never heard of.
    var isLive = false
    /// 0 = never heard of.
    var version: Int64 = 0
    var sequenceNumber: Int64 = -1
    /// Where it lives.
    var home: DocumentHome?
    var doc: DocID = 0
    /// The log record with its source; nil = it is in a segment alone.
    var position: LogPosition?

    /// Live, or deleted and remembered.
    var isKnown: Bool { sequenceNumber >= 0 }
}

/// What an operation is about to do to a document.
struct Change {
    let id: String
    let hash: UInt64
    var routing: String?
    /// The version the document will have.
    let version: Int64
    let current: CurrentDocument
}
