import HTTPServer
import Primitives
import Testing

@Suite("A request target")
struct HTTPTargetTests {
    @Test("is split before it is unescaped")
    func segments() throws {
        let target = try #require(HTTPTarget("/products/_doc/a%2Fb+c//%C3%A9?routing=x"))
        #expect(target.segments == ["products", "_doc", "a/b+c", "é"])
        #expect(target.path == "/products/_doc/a%2Fb+c//%C3%A9")
        #expect(target.query == "routing=x")
    }

    @Test("has query items in their order, with their spaces")
    func items() throws {
        let target = try #require(HTTPTarget("/?q=red+shoes%21&refresh&a=b=c&&=x"))
        #expect(target.queryItems.map(\.name) == ["q", "refresh", "a", ""])
        #expect(target.queryItems.map(\.value) == ["red shoes!", "", "b=c", "x"])
    }

    @Test("without a query has none")
    func noQuery() throws {
        let target = try #require(HTTPTarget("/"))
        #expect(target.query == nil && target.queryItems.isEmpty && target.segments.isEmpty)
    }

    @Test("with a broken escape is none", arguments: ["/%", "/%4", "/%4g", "/?a=%zz", "/%C3%28"])
    func broken(raw: String) {
        #expect(HTTPTarget(raw) == nil)
    }

    @Test("is what it is, whatever the one before it was")
    func former() throws {
        let long = "/" + String(repeating: "x", count: 300)
        let raws = ["/a/_search", "/a/_search?q=b", "/a/%", "/é", long, "/b/_search"]
        let former = FormerTarget()
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let raw = try #require(raws.randomElement(using: &generator))
            let wanted = HTTPTarget(raw)
            let found = former.target(raw)
            #expect(found?.raw == wanted?.raw && found?.segments == wanted?.segments)
            #expect(found?.query == wanted?.query)
        }
    }
}
