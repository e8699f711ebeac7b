import JSON

/// The bounds of `index.max_ngram_diff` and `index.max_shingle_diff`, which keep one word from
/// becoming very many terms.
extension IndexSettings {
    func checkGrams() throws(SettingsError) {
        guard let analysis = tree("analysis") else { return }
        for section in ["filter", "tokenizer"] {
            for (name, definition) in analysis[section]?.object ?? JSONObject() {
                let place = "index.analysis.\(section).\(name)"
                switch definition["type"]?.string {
                case "ngram", "nGram": try checkGrams(of: definition, at: place)
                case "shingle" where section == "filter":
                    try checkShingles(of: definition, at: place)
                default: continue
                }
            }
        }
    }

    private func checkGrams(
        of definition: JSONValue, at place: String
    ) throws(SettingsError) {
        let least = Self.number(definition["min_gram"]) ?? 1
        let most = Self.number(definition["max_gram"]) ?? max(2, least)
        let limit = integer("max_ngram_diff") ?? 1
        guard most - least > limit else { return }
        throw SettingsError(
            "The difference between max_gram and min_gram in NGram Tokenizer must be less than or "
                + "equal to: [\(limit)] but was [\(most - least)]. This limit can be set by "
                + "changing the [index.max_ngram_diff] index level setting.", setting: place)
    }

    private func checkShingles(
        of definition: JSONValue, at place: String
    ) throws(SettingsError) {
        let least = Self.number(definition["min_shingle_size"]) ?? 2
        let most = Self.number(definition["max_shingle_size"]) ?? max(2, least)
        let hasWords = definition["output_unigrams"].map { JavaText.text($0) != "false" } ?? true
        let difference = most - least + (hasWords ? 1 : 0)
        let limit = integer("max_shingle_diff") ?? 3
        guard difference > limit else { return }
        throw SettingsError(
            "In Shingle TokenFilter the difference between max_shingle_size and min_shingle_size "
                + "(and +1 if outputting unigrams) must be less than or equal to: [\(limit)] but "
                + "was [\(difference)]. This limit can be set by changing the "
                + "[index.max_shingle_diff] index level setting.", setting: place)
    }

    private static func number(_ value: JSONValue?) -> Int? {
        value.flatMap { Int(JavaText.text($0)) }
    }
}
