import Testing

@Suite("Aggregations")
struct AggregationsTests {}
