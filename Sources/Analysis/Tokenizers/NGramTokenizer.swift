/// All pieces of a text within a range of lengths, one position each.
struct NGramTokenizer: Tokenizer {
    static let registration = TokenizerType(
        name: "ngram", aliases: ["nGram"],
        summary: "All pieces of a text within a range of lengths.",
        parameters: CharacterGroup.gramParameters
    ) { settings throws(AnalysisError) in
        NGramTokenizer(
            sizes: try settings.gramSizes(), group: try CharacterGroup(settings), isEdge: false)
    }

    /// Unit: code points.
    let sizes: ClosedRange<Int>
    /// Pieces do not reach across other characters.
    let group: CharacterGroup
    /// Whether pieces start at the start of a run only.
    let isEdge: Bool

    func tokenize(_ text: UnsafeRawBufferPointer, into spans: SpanBuffer) throws(AnalysisError) {
        var bounds: [Int] = []
        var failure: AnalysisError?
        UTF8Text.forEach(text) { scalar, range in
            if group.contains(scalar) {
                bounds.append(range.lowerBound)
            } else if !bounds.isEmpty {
                emit(bounds + [range.lowerBound], spans, &failure)
                bounds.removeAll(keepingCapacity: true)
            }
        }
        if !bounds.isEmpty { emit(bounds + [text.count], spans, &failure) }
        if let failure { throw failure }
    }

    /// The pieces of a run.
    /// - Parameter bounds: offsets of its characters, and of its end.
    private func emit(_ bounds: [Int], _ spans: SpanBuffer, _ failure: inout AnalysisError?) {
        let size = bounds.count - 1
        for start in 0..<(isEdge ? 1 : size) {
            for count in sizes {
                guard start + count <= size else { break }
                guard spans.count < AnalysisLimits.tokensPerValue else {
                    failure = AnalysisError(
                        .misplaced(
                            reason: "a text yields more than \(AnalysisLimits.tokensPerValue) grams"
                        ), at: "ngram")
                    return
                }
                spans.append(bounds[start], bounds[start + count], .word)
            }
        }
    }
}
