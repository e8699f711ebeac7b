import Primitives

/// One analyzer at work for one vocabulary: its memo, the steps of its filters, its scratch memory.
final class AnalyzerState {
    let analyzer: Analyzer
    private let spans = SpanBuffer()
    private let memo: TokenMemo
    private let chain: TermChain
    private let filtered: [FilteredText]
    /// Where the context-free steps put their tokens when list filters follow.
    private let interim: TokenBuffer?
    private let list = TokenList()
    private let listSteps: [any TokenListStep]

    init(of analyzer: Analyzer, terms: Vocabulary) {
        self.analyzer = analyzer
        memo = TokenMemo(entryLimit: analyzer.memoEntryLimit)
        listSteps = analyzer.listFilters.map { $0.makeListStep() }
        filtered = analyzer.charFilters.map { _ in FilteredText() }
        interim = listSteps.isEmpty ? nil : TokenBuffer(vocabulary: Vocabulary())
        chain = TermChain(analyzer.termFilters, terms: interim?.vocabulary ?? terms)
    }

    var memoryBytes: Int {
        memo.memoryBytes + spans.memoryBytes + (interim?.vocabulary.memoryBytes ?? 0)
    }

    func analyze(
        _ text: UnsafeRawBufferPointer, _ tokens: TokenBuffer, _ basePosition: UInt32
    ) throws(AnalysisError) -> UInt32 {
        var cut = try applyCharFilters(text)
        if cut.baseAddress == nil { cut = UnsafeRawBufferPointer(start: Self.empty, count: 0) }
        spans.removeAll()
        try analyzer.tokenizer.part.tokenize(cut, into: spans)
        guard let interim else {
            let first = tokens.count
            let next = try memo.resolve(
                spans, of: cut, with: chain, into: tokens, basePosition: basePosition)
            if !filtered.isEmpty { correctOffsets(of: tokens, from: first) }
            return next
        }
        interim.removeAll()
        let next = try memo.resolve(spans, of: cut, with: chain, into: interim, basePosition: 0)
        if !filtered.isEmpty { correctOffsets(of: interim, from: 0) }
        load(interim, positions: Int(next))
        list.endOffset = UInt32(text.count)
        list.hasTextBehind = Int(spans.last()?.end ?? 0) < cut.count
        for step in listSteps { try step.apply(list) }
        return unload(into: tokens, basePosition)
    }

    /// Where the text without bytes is.
    private nonisolated(unsafe) static let empty = UnsafeRawPointer(
        UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 16))

    private func applyCharFilters(
        _ text: UnsafeRawBufferPointer
    ) throws(AnalysisError) -> UnsafeRawBufferPointer {
        var current = text
        for (filter, output) in zip(analyzer.charFilters, filtered) {
            output.removeAll()
            try filter.part.apply(current, to: output)
            current = output.bytes
        }
        return current
    }

    private func correctOffsets(of tokens: TokenBuffer, from first: Int) {
        for index in first..<max(first, tokens.count) {
            for text in filtered.reversed() {
                tokens.startOffsets[index] = text.original(of: tokens.startOffsets[index])
                tokens.endOffsets[index] = text.original(of: tokens.endOffsets[index])
            }
        }
    }

    private func load(_ tokens: TokenBuffer, positions: Int) {
        list.removeAll()
        var last = -1
        for index in 0..<tokens.count {
            let position = Int(tokens.positions[index])
            let term = list.store(tokens.vocabulary.term(tokens.termIDs[index]))
            list.tokens.append(
                ListToken(
                    termStart: term.start, termCount: term.count, increment: position - last,
                    positionLength: Int(tokens.positionLengths[index]),
                    start: tokens.startOffsets[index], end: tokens.endOffsets[index],
                    type: tokens.types[index], isKeyword: tokens.keywords[index]))
            last = position
        }
        list.trailingIncrement = positions - 1 - last
    }

    private func unload(into tokens: TokenBuffer, _ basePosition: UInt32) -> UInt32 {
        var position = Int(basePosition) - 1
        tokens.reserve(list.tokens.count)
        for token in list.tokens {
            position += token.increment
            tokens.append(
                BufferedToken(
                    termID: tokens.vocabulary.intern(list.term(token)),
                    position: UInt32(clamping: position),
                    positionLength: UInt16(clamping: token.positionLength), start: token.start,
                    end: token.end, type: token.type, isKeyword: token.isKeyword))
        }
        return UInt32(clamping: position + list.trailingIncrement + 1)
    }
}
