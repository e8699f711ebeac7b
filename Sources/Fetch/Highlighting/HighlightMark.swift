/// A stretch of a text that matches. Offsets are UTF-16 code units.
struct HighlightMark: Equatable {
    let start: Int
    var end: Int
    /// The term found there, to tell how many different ones a fragment has.
    let term: [UInt8]

    /// Ascending and without overlaps: of those that overlap the first grows.
    static func merged(_ marks: [HighlightMark]) -> [HighlightMark] {
        var result: [HighlightMark] = []
        for mark in marks.sorted(by: { ($0.start, $1.end) < ($1.start, $0.end) }) {
            if let last = result.last, mark.start < last.end {
                result[result.count - 1].end = max(last.end, mark.end)
            } else {
                result.append(mark)
            }
        }
        return result
    }
}

/// A part of a text with its marks.
struct Fragment {
    let range: Range<Int>
    var marks: [HighlightMark]
    let value: Int

    /// Many different terms, early and in little text, make a good fragment: BM25 over passages as
    /// Lucene's unified highlighter weighs them.
    func score(textLength: Int) -> Double {
        let pivot = 87.0
        let k1 = 1.2
        let b = 0.75
        var frequencies: [[UInt8]: Int] = [:]
        for mark in marks { frequencies[mark.term, default: 0] += 1 }
        let passages = 1 + Double(textLength) / pivot
        var sum = 0.0
        for frequency in frequencies.values {
            let count = Double(frequency)
            let weight = (k1 + 1) * Self.logarithm(1 + (passages + 0.5) / (count + 0.5))
            let norm = k1 * ((1 - b) + b * Double(range.count) / pivot)
            sum += weight * count / (count + norm)
        }
        return sum * (1 + 1 / Self.logarithm(pivot + Double(range.lowerBound)))
    }

    /// Natural logarithm by halving, exact enough to order fragments.
    private static func logarithm(_ value: Double) -> Double {
        let exponent = Double(value.exponent)
        let x = (value.significand - 1) / (value.significand + 1)
        var term = x
        var sum = 0.0
        for odd in stride(from: 1.0, through: 15, by: 2) {
            sum += term / odd
            term *= x * x
        }
        return 2 * sum + exponent * 0.693_147_180_559_945_3
    }
}
