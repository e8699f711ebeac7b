import AllocationCount
import Testing

/// What answering a search allocates, from its bytes to the answer's: short searches take little
/// longer than their allocations.
@Suite("Answering a search allocates", .serialized, .enabled(if: allocations_are_counted() != 0))
struct RequestAllocationTests {
    private static func shop() throws -> TestService {
        let service = try TestService()
        let mapping = """
            {"mappings": {"properties": {"title": {"type": "text", "analyzer": "english"},
            "text": {"type": "text", "analyzer": "english"}, "brand": {"type": "keyword"},
            "price": {"type": "integer"}}}}
            """
        #expect(service.send("PUT", "/shop", mapping).status == 200)
        let colors = ["red", "blue", "green"]
        let lines = (0..<300).map { number in
            #"{"index": {"_id": "\#(number)"}}"# + "\n"
                + #"{"title": "\#(colors[number % 3]) running shoes", "text": "for runners", "#
                + #""brand": "brand\#(number % 7)", "price": \#(number)}"# + "\n"
        }
        #expect(service.send("POST", "/shop/_bulk?refresh=true", lines.joined()).status == 200)
        return service
    }

    private static let words = """
        {"multi_match": {"query": "red runner", "type": "most_fields",
        "fields": ["title^3", "text"]}}
        """

    /// Most allocations of one, without optimization.
    private static let searches: [(name: String, body: String, most: UInt64)] = [
        ("term", #"{"query": {"match": {"title": "red"}}}"#, 830),
        ("words", #"{"query": \#(words)}"#, 830),
        ("phrase", #"{"query": {"match_phrase": {"title": "red running"}}}"#, 900),
        ("prefix", #"{"query": {"prefix": {"brand": "bra"}}}"#, 415),
        ("sort", #"{"query": \#(words), "sort": [{"price": "asc"}]}"#, 490),
        (
            "filter",
            """
            {"query": {"bool": {"filter": [{"term": {"brand": "brand3"}},
            {"range": {"price": {"gte": 10, "lte": 200}}}]}}}
            """, 520
        ),
        (
            "facet",
            """
            {"query": \(words), "aggs": {"brand": {"terms": {"field": "brand"}},
            "price": {"range": {"field": "price", "ranges": [{"to": 100}, {"from": 100}]}}}}
            """, 1300
        ),
    ]

    @Test("a few times for ten hits, searched for again")
    func count() throws {
        let service = try Self.shop()
        for (name, body, most) in Self.searches {
            for _ in 0..<3 { #expect(service.send("POST", "/shop/_search", body).status == 200) }
            let count = service.allocations("POST", "/shop/_search", body)
            #expect(count > 0 && count <= most, "\(name): \(count)")
        }
    }
}
