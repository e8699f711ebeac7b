import Primitives

/// A set of byte strings, immutable and shared by threads.
///
/// `@unchecked`: the table is filled in `init` and only read afterwards.
final class WordSet: @unchecked Sendable {
    private let terms = Vocabulary()
    private let ignoresCase: Bool

    /// - Parameter ignoresCase: whether `contains` folds its argument; the words are folded here.
    init(_ words: [String], ignoresCase: Bool = false) {
        self.ignoresCase = ignoresCase
        for word in words {
            var text = ignoresCase ? WordSet.lowercased(word) : word
            text.withUTF8 { _ = terms.intern(UnsafeRawBufferPointer($0)) }
        }
    }

    var count: Int { terms.count }

    func contains(_ term: UnsafeRawBufferPointer) -> Bool {
        guard ignoresCase else { return terms.id(of: term) != nil }
        let folded = ByteWriter(capacity: term.count + 8)
        UTF8Text.forEach(term) { scalar, _ in UTF8Text.write(UTF8Text.lower(scalar), to: folded) }
        return terms.id(of: folded.bytes) != nil
    }

    static func lowercased(_ word: String) -> String {
        var result = ""
        for scalar in word.unicodeScalars {
            result.unicodeScalars.append(Unicode.Scalar(UTF8Text.lower(scalar.value)) ?? scalar)
        }
        return result
    }
}

extension String {
    /// The parts between the occurrences of `separator`; always at least one.
    func components(separatedBy separator: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(self)
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
