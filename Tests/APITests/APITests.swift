import Testing

@Suite("API")
struct APITests {}
