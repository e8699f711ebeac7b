import Testing

@Suite("QueryDSL")
struct QueryDSLTests {}
