import Testing

@Suite("Fetch")
struct FetchTests {}
