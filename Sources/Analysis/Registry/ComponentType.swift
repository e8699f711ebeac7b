import Primitives

/// An entry of a registry: a kind of component that settings can ask for by name.
package struct ComponentType<Product: Sendable>: Sendable {
    package typealias Make =
        @Sendable (ComponentSettings) throws(AnalysisError) -> Product

    package let name: String
    /// Other names the type answers to.
    package let aliases: [String]
    package let summary: String
    package let parameters: [Parameter]
    /// Whether a normalizer may use it: one token in, one token out, character by character.
    package let isNormalizing: Bool
    let make: Make

    init(
        name: String, aliases: [String] = [], summary: String, parameters: [Parameter] = [],
        isNormalizing: Bool = false, make: @escaping Make
    ) {
        self.name = name
        self.aliases = aliases
        self.summary = summary
        self.parameters = parameters
        self.isNormalizing = isNormalizing
        self.make = make
    }

    /// Builds the component, and refuses settings that it does not know.
    func build(_ settings: ComponentSettings) throws(AnalysisError) -> Product {
        let known = parameters.map(\.name)
        for key in settings.keys where key != "type" && key != "version" && !known.contains(key) {
            throw AnalysisError(
                .unknownParameter(
                    name: key, suggestion: Suggestion.nearest(to: key, among: known), known: known),
                at: settings.place)
        }
        return try make(settings)
    }
}

package typealias CharFilterType = ComponentType<any CharFilter>
package typealias TokenizerType = ComponentType<any Tokenizer>
package typealias TokenFilterType = ComponentType<any TokenFilter>
typealias AnalyzerType = ComponentType<AnalyzerParts>
