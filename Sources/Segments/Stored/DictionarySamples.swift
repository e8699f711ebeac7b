import Compression
import Primitives

/// Sources a dictionary is made of, spread over all of them.
struct DictionarySamples {
    /// Sources that the tables are fitted to, at most.
    static let count = 500
    /// Longest part of a source. Unit: bytes.
    static let sampleBytes = 16 << 10
    /// All that the tables are fitted to. Unit: bytes.
    static let fittedBytes = 2 << 20
    /// Sources are so many times as long as their dictionary, within its bounds.
    private static let share = 64
    /// Unit: bytes.
    private static let leastDictionary = 64 << 10
    private static let leastShare = 16
    /// Samples that dictionaries are compared by.
    private static let compared = 100
    /// Memory of digesting a dictionary to compress with it, for each of its bytes.
    private static let digestFactor = 6

    /// Distance of documents to sample.
    let step: Int
    /// One sample in so many is for the tables.
    private let period: Int
    private let dictionaryBytes: Int
    private let content: ByteWriter
    private let fitted: ByteWriter
    private var fittedSizes: [Int] = []
    private var count = 0

    /// - Parameter bytes: length of all sources together, or a guess. Unit: bytes.
    init(documents: Int, bytes: Int) {
        dictionaryBytes = DictionarySamples.size(bytes)
        let typical = max(1, bytes / max(1, documents))
        let forContent = max(1, dictionaryBytes / min(typical, DictionarySamples.sampleBytes))
        let forTables = min(
            DictionarySamples.count, max(1, DictionarySamples.fittedBytes / typical),
            max(1, documents / 4))
        step = max(1, documents / (forContent + forTables))
        period = max(2, (forContent + forTables) / forTables)
        content = ByteWriter(capacity: dictionaryBytes)
        fitted = ByteWriter(capacity: 1 << 20)
    }

    /// Of the dictionary for sources of so many bytes together. Unit: bytes.
    static func size(_ bytes: Int) -> Int {
        let least = min(leastDictionary, bytes / leastShare)
        let size = max(bytes / share, least, CompressionLimits.leastDictionarySize)
        return min(size, CompressionLimits.dictionarySize)
    }

    /// Unit: bytes.
    static func memory(documents: Int, bytes: Int) -> Int {
        size(bytes) * (digestFactor + 1) + fittedBytes
    }

    /// Adds what `append` writes.
    mutating func add<E: Error>(_ append: (ByteWriter) throws(E) -> Void) throws(E) {
        count += 1
        if count % period == 0 {
            let start = fitted.count
            if start >= DictionarySamples.fittedBytes { return }
            try append(fitted)
            fitted.truncate(to: min(fitted.count, start + DictionarySamples.sampleBytes))
            if fitted.count > start { fittedSizes.append(fitted.count - start) }
        } else if content.count < dictionaryBytes {
            let start = content.count
            try append(content)
            content.truncate(to: min(content.count, start + DictionarySamples.sampleBytes))
        }
    }

    /// What some samples that are not in the dictionary that `make` makes become with one, or
    /// `Int.max` when that fails. Unit: bytes.
    func compressedSize(_ dictionary: ZstdDictionary) -> Int {
        let compressor = ZstdCompressor()
        let frames = ByteWriter(capacity: 32 << 10)
        var start = 0
        for size in fittedSizes.prefix(DictionarySamples.compared) {
            let part = UnsafeRawBufferPointer(rebasing: fitted.bytes[start..<(start + size)])
            do {
                try compressor.compress(part, dictionary: dictionary, into: frames)
            } catch {
                return .max
            }
            start += size
        }
        return frames.count
    }

    /// Nil when the samples are too few or too short.
    func make() -> ZstdDictionary? {
        do {
            let made = try ZstdDictionary.make(
                of: content.bytes, samples: fitted.bytes, sizes: fittedSizes,
                size: dictionaryBytes)
            return DictionaryCache.shared.adopt(made)
        } catch {
            return nil
        }
    }
}
