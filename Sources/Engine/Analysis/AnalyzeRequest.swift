import Analysis
import JSON
import Schema

/// What `_analyze` is asked: which chain, over which texts.
package struct AnalyzeRequest: Sendable {
    package var texts: [String] = []
    package var analyzer: String?
    package var field: String?
    package var normalizer: String?
    package var tokenizer: ParameterValue?
    package var filters: [ParameterValue] = []
    package var charFilters: [ParameterValue] = []
    package var explains = false
    /// Attributes an explanation shows; all when empty.
    package var attributes: [String] = []

    package init(_ body: JSONValue) throws(EngineError) {
        for (key, value) in body.object ?? JSONObject() {
            switch key {
            case "text": texts = try Self.texts(value)
            case "analyzer": analyzer = try Self.text(value, key)
            case "field": field = try Self.text(value, key)
            case "normalizer": normalizer = try Self.text(value, key)
            case "tokenizer": tokenizer = try Self.component(value, key)
            case "filter": filters = try Self.components(value, key)
            case "char_filter": charFilters = try Self.components(value, key)
            case "explain":
                guard let flag = value.boolean else {
                    throw .illegal("explain must be either 'true' or 'false'")
                }
                explains = flag
            case "attributes": attributes = (value.array ?? []).compactMap(\.string)
            default: throw EngineError(.unknownField("[analyze_request] unknown field [\(key)]"))
            }
        }
        try check()
    }

    private func check() throws(EngineError) {
        guard !texts.isEmpty else { throw EngineError(.validation(["text is missing"])) }
        if normalizer != nil, tokenizer != nil || analyzer != nil {
            throw EngineError(
                .validation(["tokenizer/analyze should be null if normalizer is specified"]))
        }
        if analyzer != nil, tokenizer != nil || !filters.isEmpty || !charFilters.isEmpty {
            throw .illegal("cannot define extra components on a named analyzer")
        }
        if normalizer != nil, !filters.isEmpty || !charFilters.isEmpty {
            throw .illegal("cannot define extra components on a named normalizer")
        }
    }

    /// Whether the chain is put together for this request.
    var isCustom: Bool { tokenizer != nil || !filters.isEmpty || !charFilters.isEmpty }

    private static func texts(_ value: JSONValue) throws(EngineError) -> [String] {
        switch value {
        case .array(let list): list.compactMap { DottedKeys.text($0) }
        default:
            if let text = DottedKeys.text(value) {
                [text]
            } else {
                throw .illegal("text should be array of strings or a string")
            }
        }
    }

    private static func text(_ value: JSONValue, _ key: String) throws(EngineError) -> String {
        guard let text = value.string else { throw .illegal("\(key) should be a string") }
        return text
    }

    private static func component(
        _ value: JSONValue, _ key: String
    ) throws(EngineError) -> ParameterValue {
        guard value.string != nil || value.object != nil else {
            throw .illegal("\(key) should be a name or a definition")
        }
        return Schema.IndexSettings.parameter(value)
    }

    private static func components(
        _ value: JSONValue, _ key: String
    ) throws(EngineError) -> [ParameterValue] {
        guard case .array(let list) = value else { return [try component(value, key)] }
        var parsed: [ParameterValue] = []
        for element in list { parsed.append(try component(element, key)) }
        return parsed
    }
}

/// One token of an answer.
package struct AnalyzedToken: Sendable {
    package let term: [UInt8]
    /// Into the text as sent. Unit: UTF-16 code units.
    package let start: Int
    package let end: Int
    package let type: String
    package let position: Int
    package let positionLength: Int
}

/// What `_analyze` answers: the tokens, or the stages that led to them.
package struct AnalyzeOutcome: Sendable {
    package struct Stage: Sendable {
        package let name: String
        package let tokens: [AnalyzedToken]
    }

    package var tokens: [AnalyzedToken] = []
    /// Set for an explanation of a named analyzer.
    package var analyzer: Stage?
    /// Set for an explanation of a custom chain.
    package var tokenizer: Stage?
    package var filters: [Stage] = []
    /// Char filters by name, with the texts they leave.
    package var charFilters: [(name: String, texts: [String])] = []
}
