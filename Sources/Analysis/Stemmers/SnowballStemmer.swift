import CStemmer

/// One algorithm of libstemmer at work; one thread at a time.
final class SnowballStemmer {
    private let stemmer: OpaquePointer

    /// Nil when libstemmer has no algorithm of that name.
    init?(_ algorithm: String) {
        guard let stemmer = sb_stemmer_new(algorithm, "UTF_8") else { return nil }
        self.stemmer = stemmer
    }

    deinit { sb_stemmer_delete(stemmer) }

    static func hasAlgorithm(_ name: String) -> Bool { SnowballStemmer(name) != nil }

    /// The stem of a lower-case word. Valid until the next call.
    func stem(_ word: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let symbols = word.bindMemory(to: sb_symbol.self)
        guard
            let result = sb_stemmer_stem(stemmer, symbols.baseAddress, Int32(clamping: word.count))
        else { return word }
        return UnsafeRawBufferPointer(start: result, count: Int(sb_stemmer_length(stemmer)))
    }
}
