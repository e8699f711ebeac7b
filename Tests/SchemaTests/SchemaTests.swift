import Testing

@Suite("Schema")
struct SchemaTests {}
