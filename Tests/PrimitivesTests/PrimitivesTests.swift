import Testing

@Suite("Primitives")
struct PrimitivesTests {}
