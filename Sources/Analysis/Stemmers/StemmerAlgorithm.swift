import Primitives

/// A way to reduce words to stems, by the name settings know it under.
struct StemmerAlgorithm: Sendable {
    /// One word at a time in lower case; writes its stem. Holds the state of one thread.
    typealias Stem = (UnsafeRawBufferPointer, ByteWriter) -> Void

    let name: String
    let make: @Sendable () -> Stem

    static func named(_ name: String) -> StemmerAlgorithm? {
        all.first { $0.name == name }
    }

    /// The algorithms of the filter `stemmer`, ascending by name. OpenSearch's `english` is
    /// Porter's first algorithm; `porter2` is the one libstemmer calls English.
    static let all: [StemmerAlgorithm] = [
        snowball("armenian"),
        snowball("basque"),
        snowball("catalan"),
        snowball("danish"),
        snowball("dutch"),
        scalars("english", PorterStemmer.stem),
        snowball("finnish"),
        snowball("french"),
        snowball("german"),
        StemmerAlgorithm(name: "german2") { GermanSpelling.makeStem() },
        snowball("hungarian"),
        snowball("irish"),
        snowball("italian"),
        scalars("light_french", LightFrench.stem),
        scalars("light_german", LightGerman.stem),
        scalars("light_italian", LightItalian.stem),
        scalars("light_portuguese", LightPortuguese.stem),
        scalars("light_spanish", LightSpanish.stem),
        snowball("lithuanian"),
        scalars("minimal_english", MinimalEnglish.stem),
        scalars("minimal_french", MinimalFrench.stem),
        scalars("minimal_german", MinimalGerman.stem),
        snowball("norwegian"),
        scalars("porter", PorterStemmer.stem),
        snowball("porter2", as: "english"),
        snowball("portuguese"),
        StemmerAlgorithm(name: "possessive_english") { PossessiveEnglish.strip },
        snowball("romanian"),
        snowball("russian"),
        snowball("spanish"),
        snowball("swedish"),
        snowball("turkish"),
    ]

    static func snowball(_ name: String, as algorithm: String? = nil) -> StemmerAlgorithm {
        let algorithm = algorithm ?? name
        return StemmerAlgorithm(name: name) {
            guard let stemmer = SnowballStemmer(algorithm) else {
                fatalError("libstemmer has no algorithm \(algorithm)")
            }
            return { word, output in output.write(contentsOf: stemmer.stem(word)) }
        }
    }

    /// An algorithm over the scalars of a word.
    private static func scalars(
        _ name: String, _ stem: @escaping @Sendable (inout [UInt32]) -> Void
    ) -> StemmerAlgorithm {
        StemmerAlgorithm(name: name) {
            { word, output in
                var scalars = UTF8Text.scalarArray(word)
                stem(&scalars)
                for scalar in scalars { UTF8Text.write(scalar, to: output) }
            }
        }
    }
}
