import Testing

@Suite("Engine")
struct EngineTests {}
