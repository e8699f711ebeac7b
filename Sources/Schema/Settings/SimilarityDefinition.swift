import JSON
import Primitives

/// How the terms of a field are scored, as settings and mappings name it.
package enum SimilarityDefinition: Sendable, Equatable {
    /// Without the factor k1 + 1: OpenSearch 3.
    case bm25(k1: Float, b: Float)
    /// With the factor k1 + 1: OpenSearch 1 and 2.
    case legacyBM25(k1: Float, b: Float)
    /// Every match scores its boost.
    case constant

    package static let standard = SimilarityDefinition.bm25(k1: 1.2, b: 0.75)

    static func parse(_ name: String, _ members: JSONObject) throws(SettingsError) -> Self {
        let setting = "index.similarity.\(name)"
        guard let type = members["type"]?.string else {
            throw SettingsError(
                "Similarity [\(name)] must have an associated type", setting: setting)
        }
        let known = type == "boolean" ? ["type"] : ["b", "discount_overlaps", "k1", "type"]
        if let unknown = members.keys.first(where: { !known.contains($0) }) {
            throw SettingsError(
                "Unknown settings for similarity of type [\(type)]: [\(unknown)]",
                setting: setting + "." + unknown)
        }
        if let overlaps = members["discount_overlaps"], overlaps != "true" {
            throw SettingsError(
                "setting [\(setting).discount_overlaps] is not supported: overlapping tokens never "
                    + "count towards the length", setting: setting + ".discount_overlaps")
        }
        let k1 = try number("k1", members, 1.2, setting) { $0 >= 0 && $0.isFinite }
        let b = try number("b", members, 0.75, setting) { (0...1).contains($0) }
        switch type {
        case "BM25": return .bm25(k1: k1, b: b)
        case "LegacyBM25": return .legacyBM25(k1: k1, b: b)
        case "boolean": return .constant
        default:
            throw SettingsError(
                "Unknown Similarity type [\(type)] for [\(name)]"
                    + Suggestion.phrase(for: type, among: AnalyzerLookup.builtinSimilarities),
                setting: setting)
        }
    }

    private static func number(
        _ key: String, _ members: JSONObject, _ fallback: Float, _ setting: String,
        _ isValid: (Float) -> Bool
    ) throws(SettingsError) -> Float {
        guard let given = members[key] else { return fallback }
        guard let value = Float(JavaText.text(given)), isValid(value) else {
            throw SettingsError(
                "illegal \(key) value: \(JavaText.text(given))", setting: setting + "." + key)
        }
        return value
    }
}

extension IndexSettings {
    /// The similarities defined under `similarity`, by name.
    package func similarities() throws(SettingsError) -> [String: SimilarityDefinition] {
        var defined: [String: SimilarityDefinition] = [:]
        for (name, value) in tree("similarity") ?? JSONObject() {
            guard let members = value.object else {
                throw SettingsError(
                    "Similarity [\(name)] must have an associated type",
                    setting: "index.similarity.\(name)")
            }
            defined[name] = try .parse(name, members)
        }
        return defined
    }

    /// How a field is scored: what its mapping names, else what its type does by default.
    package func similarity(of field: MappedField) -> SimilarityDefinition {
        guard let name = field.similarityName else {
            guard field.isText else { return .constant }
            return named("default") ?? .standard
        }
        return named(name) ?? .standard
    }

    private func named(_ name: String) -> SimilarityDefinition? {
        if definesSimilarities, let defined = (try? similarities())?[name] { return defined }
        switch name {
        case "BM25": return .standard
        case "LegacyBM25": return .legacyBM25(k1: 1.2, b: 0.75)
        case "boolean": return .constant
        default: return nil
        }
    }
}
