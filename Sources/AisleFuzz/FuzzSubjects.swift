/// Every subject, alphabetical.
enum FuzzSubjects {
    static let all: [any FuzzSubject.Type] = [
        AnalysisFuzz.self,
        ConfigurationFuzz.self,
        GzipFuzz.self,
        JSONFuzz.self,
        MappingFuzz.self,
        SearchRequestFuzz.self,
    ]
}
