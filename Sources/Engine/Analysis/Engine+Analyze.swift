import Analysis
import Index
import JSON
import Schema

extension Engine {
    private static let tokenLimit = 10_000

    /// Runs a text through an analysis chain.
    /// - Parameter name: the index whose analyzers are meant; nil for the built-in ones.
    package func analyze(_ request: AnalyzeRequest, index name: String?) throws -> AnalyzeOutcome {
        let entry = try name.map { try state.readTarget($0) }
        var lookup = AnalyzerLookup.builtin
        if let entry { lookup = try serving(entry).mapping.analyzers }
        let limit = entry?.settings.integer("analyze.max_token_count") ?? Self.tokenLimit
        let runner = ChainRunner(texts: request.texts, tokenLimit: limit)
        if request.isCustom { return try custom(request, lookup.registry, runner) }
        let analyzer = try self.analyzer(request, lookup.registry, entry)
        let tokens = try runner.tokens(of: analyzer)
        var outcome = AnalyzeOutcome()
        if request.explains {
            outcome.analyzer = .init(name: analyzer.name, tokens: tokens)
        } else {
            outcome.tokens = tokens
        }
        return outcome
    }

    private func analyzer(
        _ request: AnalyzeRequest, _ registry: AnalysisRegistry, _ entry: IndexEntry?
    ) throws -> Analyzer {
        if let name = request.analyzer {
            if let found = registry.analyzer(named: name) { return found }
            let place = entry == nil ? "global analyzer" : "analyzer"
            throw EngineError.illegal("failed to find \(place) [\(name)]")
        }
        if let name = request.normalizer {
            if let found = registry.normalizer(named: name) { return found.chain }
            throw EngineError.illegal("failed to find normalizer under [\(name)]")
        }
        if let path = request.field {
            guard let entry else {
                throw EngineError.illegal(
                    "analysis based on a specific field requires an index")
            }
            return try analyzer(of: path, in: entry, registry)
        }
        guard
            let standard = registry.analyzer(named: "default")
                ?? registry.analyzer(named: "standard")
        else { throw EngineError.illegal("failed to find analyzer [standard]") }
        return standard
    }

    private func analyzer(
        of path: String, in entry: IndexEntry, _ registry: AnalysisRegistry
    ) throws -> Analyzer {
        let field = try serving(entry).mapping.field(path)
        if let analyzer = field?.indexAnalyzer { return analyzer }
        if let normalizer = field?.normalizer { return normalizer.chain }
        if let field, !field.isKeyword {
            throw EngineError.illegal(
                "Can't process field [\(path)], Analysis requests are only supported on "
                    + "tokenized fields"
            )
        }
        let name = field == nil ? "standard" : "keyword"
        guard let analyzer = registry.analyzer(named: name) else {
            throw EngineError.illegal("failed to find analyzer [\(name)]")
        }
        return analyzer
    }

    private func custom(
        _ request: AnalyzeRequest, _ registry: AnalysisRegistry, _ runner: ChainRunner
    ) throws -> AnalyzeOutcome {
        guard let tokenizer = request.tokenizer else {
            return try customNormalizer(request, registry, runner)
        }
        var outcome = AnalyzeOutcome()
        let whole = try registry.custom(
            tokenizer: tokenizer, filters: request.filters, charFilters: request.charFilters)
        guard request.explains else {
            outcome.tokens = try runner.tokens(of: whole)
            return outcome
        }
        outcome.charFilters = try stages(of: request.charFilters, registry, runner)
        let cut = try registry.custom(tokenizer: tokenizer, charFilters: request.charFilters)
        outcome.tokenizer = .init(
            name: Self.name(of: tokenizer, kind: "tokenizer"), tokens: try runner.tokens(of: cut))
        for (index, filter) in request.filters.enumerated() {
            let upToHere = try registry.custom(
                tokenizer: tokenizer, filters: Array(request.filters[...index]),
                charFilters: request.charFilters)
            outcome.filters.append(
                .init(
                    name: Self.name(of: filter, kind: "filter"),
                    tokens: try runner.tokens(of: upToHere)))
        }
        return outcome
    }

