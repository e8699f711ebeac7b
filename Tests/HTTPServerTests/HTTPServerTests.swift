import Testing

@Suite("HTTPServer")
struct HTTPServerTests {}
