import Aggregations
import JSON
import Primitives
import Testing

@Suite("Percentiles")
struct PercentilesTests {
    private func fixture(_ numbers: [Double]) throws -> AggregationFixture {
        var next = 0
        return try AggregationFixture(seed: 1, documents: numbers.count, segments: 1) { _ in
            next += 1
            return ["price": .double(numbers[next - 1])]
        }
    }

    private func answer(_ body: JSONValue, _ fixture: AggregationFixture) throws -> JSONValue? {
        try fixture.answer(["g": ["global": [:], "aggs": ["a": body]]])["g"]?["a"]?["values"]
    }

    @Test("of few numbers are those numbers")
    func few() throws {
        let fixture = try fixture([1, 51, 101, 151])
        let found = try answer(["percentiles": ["field": "price"]], fixture)
        #expect(
            found == [
                "1.0": 1.0, "5.0": 1.0, "25.0": 51.0, "50.0": 101.0, "75.0": 151.0, "95.0": 151.0,
                "99.0": 151.0,
            ])
        let list = try answer(
            ["percentiles": ["field": "price", "percents": [50], "keyed": false]], fixture)
        #expect(list == [["key": 50.0, "value": 101.0]])
        #expect(
            try answer(["percentiles": ["field": "none", "percents": [50]]], fixture)
                == ["50.0": nil])
    }

    @Test("of many numbers are near, and ranks are their inverse")
    func many() throws {
        var random = SeededGenerator(seed: 3)
        let numbers = (0..<20_000).map { _ in random.unit() * random.unit() * 1000 }
        let fixture = try fixture(numbers)
        let sorted = numbers.sorted()
        let found = try #require(try answer(["percentiles": ["field": "price"]], fixture)?.object)
        for (name, value) in found {
            let percent = try #require(Double(name))
            let rank = sorted.filter { $0 <= value.double ?? -1 }.count
            #expect(abs(Double(rank) / 200 - percent) < 0.7, "\(name)")
        }
        let ranks = try #require(
            try answer(["percentile_ranks": ["field": "price", "values": [5, 300]]], fixture))
        for value in [5, 300] as [Double] {
            let exact = Double(sorted.filter { $0 <= value }.count) / 200
            #expect(abs((ranks[JSONNumber.text(value)]?.double ?? 0) - exact) < 0.7)
        }
    }

    @Test("refuse what is no percent, and a sketch they do not have")
    func refusals() throws {
        let fixture = try fixture([])
        for body in [
            ["percents": [101]], ["percents": []], ["hdr": [:]], ["tdigest": ["x": 1]],
        ] as [JSONObject] {
            var body = body
            body["field"] = "price"
            #expect(throws: AggregationError.self) {
                try fixture.plan(["a": ["percentiles": .object(body)]])
            }
        }
        #expect(throws: AggregationError.self) {
            try fixture.plan(["a": ["percentile_ranks": ["field": "price"]]])
        }
    }
}
