import Testing

@Suite("Tidy")
struct TidyTests {}
