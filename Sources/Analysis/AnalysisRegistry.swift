import Primitives

/// One index's analysis: the built-in components, and those its settings define under
/// `analyzer`, `tokenizer`, `filter`, `char_filter` and `normalizer`.
///
/// Everything is built when the registry is: a definition that cannot work is an error then, not
/// when the first document comes.
package final class AnalysisRegistry: Sendable {
    /// The registry of an index without settings of its own.
    package static let builtin: AnalysisRegistry = {
        do throws(AnalysisError) {
            return try AnalysisRegistry(settings: nil)
        } catch {
            fatalError("the built-in analysis is broken: \(error)")
        }
    }()

    private let components: ComponentLibrary
    private let analyzers: [String: Analyzer]
    private let normalizers: [String: Normalizer]
    let scratch = AnalysisScratchPool()

    /// - Parameter settings: the map under `analysis`, nil for none.
    package init(
        settings: ParameterValue?, data: LanguageData = .embedded
    ) throws(AnalysisError) {
        components = try ComponentLibrary(settings: settings, data: data)
        analyzers = try components.makeAnalyzers()
        normalizers = try components.makeNormalizers()
    }

    package func analyzer(named name: String) -> Analyzer? { analyzers[name] }

    package func normalizer(named name: String) -> Normalizer? { normalizers[name] }

    package var analyzerNames: [String] { analyzers.keys.sorted() }

    package var normalizerNames: [String] { normalizers.keys.sorted() }

    /// A name close to one that does not exist.
    package func suggestion(forAnalyzer name: String) -> String? {
        Suggestion.nearest(to: name, among: analyzerNames)
    }

    /// An analyzer put together for one request.
    /// - Parameters: names of components, or definitions with a `type`.
    package func custom(
        tokenizer: ParameterValue, filters: [ParameterValue] = [],
        charFilters: [ParameterValue] = []
    ) throws(AnalysisError) -> Analyzer {
        let parts = try components.chain(
            tokenizer: tokenizer, filters: filters, charFilters: charFilters, place: "_analyze")
        return try Analyzer(parts, name: "_custom", isCustom: true)
    }

    /// A normalizer put together for one request.
    package func customNormalizer(
        filters: [ParameterValue], charFilters: [ParameterValue] = []
    ) throws(AnalysisError) -> Normalizer {
        try components.normalizer(
            filters: filters, charFilters: charFilters, name: "_custom", place: "_analyze")
    }
}
