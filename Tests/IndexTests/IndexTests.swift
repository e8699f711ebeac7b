import Testing

@Suite("Index")
struct IndexTests {}
