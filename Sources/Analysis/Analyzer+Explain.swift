import Primitives

/// The way of one text through an analyzer, step by step.
package struct AnalysisExplanation: Sendable {
    package struct Token: Sendable, Equatable {
        package var term: String
        package var start: UInt32
        package var end: UInt32
        package var type: TokenType
        package var position: UInt32
        package var positionLength: UInt16
        package var isKeyword: Bool
    }

    /// The text behind one char filter.
    package struct FilteredStep: Sendable {
        package let name: String
        package let text: String
    }

    /// The tokens behind the tokenizer or one filter.
    package struct TokenStep: Sendable {
        package let name: String
        package let tokens: [Token]
    }

    package let charFilters: [FilteredStep]
    package let tokenizer: TokenStep
    package let filters: [TokenStep]
}

extension Analyzer {
    /// Runs the chain once for each of its steps. For explanations: it does the work of step n,
    /// n times.
    package func explainSteps(
        _ text: UnsafeRawBufferPointer
    ) throws(AnalysisError) -> AnalysisExplanation {
        var charSteps: [AnalysisExplanation.FilteredStep] = []
        var current = FilteredText()
        current.copy(text)
        for filter in charFilters {
            let next = FilteredText()
            try filter.part.apply(current.bytes, to: next)
            current = next
            charSteps.append(
                .init(name: filter.name, text: String(decoding: next.bytes, as: UTF8.self)))
        }
        let own = tokenizer.part is any FilteringTokenizer ? 1 : 0
        var steps: [AnalysisExplanation.TokenStep] = []
        for count in own...filters.count {
            let name = count == own ? tokenizer.name : filters[count - 1].name
            steps.append(.init(name: name, tokens: try tokens(text, filterCount: count)))
        }
        return AnalysisExplanation(
            charFilters: charSteps, tokenizer: steps[0], filters: Array(steps.dropFirst()))
    }

    /// The tokens of the chain cut behind `filterCount` filters.
    private func tokens(
        _ text: UnsafeRawBufferPointer, filterCount: Int
    ) throws(AnalysisError) -> [AnalysisExplanation.Token] {
        var parts = AnalyzerParts(tokenizer: tokenizer, definition: definition)
        parts.charFilters = charFilters
        parts.filters = Array(filters[..<filterCount])
        let buffer = TokenBuffer(vocabulary: Vocabulary())
        let chain = try Analyzer(parts, name: name, isCustom: isCustom)
        _ = try chain.analyze(text, into: buffer, basePosition: 0)
        return (0..<buffer.count).map { index in
            AnalysisExplanation.Token(
                term: String(
                    decoding: buffer.vocabulary.term(buffer.termIDs[index]), as: UTF8.self),
                start: buffer.startOffsets[index], end: buffer.endOffsets[index],
                type: buffer.types[index], position: buffer.positions[index],
                positionLength: buffer.positionLengths[index], isKeyword: buffer.keywords[index])
        }
    }
}
