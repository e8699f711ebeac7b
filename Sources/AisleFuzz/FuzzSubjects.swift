/// Every subject, alphabetical.
enum FuzzSubjects {
    static let all: [any FuzzSubject.Type] = [
        AnalysisFuzz.self,
        CommitPointFuzz.self,
        ConfigurationFuzz.self,
        GzipFuzz.self,
        JSONFuzz.self,
        LogFuzz.self,
        MappingFuzz.self,
        SearchRequestFuzz.self,
        SegmentFuzz.self,
    ]
}
