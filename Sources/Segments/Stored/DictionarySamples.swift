import Compression
import Primitives

/// Sources a dictionary is trained on, spread over all of them.
struct DictionarySamples {
    /// Sources at most.
    static let count = 2_000
    /// Longest part of a source. Unit: bytes.
    static let sampleBytes = 16 << 10
    /// All of them. Unit: bytes.
    static let totalBytes = 4 << 20
    /// Samples have to be this many times as long as the dictionary made of them.
    private static let share = 8
    private static let dictionaryBytes = 64 << 10
    /// Memory of a training for each byte of samples, by the trainer's own documentation.
    private static let trainingFactor = 10

    /// Distance of documents to sample.
    let step: Int
    private let samples: ByteWriter
    private var sizes: [Int] = []

    /// - Parameter bytes: length of all sources together, or a guess. Unit: bytes.
    init(documents: Int, bytes: Int) {
        step = max(1, documents / DictionarySamples.count, bytes / DictionarySamples.totalBytes)
        samples = ByteWriter(capacity: 1 << 20)
    }

    /// Unit: bytes.
    static func memory(documents: Int, bytes: Int) -> Int {
        let typical = min(bytes / max(1, documents), sampleBytes)
        return min(typical * count, totalBytes) * trainingFactor
    }

    /// Adds what `append` writes.
    mutating func add<E: Error>(_ append: (ByteWriter) throws(E) -> Void) throws(E) {
        let start = samples.count
        if start >= DictionarySamples.totalBytes { return }
        try append(samples)
        samples.truncate(to: min(samples.count, start + DictionarySamples.sampleBytes))
        if samples.count > start { sizes.append(samples.count - start) }
    }

    /// Nil when the samples are too few or too much alike.
    func train() -> ZstdDictionary? {
        let size = min(DictionarySamples.dictionaryBytes, samples.count / DictionarySamples.share)
        do {
            let made = try ZstdDictionary.train(samples: samples.bytes, sizes: sizes, size: size)
            return DictionaryCache.shared.adopt(made)
        } catch {
            return nil
        }
    }
}
