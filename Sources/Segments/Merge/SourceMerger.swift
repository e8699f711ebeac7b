import Compression
import Primitives

/// Merges stored sources: whole blocks of inputs without deletes are copied where they are
/// compressed as the result is.
struct SourceMerger {
    /// How much shorter blocks are taken to be than their content.
    private static let ratio = 4

    private let inputs: [MergeInput]
    private let file: SegmentFileWriter
    private let check: CancellationCheck
    private let compression: SourceCompression

    init(
        _ inputs: [MergeInput], _ file: SegmentFileWriter, _ check: CancellationCheck,
        _ compression: SourceCompression
    ) {
        self.inputs = inputs
        self.file = file
        self.check = check
        self.compression = compression
    }

    func merge() throws {
        let dictionary = try chooseDictionary()
        let writer = SourceWriter(file, dictionary: dictionary)
        for input in inputs {
            let sources = input.reader.sources
            let isSame = try dictionary != nil && sources.dictionary() === dictionary
            for block in 0..<sources.blockCount {
                try check()
                try merge(block, of: input, into: writer, dictionary: dictionary, isSame: isSame)
            }
        }
        try writer.finish()
    }

    private func merge(
        _ block: Int, of input: MergeInput, into writer: SourceWriter,
        dictionary: ZstdDictionary?, isSame: Bool
    ) throws {
        guard let map = input.maps[0] else { return }
        let sources = input.reader.sources
        let documents = sources.documents(block)
        let kept = documents.count { map.newDocs[$0] != DocMap.dropped }
        if kept == 0 { return }
        let bytes = try sources.bytes(block)
        let codec = try sources.codec(bytes)
        let isAsWritten = dictionary == nil ? codec != .dictionary : codec == .dictionary && isSame
        if isAsWritten, kept == documents.count, dictionary == nil || isLarge(bytes, kept) {
            return try writer.addBlock(bytes, documents: kept)
        }
        try sources.forEach(in: block) { doc, source in
            if map.newDocs[doc] != DocMap.dropped { try writer.add(source) }
        }
    }

    /// Small blocks, which deletes leave behind, are written together again.
    private func isLarge(_ bytes: UnsafeRawBufferPointer, _ documents: Int) -> Bool {
        documents * 2 >= SourceWriter.dictionaryBlockDocuments
            || bytes.count * 8 >= SourceWriter.dictionaryBlockBytes
    }

    // MARK: - Dictionary

    /// Nil when the sources are few, or too much alike to train on.
    private func chooseDictionary() throws -> ZstdDictionary? {
        let total = inputs.reduce(0) { $0 + kept($1) }
        if total < compression.reuseMinimum { return nil }
        let bytes = inputs.reduce(0) { $0 + $1.reader.sources.source.count } * SourceMerger.ratio
        let common = try commonDictionary(total)
        if total > compression.retrainMinimum {
            if let common, isTrainedOnMany(common, total) { return common.dictionary }
            return try train(total, bytes)
        }
        if let common { return common.dictionary }
        if let known = compression.reusable(documents: total, bytes: bytes) { return known }
        return total >= compression.trainMinimum ? try train(total, bytes) : nil
    }

    private func kept(_ input: MergeInput) -> Int { input.maps[0]?.keptCount ?? 0 }

    private typealias Common = (dictionary: ZstdDictionary, largest: Int)

    /// The dictionary that half of the documents are compressed with, and the documents of the
    /// largest input that has it.
    private func commonDictionary(_ total: Int) throws -> Common? {
        var found: [ObjectIdentifier: (common: Common, documents: Int)] = [:]
        for input in inputs {
            guard let dictionary = try input.reader.sources.dictionary() else { continue }
            let size = input.reader.documentCount
            var entry = found[ObjectIdentifier(dictionary)] ?? ((dictionary, 0), 0)
            entry.common.largest = max(entry.common.largest, size)
            entry.documents += kept(input)
            found[ObjectIdentifier(dictionary)] = entry
        }
        return found.values.first { $0.documents * 2 >= total }?.common
    }

    /// Whether a large merge has trained the dictionary, rather than the first segment written.
    private func isTrainedOnMany(_ common: Common, _ total: Int) -> Bool {
        common.largest > compression.retrainMinimum && common.largest * 2 >= total
            || common.dictionary === compression.known && compression.isEstablished(for: total)
    }

    private func train(_ total: Int, _ bytes: Int) throws -> ZstdDictionary? {
        var samples = DictionarySamples(documents: total, bytes: bytes)
        for input in inputs {
            guard let map = input.maps[0] else { continue }
            for doc in stride(from: 0, to: map.newDocs.count, by: samples.step)
            where map.newDocs[doc] != DocMap.dropped {
                try samples.add { try input.reader.sources.append(DocID(doc), to: $0) }
            }
        }
        return samples.train()
    }
}
