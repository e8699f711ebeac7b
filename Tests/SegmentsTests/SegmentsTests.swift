import Testing

@Suite("Segments")
struct SegmentsTests {}
