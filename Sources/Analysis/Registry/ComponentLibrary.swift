import Primitives

/// Finds and builds the components that chains are made of: those of the settings first, then the
/// built-in ones under their type's name.
struct ComponentLibrary: Sendable {
    private let settings: ParameterValue?
    private let data: LanguageData

    private static let sections = ["analyzer", "char_filter", "filter", "normalizer", "tokenizer"]

    init(settings: ParameterValue?, data: LanguageData) throws(AnalysisError) {
        self.settings = settings
        self.data = data
        guard let settings else { return }
        guard case .map(let entries) = settings else {
            throw AnalysisError(.misplaced(reason: "must be an object"), at: "analysis")
        }
        for (key, value) in entries {
            guard Self.sections.contains(key) else {
                throw AnalysisError(
                    .unknownParameter(
                        name: key, suggestion: Suggestion.nearest(to: key, among: Self.sections),
                        known: Self.sections), at: "analysis")
            }
            guard case .map = value else {
                throw AnalysisError(
                    .badParameter(name: key, reason: "must be an object"), at: "analysis")
            }
        }
    }

    /// Definitions in a section of the settings.
    private func definitions(_ section: String) -> [(key: String, value: ParameterValue)] {
        guard case .map(let entries)? = settings?[section] else { return [] }
        return entries
    }

    private func reader(_ value: ParameterValue?, _ place: String) -> ComponentSettings {
        ComponentSettings(value, place: place, data: data)
    }

    // MARK: Single components

    /// A component as a chain names it: a string, or a definition in place.
    private func component<Product>(
        _ reference: ParameterValue, _ section: String, _ types: [ComponentType<Product>],
        in place: String, requiresNormalizing: Bool = false
    ) throws(AnalysisError) -> (part: Component<Product>, definition: String) {
        let label = section == "filter" ? "filter" : section
        var name = "_anonymous_\(section.replacingUnderscores)"
        var definition: ParameterValue? = reference
        var whereDefined = place
        if let given = reference.text {
            name = given
            definition = settings?[section]?[given]
            if definition != nil { whereDefined = "analysis.\(section).\(given)" }
        }
        let typeName = definition?["type"]?.text ?? (definition == nil ? name : "")
        guard
            let type = types.first(where: { $0.name == typeName || $0.aliases.contains(typeName) })
        else {
            throw unknown(typeName, label, types.map(\.name), section, whereDefined)
        }
        if requiresNormalizing && !type.isNormalizing {
            throw AnalysisError(
                .misplaced(reason: "Custom normalizer may not use \(label) [\(name)]"), at: place)
        }
        let settings = reader(definition, whereDefined)
        let product = try type.build(settings)
        return (
            Component(name: name, part: product), "\(type.name){\(settings.definition)}"
        )
    }

    private func unknown(
        _ name: String, _ label: String, _ types: [String], _ section: String, _ place: String
    ) -> AnalysisError {
        if name.isEmpty { return AnalysisError(.missingParameter(name: "type"), at: place) }
        let known = types + definitions(section).map(\.key)
        return AnalysisError(
            .unknownComponent(
                component: label, name: name, suggestion: Suggestion.nearest(to: name, among: known)
            ),
            at: place)
    }

    // MARK: Chains

    func chain(
        tokenizer: ParameterValue, filters: [ParameterValue], charFilters: [ParameterValue],
        place: String, requiresNormalizing: Bool = false
    ) throws(AnalysisError) -> AnalyzerParts {
        guard filters.count <= AnalysisLimits.filtersPerChain,
            charFilters.count <= AnalysisLimits.filtersPerChain
        else {
            throw AnalysisError(
                .misplaced(reason: "more than \(AnalysisLimits.filtersPerChain) filters"), at: place
            )
        }
        let cutter = try component(tokenizer, "tokenizer", TokenizerRegistry.all, in: place)
        var definition = "custom[\(cutter.definition)]"
        var parts = AnalyzerParts(tokenizer: cutter.part, definition: "")
        if let filter = (cutter.part.part as? any FilteringTokenizer)?.filter {
            parts.filters.append(filter)
        }
        for reference in charFilters {
            let found = try component(
                reference, "char_filter", CharFilterRegistry.all, in: place,
                requiresNormalizing: requiresNormalizing)
            parts.charFilters.append(found.part)
            definition += "char:\(found.definition)"
        }
        for reference in filters {
            let found = try component(
                reference, "filter", TokenFilterRegistry.all, in: place,
                requiresNormalizing: requiresNormalizing)
            parts.filters.append(found.part)
            definition += "filter:\(found.definition)"
        }
        parts.definition = definition
        return parts
    }

