import Compression
import Primitives

/// When the sources of a new segment are compressed with a dictionary, and with which.
///
/// Segments take over the dictionary of another, so that merges copy what is compressed with it;
/// each has a copy of its own and can be read alone. Where none is short enough to be worth its
/// copy, made of enough documents and nearly as good as one of their own, one is made.
package struct SourceCompression: Sendable {
    /// Documents from which on a segment takes over a dictionary that is known.
    package var reuseMinimum = 2_000
    /// Documents from which on a segment may make a dictionary.
    package var makeMinimum = 2_000
    /// Sources have to be this many times as long as the dictionary that is added to them.
    package var worth = 16
    /// A dictionary of a segment of `n` documents serves up to this many times `n`. It is compared
    /// with one made of all of them before; what fits is worth copying rather than compressing.
    package var growth = 64

    /// A dictionary this many times shorter than would be made is made anew.
    private static let outgrown = 2
    /// Dictionaries of different segments that are offered to new ones.
    private static let knownLimit = 4

    /// How much longer than with a dictionary of their own sources may become.
    private static let slack = 1.05

    struct Known: Sendable {
        let dictionary: ZstdDictionary
        /// Of the largest segment that has it.
        var documents: Int
    }

    /// By documents, most first.
    private var known: [Known] = []

    package init() {}

    /// Takes over the dictionaries of the segments with the most documents among those that have
    /// one.
    ///
    /// One that can't be read is passed over: whoever reads that segment reports it.
    package mutating func adopt(from readers: [SegmentReader]) {
        let having = readers.filter { $0.sources.hasDictionary }
        for reader in having.sorted(by: { $0.documentCount > $1.documentCount }) {
            let isFull = known.count == SourceCompression.knownLimit
            if isFull, reader.documentCount <= known[known.count - 1].documents { return }
            guard let found = try? reader.sources.dictionary() else { continue }
            adopt(Known(dictionary: found, documents: reader.documentCount))
        }
    }

    private mutating func adopt(_ found: Known) {
        if let place = known.firstIndex(where: { $0.dictionary === found.dictionary }) {
            known[place].documents = max(known[place].documents, found.documents)
        } else {
            known.append(found)
        }
        known.sort { $0.documents > $1.documents }
        if known.count > SourceCompression.knownLimit { known.removeLast() }
    }

    /// What so many sources of so many bytes together are compressed with.
    ///
    /// Making a dictionary costs as much as compressing a thousand documents, so that one is made
    /// to be compared with those that could be taken over.
    /// - Parameters:
    ///   - common: what many of them are compressed with already; preferred to all others.
    ///   - samples: asked for when they are needed.
    func dictionary(
        documents: Int, bytes: Int, common: Known? = nil,
        samples: () throws -> DictionarySamples
    ) rethrows -> ZstdDictionary? {
        if documents < reuseMinimum { return nil }
        let offered = ((common.map { [$0] } ?? []) + known).filter {
            serves($0, documents: documents, bytes: bytes)
        }
        if !isMade(documents: documents, bytes: bytes) { return offered.first?.dictionary }
        let taken = try samples()
        guard let made = taken.make() else { return offered.first?.dictionary }
        if offered.isEmpty { return made }
        let limit = Double(taken.compressedSize(made)) * SourceCompression.slack
        return offered.first { Double(taken.compressedSize($0.dictionary)) <= limit }?.dictionary
            ?? made
    }

    private func serves(_ known: Known, documents: Int, bytes: Int) -> Bool {
        let size = known.dictionary.bytes.count
        return bytes >= size * worth && documents <= known.documents * growth
            && size * SourceCompression.outgrown > DictionarySamples.size(bytes)
    }

    private func isMade(documents: Int, bytes: Int) -> Bool {
        documents >= makeMinimum && bytes >= DictionarySamples.size(bytes) * worth
    }

    /// What making one holds while a segment of so many documents is written. Unit: bytes.
    package func makingMemory(documents: Int, bytes: Int) -> Int {
        isMade(documents: documents, bytes: bytes)
            ? DictionarySamples.memory(documents: documents, bytes: bytes) : 0
    }
}
