/// The analyzer of type `custom`: components named in the settings.
enum CustomAnalyzer {
    static func registration(_ library: ComponentLibrary) -> AnalyzerType {
        AnalyzerType(
            name: "custom", summary: "Components of your choice.",
            parameters: [
                Parameter("tokenizer", .string, "Name of the tokenizer; required."),
                Parameter(
                    "char_filter", .strings, default: "[]", "Names of char filters, in order."),
                Parameter("filter", .strings, default: "[]", "Names of token filters, in order."),
                Parameter(
                    "position_increment_gap", .integer, default: "100",
                    "Positions left free between two values of a field."),
                Parameter(
                    "position_offset_gap", .integer,
                    "Former name of position_increment_gap; refused."),
            ]
        ) { settings throws(AnalysisError) in
            let tokenizer = try settings.requiredString("tokenizer")
            var parts = try library.chain(
                tokenizer: .string(tokenizer), filters: try settings.references("filter"),
                charFilters: try settings.references("char_filter"), place: settings.place)
            if settings.value("position_offset_gap") != nil {
                throw settings.bad("position_offset_gap", "is called [position_increment_gap]")
            }
            parts.positionIncrementGap = try settings.integer(
                "position_increment_gap", default: AnalyzerParts.defaultPositionIncrementGap,
                in: 0...1_000_000)
            return parts
        }
    }
}

/// The normalizer of type `custom`.
enum CustomNormalizer {
    static func registration(
        _ library: ComponentLibrary, _ name: String
    ) -> ComponentType<Normalizer> {
        ComponentType<Normalizer>(
            name: "custom", summary: "Filters of your choice over the whole value.",
            parameters: [
                Parameter(
                    "char_filter", .strings, default: "[]", "Names of char filters, in order."),
                Parameter("filter", .strings, default: "[]", "Names of token filters, in order."),
            ]
        ) { settings throws(AnalysisError) in
            try library.normalizer(
                filters: try settings.references("filter"),
                charFilters: try settings.references("char_filter"), name: name,
                place: settings.place)
        }
    }
}

extension ComponentSettings {
    /// A list of component names.
    fileprivate func references(_ name: String) throws(AnalysisError) -> [ParameterValue] {
        (try strings(name) ?? []).filter { !$0.isEmpty }.map { .string($0) }
    }
}
