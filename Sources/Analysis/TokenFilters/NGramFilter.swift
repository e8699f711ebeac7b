/// All pieces of a term within a range of lengths, at the term's position.
struct NGramFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "ngram", aliases: ["nGram"],
        summary: "All pieces of a term within a range of lengths.",
        parameters: [
            Parameter("min_gram", .integer, default: "1", "Least code points of a piece."),
            Parameter("max_gram", .integer, default: "2", "Most code points of a piece."),
            Parameter("preserve_original", .boolean, default: "false", "Keep the term itself too."),
        ]
    ) { settings throws(AnalysisError) in
        NGramFilter(
            sizes: try settings.gramSizes(),
            keepsOriginal: try settings.boolean("preserve_original", default: false),
            isEdge: false)
    }

    let sizes: ClosedRange<Int>
    let keepsOriginal: Bool
    /// Whether pieces start at the start of the term only.
    let isEdge: Bool

    var roleInRules: RoleInRules { .refused }

    func makeStep(before next: any TermReceiver) -> any TermReceiver { Step(self, before: next) }

    private final class Step: TermReceiver {
        private let filter: NGramFilter
        private let next: any TermReceiver
        private var bounds: [Int] = []

        init(_ filter: NGramFilter, before next: any TermReceiver) {
            self.filter = filter
            self.next = next
        }

        func receive(_ term: UnsafeRawBufferPointer, isKeyword: Bool) throws(AnalysisError) {
            bounds.removeAll(keepingCapacity: true)
            UTF8Text.forEach(term) { _, range in bounds.append(range.lowerBound) }
            bounds.append(term.count)
            let size = bounds.count - 1
            for start in 0..<max(0, filter.isEdge ? min(1, size) : size) {
                for count in filter.sizes {
                    guard start + count <= size else { break }
                    let range = bounds[start]..<bounds[start + count]
                    try next.receive(
                        UnsafeRawBufferPointer(rebasing: term[range]), isKeyword: isKeyword)
                }
            }
            if filter.keepsOriginal && !filter.sizes.contains(size) {
                try next.receive(term, isKeyword: isKeyword)
            }
        }
    }
}

extension ComponentSettings {
    /// `min_gram` and `max_gram`, which bound one another.
    func gramSizes() throws(AnalysisError) -> ClosedRange<Int> {
        let least = try integer("min_gram", default: 1, in: 1...255)
        let most = try integer("max_gram", default: max(2, least), in: 1...255)
        guard least <= most else { throw bad("min_gram", "is \(least), above [max_gram] \(most)") }
        return least...most
    }
}
