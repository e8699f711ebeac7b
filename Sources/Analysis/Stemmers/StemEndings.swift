/// Endings of words as arrays of scalars, for the light stemmers.
extension [UInt32] {
    func endsWith(_ ending: StaticString) -> Bool {
        let size = ending.utf8CodeUnitCount
        guard ending.isASCII else { return endsWithScalars(ending) }
        guard count >= size else { return false }
        for offset in 0..<size where self[count - size + offset] != UInt32(ending.utf8Start[offset])
        {
            return false
        }
        return true
    }

    private func endsWithScalars(_ ending: StaticString) -> Bool {
        let wanted = ending.description.unicodeScalars.map(\.value)
        return count >= wanted.count && Array(suffix(wanted.count)) == wanted
    }

    /// Whether the word ends in one of them.
    func endsWith(anyOf endings: StaticString...) -> Bool {
        endings.contains { endsWith($0) }
    }

    /// The scalar `distance` from the end, 1 being the last; 0 before the start.
    func fromEnd(_ distance: Int) -> UInt32 {
        distance <= count ? self[count - distance] : 0
    }

    func last(is letter: Unicode.Scalar) -> Bool { last == letter.value }

    mutating func cut(_ size: Int = 1) { removeLast(size) }

    mutating func replaceEnding(_ size: Int, with ending: StaticString) {
        removeLast(size)
        append(contentsOf: ending.description.unicodeScalars.map(\.value))
    }
}