    /// Filters without a tokenizer make a normalizer.
    private func customNormalizer(
        _ request: AnalyzeRequest, _ registry: AnalysisRegistry, _ runner: ChainRunner
    ) throws -> AnalyzeOutcome {
        var outcome = AnalyzeOutcome()
        let whole = try registry.customNormalizer(
            filters: request.filters, charFilters: request.charFilters)
        guard request.explains else {
            outcome.tokens = try runner.tokens(of: whole.chain)
            return outcome
        }
        outcome.charFilters = try stages(of: request.charFilters, registry, runner)
        let cut = try registry.custom(tokenizer: "keyword", charFilters: request.charFilters)
        outcome.tokenizer = .init(
            name: "keyword_for_normalizer", tokens: try runner.tokens(of: cut))
        for (index, filter) in request.filters.enumerated() {
            let upToHere = try registry.customNormalizer(
                filters: Array(request.filters[...index]), charFilters: request.charFilters)
            outcome.filters.append(
                .init(
                    name: Self.name(of: filter, kind: "filter"),
                    tokens: try runner.tokens(of: upToHere.chain)))
        }
        return outcome
    }

    /// Each char filter with what it leaves: the one token of a chain that does not cut.
    private func stages(
        of charFilters: [ParameterValue], _ registry: AnalysisRegistry, _ runner: ChainRunner
    ) throws -> [(name: String, texts: [String])] {
        try charFilters.enumerated().map { index, filter in
            let upToHere = try registry.custom(
                tokenizer: "keyword", charFilters: Array(charFilters[...index]))
            let texts = try runner.tokens(of: upToHere).map {
                String(decoding: $0.term, as: UTF8.self)
            }
            return (Self.name(of: filter, kind: "charfilter"), texts)
        }
    }

    private static func name(of component: ParameterValue, kind: String) -> String {
        component.text ?? "__anonymous__" + (component["type"]?.text ?? kind)
    }
}

/// Runs the texts of one request through chains, as the values of one field.
private struct ChainRunner {
    let texts: [String]
    let tokenLimit: Int

    func tokens(of analyzer: Analyzer) throws -> [AnalyzedToken] {
        var result: [AnalyzedToken] = []
        var position: UInt32 = 0
        var offset = 0
        for (index, text) in texts.enumerated() {
            if index > 0 { position += UInt32(analyzer.positionIncrementGap) }
            let buffer = TokenBuffer(vocabulary: Vocabulary())
            let bytes = Array(text.utf8)
            position = try bytes.withUnsafeBytes {
                try analyzer.analyze($0, into: buffer, basePosition: position)
            }
            let offsets = UTF16Offsets(bytes)
            for token in 0..<buffer.count {
                guard result.count < tokenLimit else { throw tooMany }
                result.append(
                    AnalyzedToken(
                        term: Array(buffer.vocabulary.term(buffer.termIDs[token])),
                        start: offset + offsets[Int(buffer.startOffsets[token])],
                        end: offset + offsets[Int(buffer.endOffsets[token])],
                        type: buffer.types[token].label, position: Int(buffer.positions[token]),
                        positionLength: Int(buffer.positionLengths[token])))
            }
            offset += offsets[bytes.count] + 1
        }
        return result
    }

    private var tooMany: EngineError {
        EngineError(
            .illegalState(
                "The number of tokens produced by calling _analyze has exceeded the allowed "
                    + "maximum of "
                    + "[\(tokenLimit)]. This limit can be set by changing the "
                    + "[index.analyze.max_token_count] index level setting."))
    }
}

/// UTF-16 offsets of the byte offsets of a UTF-8 text.
struct UTF16Offsets {
    private let offsets: [Int]?

    init(_ bytes: [UInt8]) {
        guard bytes.contains(where: { $0 >= 0x80 }) else {
            offsets = nil
            return
        }
        var table: [Int] = []
        table.reserveCapacity(bytes.count + 1)
        var units = 0
        for byte in bytes {
            table.append(units)
            if byte & 0xC0 != 0x80 { units += byte >= 0xF0 ? 2 : 1 }
        }
        table.append(units)
        offsets = table
    }

    subscript(_ byte: Int) -> Int {
        guard let offsets else { return byte }
        return offsets[min(byte, offsets.count - 1)]
    }
}
