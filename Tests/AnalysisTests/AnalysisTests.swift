import Testing

@Suite("Analysis")
struct AnalysisTests {}
