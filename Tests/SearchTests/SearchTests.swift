import Testing

@Suite("Search")
struct SearchTests {}
