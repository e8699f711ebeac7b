import Primitives

/// Takes `'s` off the end, with any of the three apostrophes.
enum PossessiveEnglish {
    static func strip(_ word: UnsafeRawBufferPointer, _ output: ByteWriter) {
        output.write(contentsOf: UnsafeRawBufferPointer(rebasing: word[..<stripped(word)]))
    }

    private static func stripped(_ word: UnsafeRawBufferPointer) -> Int {
        guard let bytes = word.baseAddress?.assumingMemoryBound(to: UInt8.self), word.count >= 2,
            word[word.count - 1] | 0x20 == 0x73
        else { return word.count }
        let mark = UTF8Text.scalarBefore(bytes, word.count - 1, 0)
        let isApostrophe = mark.value == 0x27 || mark.value == 0x2019 || mark.value == 0xFF07
        return isApostrophe ? word.count - 1 - mark.length : word.count
    }
}
