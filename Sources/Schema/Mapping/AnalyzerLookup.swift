import Analysis
import Primitives

/// Where a mapping's definitions find the analyzers, normalizers and similarities they name.
package struct AnalyzerLookup: Sendable {
    package let registry: AnalysisRegistry
    /// Similarities the index's settings define, beside the built-in ones.
    private let similarities: Set<String>

    package static let builtinSimilarities = ["BM25", "LegacyBM25", "boolean"]
    /// Analysis and similarities without settings.
    package static let builtin = AnalyzerLookup(registry: .builtin)

    package init(registry: AnalysisRegistry, similarities: Set<String> = []) {
        self.registry = registry
        self.similarities = similarities
    }

    /// The analyzer of a field's values. nil: the index's `default`, or `standard`.
    func indexAnalyzer(
        named name: String?, for path: String
    ) throws(MappingError) -> Analyzer {
        guard let name, name != "default" else {
            if let given = registry.analyzer(named: "default") { return given }
            return try analyzer(named: "standard", for: path)
        }
        return try analyzer(named: name, for: path)
    }

    /// The analyzer of queries to a field: its own, else the one of its values, else the index's
    /// `default_search`, else its `default`.
    func searchAnalyzer(
        named name: String?, indexAnalyzerNamed indexName: String?, for path: String
    ) throws(MappingError) -> Analyzer {
        if let name { return try indexAnalyzer(named: name, for: path) }
        if let indexName { return try indexAnalyzer(named: indexName, for: path) }
        if let search = registry.analyzer(named: "default_search") { return search }
        return try indexAnalyzer(named: nil, for: path)
    }

    private func analyzer(named name: String, for path: String) throws(MappingError) -> Analyzer {
        if let analyzer = registry.analyzer(named: name) { return analyzer }
        let suggestion = registry.suggestion(forAnalyzer: name)
        throw MappingError(
            .mapperParsing,
            "analyzer [\(name)] has not been configured in mappings"
                + (suggestion.map { ", did you mean [\($0)]?" } ?? ""),
            at: path, suggestion: suggestion)
    }

    func normalizer(named name: String, for path: String) throws(MappingError) -> Normalizer {
        if let normalizer = registry.normalizer(named: name) { return normalizer }
        let suggestion = Suggestion.nearest(to: name, among: registry.normalizerNames)
        throw MappingError(
            .mapperParsing,
            "normalizer [\(name)] not found for field [\(FieldParameters.leaf(path))]"
                + (suggestion.map { ", did you mean [\($0)]?" } ?? ""),
            at: path, suggestion: suggestion)
    }

    func similarity(named name: String, for path: String) throws(MappingError) -> String {
        if Self.builtinSimilarities.contains(name) || similarities.contains(name) { return name }
        throw MappingError(
            .mapperParsing,
            "Unknown Similarity type [\(name)] for field [\(FieldParameters.leaf(path))]"
                + Suggestion.phrase(
                    for: name, among: Self.builtinSimilarities + similarities.sorted()), at: path)
    }
}