    // MARK: Analyzers and normalizers

    func makeAnalyzers() throws(AnalysisError) -> [String: Analyzer] {
        var analyzers: [String: Analyzer] = [:]
        for type in AnalyzerRegistry.all {
            let place = "analyzer \(type.name)"
            analyzers[type.name] = try Analyzer(
                try type.build(reader(nil, place)), name: type.name, isCustom: false)
        }
        for (name, value) in definitions("analyzer") {
            analyzers[name] = try analyzer(name, value)
        }
        return analyzers
    }

    private func analyzer(
        _ name: String, _ value: ParameterValue
    ) throws(AnalysisError) -> Analyzer {
        let place = "analysis.analyzer.\(name)"
        let typeName = value["type"]?.text ?? (value["tokenizer"] != nil ? "custom" : "")
        if typeName.isEmpty { throw AnalysisError(.missingParameter(name: "type"), at: place) }
        if typeName == "custom" {
            let parts = try CustomAnalyzer.registration(self).build(reader(value, place))
            return try Analyzer(parts, name: name, isCustom: true)
        }
        guard let type = AnalyzerRegistry.all.first(where: { $0.name == typeName }) else {
            let known = AnalyzerRegistry.names + ["custom"]
            throw AnalysisError(
                .unknownComponent(
                    component: "analyzer type", name: typeName,
                    suggestion: Suggestion.nearest(to: typeName, among: known)), at: place)
        }
        return try Analyzer(try type.build(reader(value, place)), name: name, isCustom: false)
    }

    func makeNormalizers() throws(AnalysisError) -> [String: Normalizer] {
        var normalizers: [String: Normalizer] = [:]
        normalizers["lowercase"] = try normalizer(
            filters: [.string("lowercase")], charFilters: [], name: "lowercase",
            place: "normalizer lowercase")
        for (name, value) in definitions("normalizer") {
            let place = "analysis.normalizer.\(name)"
            let typeName = value["type"]?.text ?? "custom"
            guard typeName == "custom" || typeName == "lowercase" else {
                throw AnalysisError(
                    .unknownComponent(
                        component: "normalizer type", name: typeName,
                        suggestion: Suggestion.nearest(
                            to: typeName, among: ["custom", "lowercase"])
                    ), at: place)
            }
            if typeName == "lowercase" {
                normalizers[name] = try normalizer(
                    filters: [.string("lowercase")], charFilters: [], name: name, place: place)
                continue
            }
            normalizers[name] = try CustomNormalizer.registration(self, name).build(
                reader(value, place))
        }
        return normalizers
    }

    func normalizer(
        filters: [ParameterValue], charFilters: [ParameterValue], name: String, place: String
    ) throws(AnalysisError) -> Normalizer {
        let parts = try chain(
            tokenizer: .string("keyword"), filters: filters, charFilters: charFilters,
            place: place, requiresNormalizing: true)
        return Normalizer(try Analyzer(parts, name: name, isCustom: true))
    }
}

/// A tokenizer that is a tokenizer and a filter in one.
protocol FilteringTokenizer: Tokenizer {
    var filter: Component<any TokenFilter> { get }
}

extension String {
    /// `char_filter` as `charfilter`.
    fileprivate var replacingUnderscores: String { filter { $0 != "_" } }
}
