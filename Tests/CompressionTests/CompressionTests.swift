import Testing

@Suite("Compression")
struct CompressionTests {}
