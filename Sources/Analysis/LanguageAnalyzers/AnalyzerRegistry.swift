/// Every type of analyzer but `custom`, ascending by name.
package enum AnalyzerRegistry {
    static let all: [AnalyzerType] =
        ([
            FingerprintAnalyzer.registration,
            KeywordAnalyzer.registration,
            PatternAnalyzer.registration,
            SimpleAnalyzer.registration,
            SnowballAnalyzer.registration,
            StandardAnalyzer.registration,
            StopAnalyzer.registration,
            WhitespaceAnalyzer.registration,
        ] + LanguageAnalyzer.all.map(\.registration)).sorted { $0.name < $1.name }

    package static var names: [String] { all.map(\.name) }
}
