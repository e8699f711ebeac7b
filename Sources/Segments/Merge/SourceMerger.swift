import Compression
import Primitives

/// Merges stored sources: whole blocks of inputs without deletes are copied; a merge of many
/// documents moves to small blocks and a trained dictionary, and later merges copy those.
struct SourceMerger {
    /// Merges of more documents use a dictionary.
    static let dictionaryMinimum = 50_000
    /// Sources a dictionary is trained on.
    static let sampleCount = 2_000
    /// Longest part of a source used for training. Unit: bytes.
    static let sampleBytes = 16 << 10

    private let inputs: [MergeInput]
    private let file: SegmentFileWriter
    private let check: CancellationCheck
    private let minimum: Int

    init(
        _ inputs: [MergeInput], _ file: SegmentFileWriter, _ check: CancellationCheck,
        minimum: Int
    ) {
        self.inputs = inputs
        self.file = file
        self.check = check
        self.minimum = minimum
    }

    func merge() throws {
        let total = inputs.reduce(0) { $0 + ($1.maps[0]?.keptCount ?? 0) }
        let dictionary = total > minimum ? try chooseDictionary(total) : nil
        let writer = SourceWriter(file, dictionary: dictionary)
        for input in inputs {
            let sources = input.reader.sources
            let isSame =
                dictionary.map { chosen in
                    sources.dictionaryBytes.map { $0.elementsEqual(chosen.bytes.bytes) } ?? false
                } ?? false
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

    /// The dictionary most documents are compressed with already, or a new one; nil when the
    /// sources are too few or too much alike to train one.
    private func chooseDictionary(_ total: Int) throws -> ZstdDictionary? {
        for input in inputs where (input.maps[0]?.keptCount ?? 0) * 2 >= total {
            if let known = try input.reader.sources.dictionary() { return known }
        }
        let samples = ByteWriter(capacity: 1 << 20)
        var sizes: [Int] = []
        let step = max(1, total / SourceMerger.sampleCount)
        for input in inputs {
            guard let map = input.maps[0] else { continue }
            for doc in stride(from: 0, to: map.newDocs.count, by: step)
            where map.newDocs[doc] != DocMap.dropped {
                let start = samples.count
                try input.reader.sources.append(DocID(doc), to: samples)
                samples.truncate(to: min(samples.count, start + SourceMerger.sampleBytes))
                if samples.count > start { sizes.append(samples.count - start) }
            }
        }
        do {
            return try ZstdDictionary.train(samples: samples.bytes, sizes: sizes)
        } catch {
            return nil
        }
    }
}
