import Testing

@Suite("End to end")
struct EndToEndTests {}
