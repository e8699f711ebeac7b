import JSON
import Primitives

/// Random requests over the fixture's fields.
struct RandomAggregations {
    var random: SeededGenerator

    private static let numbers = ["price", "cents", "stock", "sizes"]
    private static let keys = ["brand", "tags", "wide", "stock", "sizes", "sold", "price", "cents"]

    mutating func siblings(depth: Int = 0) -> JSONValue {
        var result = JSONObject()
        for place in 0..<(1 + random.below(depth == 0 ? 4 : 3)) {
            result["a\(place)"] = one(depth)
        }
        return .object(result)
    }

    private mutating func pick(_ names: [String]) -> JSONValue {
        .string(names[random.below(names.count)])
    }

    private mutating func one(_ depth: Int) -> JSONValue {
        if depth == 3 || random.chance(0.35) { return metric() }
        var definition = bucket(depth)
        if random.chance(0.7) { definition["aggs"] = siblings(depth: depth + 1) }
        if let order = definition["terms"]?["order"], order["_sub"] != nil {
            definition["aggs"] = ["m": ["avg": ["field": pick(Self.numbers)]], "n": metric()]
            definition["terms"]?["order"] = ["m": random.chance(0.5) ? "asc" : "desc"]
        }
        return .object(definition)
    }

    private mutating func metric() -> JSONValue {
        let types = ["avg", "sum", "min", "max", "stats", "value_count", "cardinality"]
        let type = types[random.below(types.count)]
        let any = type == "value_count" || type == "cardinality"
        var body: JSONObject = [
            "field": pick(any ? Self.numbers + ["brand", "tags"] : Self.numbers)
        ]
        if !any && random.chance(0.2) { body["missing"] = 3 }
        return .object([type: .object(body)])
    }

    private mutating func bucket(_ depth: Int) -> JSONObject {
        switch random.below(8) {
        case 0, 1, 2: return ["terms": terms()]
        case 3:
            let bounds = (0..<3).map { _ in Double(random.below(600)) / 4 - 10 }.sorted()
            return [
                "range": [
                    "field": pick(Self.numbers),
                    "ranges": [
                        ["to": .double(bounds[0])],
                        ["from": .double(bounds[0]), "to": .double(bounds[2])],
                        ["from": .double(bounds[1])],
                    ],
                ]
            ]
        case 4:
            return [
                "histogram": [
                    "field": pick(Self.numbers),
                    "interval": .double([2.5, 7, 50][random.below(3)]),
                    "min_doc_count": .integer(Int64(random.below(3))),
                    "offset": .double([0, 1.25][random.below(2)]),
                ]
            ]
        case 5: return ["filter": test()]
        case 6:
            let filters: JSONValue = ["filters": [test(), test()], "other_bucket": true]
            return ["filters": filters]
        default:
            if depth == 0 && random.chance(0.5) { return ["global": [:]] }
            return ["missing": ["field": pick(Self.keys)]]
        }
    }

    private mutating func test() -> JSONValue {
        [
            "test": [
                "field": pick(["price", "cents", "stock"]),
                "atLeast": .integer(Int64(random.below(60)) - 5),
            ]
        ]
    }

    private mutating func terms() -> JSONValue {
        var body: JSONObject = [
            "field": pick(Self.keys), "size": .integer(Int64(1 + random.below(30))),
        ]
        switch random.below(6) {
        case 0: body["order"] = ["_key": "desc"]
        case 1: body["order"] = ["_key": "asc"]
        case 2: body["order"] = ["_count": "asc"]
        case 3: body["order"] = ["_sub": "asc"]
        default: break
        }
        if random.chance(0.3) { body["min_doc_count"] = .integer(Int64(1 + random.below(4))) }
        if random.chance(0.2), ["brand", "tags", "wide"].contains(body["field"]?.string) {
            body["missing"] = ["brand-1", "none"][random.below(2)]
        }
        return .object(body)
    }
}
