/// What the best document of a block of postings can be: a bound on any score that grows with
/// frequency and falls with length.
///
/// `bound = max(score(1, norm1), score(maxFrequency, norm2))`, leaving out the part whose norm is
/// `none`. Four bytes on disk and in memory: norm1, norm2, frequency as UInt16, little-endian.
package struct Impact: Sendable, Equatable, BitwiseCopyable {
    /// Marks the absence of documents in `norm1` and `norm2`.
    package static let none: UInt8 = 255

    /// Smallest norm among documents of frequency 1.
    package var norm1: UInt8
    /// Smallest norm among documents of frequency 2 and above.
    package var norm2: UInt8
    private var storedFrequency: UInt16

    package init(norm1: UInt8, norm2: UInt8, maxFrequency: UInt32) {
        self.norm1 = norm1
        self.norm2 = norm2
        storedFrequency = UInt16(clamping: maxFrequency)
    }

    /// A block without documents.
    package static let empty = Impact(norm1: none, norm2: none, maxFrequency: 0)

    /// Highest frequency; `UInt32.max` when it is 65,535 or more.
    package var maxFrequency: UInt32 {
        storedFrequency == .max ? .max : UInt32(storedFrequency)
    }

    /// Whether every document this impact covers is also covered by `other`.
    package func isCovered(by other: Impact) -> Bool {
        (norm1 == Impact.none || other.norm1 <= norm1)
            && (norm2 == Impact.none
                || (other.norm2 <= norm2 && other.storedFrequency >= storedFrequency))
    }

    package mutating func add(frequency: UInt32, norm: UInt8) {
        if frequency == 1 {
            norm1 = min(norm1, norm)
            if storedFrequency == 0 { storedFrequency = 1 }
        } else {
            norm2 = min(norm2, norm)
            storedFrequency = max(storedFrequency, UInt16(clamping: frequency))
        }
    }

    package mutating func add(_ other: Impact) {
        norm1 = min(norm1, other.norm1)
        norm2 = min(norm2, other.norm2)
        storedFrequency = max(storedFrequency, other.storedFrequency)
    }
}
