import Primitives

/// The German algorithm on words whose umlauts may be spelt out: `ae`, `oe`, `ue` count as `ä`,
/// `ö`, `ü` (not in `qu`, and not after a vowel, as in `bauen`) and `ß` as `ss`.
/// - Source: the variant `german2` of the Snowball project, described on its pages.
enum GermanSpelling {
    static func makeStem() -> StemmerAlgorithm.Stem {
        guard let stemmer = SnowballStemmer("german") else {
            fatalError("libstemmer has no algorithm german")
        }
        let spelt = ByteWriter(capacity: 64)
        return { word, output in
            spelt.removeAll()
            for scalar in joined(UTF8Text.scalarArray(word)) { UTF8Text.write(scalar, to: spelt) }
            output.write(contentsOf: stemmer.stem(spelt.bytes))
        }
    }

    private static let vowels: Set<UInt32> = [
        0x61, 0x65, 0x69, 0x6F, 0x75, 0x79, 0xE4, 0xF6, 0xFC,
    ]

    private static func joined(_ word: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var index = 0
        while index < word.count {
            let letter = word[index]
            let before = index > 0 ? word[index - 1] : 0
            let isBeforeE = index + 1 < word.count && word[index + 1] == 0x65
            index += 1
            if letter == 0xDF {
                result += [0x73, 0x73]
                continue
            }
            guard isBeforeE, let umlaut = umlaut(of: letter, after: before) else {
                result.append(letter)
                continue
            }
            result.append(umlaut)
            index += 1
        }
        return result
    }

    private static func umlaut(of letter: UInt32, after before: UInt32) -> UInt32? {
        switch letter {
        case 0x61: return 0xE4
        case 0x6F: return 0xF6
        case 0x75: return before == 0x71 || vowels.contains(before) ? nil : 0xFC
        default: return nil
        }
    }
}
