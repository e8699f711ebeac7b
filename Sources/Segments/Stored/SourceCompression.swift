import Compression
import Primitives

/// When the sources of a new segment are compressed with a dictionary, and with which.
///
/// Training costs as much as compressing tens of thousands of documents, so that segments take over
/// the dictionary of another; each has a copy of its own and can be read alone.
package struct SourceCompression: Sendable {
    /// Documents from which on a segment takes over a dictionary that is known.
    package var reuseMinimum = 2_000
    /// Documents from which on a segment trains a dictionary when none is known.
    package var trainMinimum = 5_000
    /// Merges of more documents train anew, unless a dictionary trained by such a merge already
    /// compresses half of them.
    package var retrainMinimum = 50_000

    /// Sources have to be this many times as long as the dictionary that is added to them.
    package var worth = 8

    /// A dictionary trained on `n` documents serves merges of up to this many times `n`.
    private static let growth = 4

    private(set) var known: ZstdDictionary?
    private var knownDocuments = 0

    package init() {}

    /// Takes over the dictionary of the segment with the most documents among those that have one.
    ///
    /// One that can't be read is passed over: whoever reads that segment reports it.
    package mutating func adopt(from readers: [SegmentReader]) {
        let having = readers.filter { $0.sources.hasDictionary }
        for reader in having.sorted(by: { $0.documentCount > $1.documentCount }) {
            if known != nil, reader.documentCount <= knownDocuments { return }
            guard let found = try? reader.sources.dictionary() else { continue }
            known = found
            knownDocuments = reader.documentCount
            return
        }
    }

    /// Whether the known dictionary may compress the result of a merge that would train its own.
    func isEstablished(for documents: Int) -> Bool {
        knownDocuments > retrainMinimum
            && documents <= knownDocuments * SourceCompression.growth
    }

    /// The known dictionary, for so many documents of so many bytes together.
    func reusable(documents: Int, bytes: Int) -> ZstdDictionary? {
        guard documents >= reuseMinimum, let known,
            bytes >= known.bytes.count * worth
        else { return nil }
        return known
    }

    /// What training holds while a segment of so many documents is written. Unit: bytes.
    package func trainingMemory(documents: Int, bytes: Int) -> Int {
        let isTrained = documents > retrainMinimum || (known == nil && documents >= trainMinimum)
        return isTrained ? DictionarySamples.memory(documents: documents, bytes: bytes) : 0
    }
}
