import Compression
import Primitives

/// Merges stored sources: whole blocks of inputs without deletes are copied where they are
/// compressed as the result is.
struct SourceMerger {
    /// How much shorter blocks are taken to be than their content.
    private static let ratio = 4
    /// Documents copied at once.
    private static let runLimit = 4096

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
            var block = 0
            while block < sources.blockCount {
                try check()
                let copied = isSame ? try copyRun(from: block, of: input, into: writer) : 0
                block += copied
                if copied > 0 { continue }
                try merge(block, of: input, into: writer, isAlone: dictionary == nil)
                block += 1
            }
        }
        try writer.finish()
    }

    /// Copies documents from `block` on that are kept and compressed as the result is.
    /// - Returns: how many.
    private func copyRun(
        from block: Int, of input: MergeInput, into writer: SourceWriter
    ) throws -> Int {
        let sources = input.reader.sources
        guard let map = input.maps[0], sources.isDocumentEach else { return 0 }
        let limit = min(sources.blockCount, block + SourceMerger.runLimit)
        var end = block
        while end < limit, map.newDocs[end] != DocMap.dropped,
            try sources.codec(try sources.bytes(end)) == .document
        {
            end += 1
        }
        if end > block { try writer.addDocuments(block..<end, of: sources) }
        return end - block
    }

    /// - Parameter isAlone: whether the result has no dictionary.
    private func merge(
        _ block: Int, of input: MergeInput, into writer: SourceWriter, isAlone: Bool
    ) throws {
        guard let map = input.maps[0] else { return }
        let sources = input.reader.sources
        let documents = sources.documents(block)
        let kept = documents.count { map.newDocs[$0] != DocMap.dropped }
        if kept == 0 { return }
        let bytes = try sources.bytes(block)
        if isAlone, kept == documents.count, try sources.codec(bytes).isAlone {
            return try writer.addBlock(bytes, documents: kept)
        }
        try sources.forEach(in: block) { doc, source in
            if map.newDocs[doc] != DocMap.dropped { try writer.add(source) }
        }
    }

    // MARK: - Dictionary

    /// Nil when the sources are few, or short.
    private func chooseDictionary() throws -> ZstdDictionary? {
        let total = inputs.reduce(0) { $0 + kept($1) }
        let bytes = inputs.reduce(0) { $0 + $1.reader.sources.source.count } * SourceMerger.ratio
        let common = try commonDictionary(total)
        return try compression.dictionary(documents: total, bytes: bytes, common: common) {
            var samples = DictionarySamples(documents: total, bytes: bytes)
            for input in inputs {
                guard let map = input.maps[0] else { continue }
                for doc in stride(from: 0, to: map.newDocs.count, by: samples.step)
                where map.newDocs[doc] != DocMap.dropped {
                    try samples.add { try input.reader.sources.append(DocID(doc), to: $0) }
                }
            }
            return samples
        }
    }

    private func kept(_ input: MergeInput) -> Int { input.maps[0]?.keptCount ?? 0 }

    /// The dictionary that half of the documents are compressed with.
    private func commonDictionary(_ total: Int) throws -> SourceCompression.Known? {
        typealias Known = SourceCompression.Known
        var found: [ObjectIdentifier: (known: Known, documents: Int)] = [:]
        for input in inputs {
            guard let dictionary = try input.reader.sources.dictionary() else { continue }
            let size = input.reader.documentCount
            var entry =
                found[ObjectIdentifier(dictionary)] ?? (
                    Known(dictionary: dictionary, documents: 0), 0
                )
            entry.known.documents = max(entry.known.documents, size)
            entry.documents += kept(input)
            found[ObjectIdentifier(dictionary)] = entry
        }
        return found.values.first { $0.documents * 2 >= total }?.known
    }
}
