import API
import Engine
import JSON
import Primitives
import TestSupport
import Testing

/// Products with nested variants, over several segments and with deletes, and what they hold.
private struct VariantShop {
    struct Variant {
        let color: String
        let size: Int
        let price: Int
    }

    let service: TestService
    private(set) var products: [String: (brand: String?, rank: Int, variants: [Variant])] = [:]

    init(_ random: inout SeededGenerator) throws {
        service = try TestService()
        service.send(
            "PUT", "/shop",
            #"{"mappings":{"properties":{"brand":{"type":"keyword"},"rank":{"type":"integer"},"#
                + #""variants":{"type":"nested","properties":{"color":{"type":"keyword"},"#
                + #""size":{"type":"integer"},"price":{"type":"double"},"#
                + #""note":{"type":"text","norms":false}}}}}}"#)
        for number in 0..<120 {
            let id = String(number % 90)
            let variants = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                Variant(
                    color: ["red", "blue", "green"].randomElement(using: &random) ?? "",
                    size: Int.random(in: 1...4, using: &random),
                    price: Int.random(in: 1...50, using: &random))
            }
            let brand =
                Bool.random(using: &random) ? "b\(Int.random(in: 0...6, using: &random))" : nil
            products[id] = (brand, number, variants)
            let list = variants.map {
                #"{"color":"\#($0.color)","size":\#($0.size),"price":\#($0.price),"note":"x"}"#
            }.joined(separator: ",")
            let brandText = brand.map { #""brand":"\#($0)","# } ?? ""
            service.send(
                "PUT", "/shop/_doc/\(id)\(number % 17 == 0 ? "?refresh" : "")",
                #"{\#(brandText)"rank":\#(number),"variants":[\#(list)]}"#)
        }
        for id in ["3", "40", "88"] {
            service.send("DELETE", "/shop/_doc/\(id)?refresh")
            products[id] = nil
        }
        service.send("POST", "/shop/_refresh")
    }

    /// Ids and scores of all hits.
    func scores(_ query: String) -> [String: Double] {
        let answer = service.send("POST", "/shop/_search", #"{"size":200,"query":\#(query)}"#)
        var found: [String: Double] = [:]
        for hit in answer.value("hits.hits")?.array ?? [] {
            found[hit["_id"]?.string ?? "?"] = hit["_score"]?.double ?? -1
        }
        #expect(answer.value("hits.total.value")?.integer == Int64(found.count))
        return found
    }
}

@Suite("Nested objects and groups")
struct NestedSearchTests {
    private static let inner =
        #"{"function_score":{"query":{"bool":{"must":[{"term":{"variants.color":"red"}}],"#
        + #""filter":[{"range":{"variants.size":{"gte":2}}}]}},"#
        + #""field_value_factor":{"field":"variants.price"},"boost_mode":"replace"}}"#

    private func nested(_ mode: String) -> String {
        #"{"nested":{"path":"variants","score_mode":"\#(mode)","query":\#(Self.inner)}}"#
    }

    private func fits(_ variant: VariantShop.Variant) -> Bool {
        variant.color == "red" && variant.size >= 2
    }

    @Test("are found object by object, and score as the mode says", arguments: 1...2)
    func scoreModes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let shop = try VariantShop(&random)
        for mode in ["avg", "max", "min", "sum", "none"] {
            var expected: [String: Double] = [:]
            for (id, product) in shop.products {
                let prices = product.variants.filter(fits).map { Double($0.price) }
                guard let most = prices.max(), let least = prices.min() else { continue }
                let sum = prices.reduce(0, +)
                switch mode {
                case "avg": expected[id] = Double(Float(sum / Double(prices.count)))
                case "max": expected[id] = most
                case "min": expected[id] = least
                case "sum": expected[id] = sum
                default: expected[id] = 0
                }
            }
            let found = shop.scores(nested(mode))
            #expect(Set(found.keys) == Set(expected.keys), "\(mode)")
            for (id, score) in expected {
                #expect(abs((found[id] ?? -1) - score) < 1e-3, "\(mode) of \(id)")
            }
        }
    }

    @Test("combine with other clauses, as filter, required or excluded", arguments: 1...2)
    func combined(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let shop = try VariantShop(&random)
        let brand = #"{"terms":{"brand":["b1","b2","b3"]}}"#
        let query = nested("sum")
        let isBrand = { (id: String) in
            ["b1", "b2", "b3"].contains(shop.products[id]?.brand ?? "")
        }
        let matching = shop.products.filter { $0.value.variants.contains(where: fits) }.keys
        let both = Set(matching.filter(isBrand))
        #expect(
            Set(shop.scores(#"{"bool":{"must":[\#(brand)],"filter":[\#(query)]}}"#).keys) == both)
        #expect(
            Set(shop.scores(#"{"bool":{"must":[\#(brand),\#(query)]}}"#).keys) == both)
        let without = Set(shop.products.keys.filter { isBrand($0) && !both.contains($0) })
        #expect(
            Set(shop.scores(#"{"bool":{"filter":[\#(brand)],"must_not":[\#(query)]}}"#).keys)
                == without)
        #expect(shop.scores(#"{"term":{"variants.color":"red"}}"#).isEmpty)
        #expect(
            shop.scores(#"{"nested":{"path":"variants","query":{"exists":{"field":"brand"}}}}"#)
                .isEmpty)
    }

    @Test("are filtered and counted below a nested aggregation")
    func filterBelowNested() throws {
        var random = SeededGenerator(seed: 5)
        let shop = try VariantShop(&random)
        let answer = shop.service.send(
            "POST", "/shop/_search",
            #"{"size":0,"aggs":{"v":{"nested":{"path":"variants"},"aggs":{"red":{"filter":"#
                + #"{"term":{"variants.color":"red"}},"aggs":{"p":{"sum":{"field":"#
                + #""variants.price"}},"up":{"reverse_nested":{}}}}}}}}"#)
        let red = shop.products.values.flatMap(\.variants).filter { $0.color == "red" }
        #expect(answer.value("aggregations.v.red.doc_count")?.integer == Int64(red.count))
        #expect(
            answer.value("aggregations.v.red.p.value")?.double
                == Double(red.reduce(0) { $0 + $1.price }))
        let products = shop.products.values.count { $0.variants.contains { $0.color == "red" } }
        #expect(answer.value("aggregations.v.red.up.doc_count")?.integer == Int64(products))
    }

    @Test("show beside a hit with their part of the source and their place")
    func innerHits() throws {
        var random = SeededGenerator(seed: 7)
        let shop = try VariantShop(&random)
        let answer = shop.service.send(
            "POST", "/shop/_search",
            #"{"size":50,"query":{"nested":{"path":"variants","query":{"range":{"variants.size":"#
                + #"{"gte":3}}},"inner_hits":{"size":9,"sort":[{"variants.price":"desc"}],"#
                + #""_source":["variants.price"]}}}}"#)
        let hits = answer.value("hits.hits")?.array ?? []
        #expect(!hits.isEmpty)
        for hit in hits {
            let variants = shop.products[hit["_id"]?.string ?? ""]?.variants ?? []
            let wanted = variants.enumerated().filter { $0.element.size >= 3 }
                .sorted { $0.element.price > $1.element.price }
            let inner = hit["inner_hits"]?["variants"]?["hits"]
            #expect(inner?["total"]?["value"]?.integer == Int64(wanted.count))
            let shown = inner?["hits"]?.array ?? []
            #expect(
                shown.map { $0["_source"]?["price"]?.integer }
                    == wanted.map { Int64($0.element.price) })
            #expect(shown.allSatisfy { $0["_source"]?["color"] == nil })
            for one in shown {
                let offset = Int(one["_nested"]?["offset"]?.integer ?? -1)
                #expect(variants[offset].size >= 3)
            }
        }
    }

    @Test("collapse to the best hit of each value, in every order", arguments: 1...3)
    func collapse(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let shop = try VariantShop(&random)
        for (order, isBetter) in [("asc", { $0 < $1 }), ("desc", { $0 > $1 })]
            as [(String, (Int, Int) -> Bool)]
        {
            var best: [String: Int] = [:]
            for product in shop.products.values {
                let key = product.brand ?? "none"
                if best[key].map({ isBetter(product.rank, $0) }) ?? true {
                    best[key] = product.rank
                }
            }
            let expected = best.sorted { isBetter($0.value, $1.value) }.map { Int64($0.value) }
            let answer = shop.service.send(
                "POST", "/shop/_search",
                #"{"from":1,"size":4,"sort":[{"rank":"\#(order)"}],"collapse":{"field":"brand","#
                    + #""inner_hits":{"name":"more","size":2,"sort":[{"rank":"\#(order)"}]}}}"#)
            let hits = answer.value("hits.hits")?.array ?? []
            #expect(hits.map { $0["sort"]?[0]?.integer } == Array(expected.dropFirst().prefix(4)))
            #expect(answer.value("hits.total.value")?.integer == Int64(shop.products.count))
            for hit in hits {
                let brand = hit["fields"]?["brand"]?[0]?.string
                let ranks = shop.products.values.filter { $0.brand == brand }.map(\.rank)
                    .sorted(by: isBetter)
                let inner = hit["inner_hits"]?["more"]?["hits"]
                #expect(inner?["total"]?["value"]?.integer == Int64(ranks.count))
                #expect(
                    (inner?["hits"]?.array ?? []).map { $0["_source"]?["rank"]?.integer }
                        == ranks.prefix(2).map { Int64($0) })
            }
        }
    }

    @Test("are refused where OpenSearch refuses them")
    func refusals() throws {
        var random = SeededGenerator(seed: 1)
        let shop = try VariantShop(&random)
        let cases = [
            (
                #"{"query":{"nested":{"path":"none","query":{"match_all":{}}}}}"#,
                "failed to find nested"
            ),
            (#"{"collapse":{"field":"missing"}}"#, "no mapping found for `missing`"),
            (
                #"{"collapse":{"field":"brand"},"rescore":{"query":{"rescore_query":"#
                    + #"{"match_all":{}}}}}"#,
                "cannot use `collapse` in conjunction with `rescore`"
            ),
            (
                #"{"sort":["rank"],"rescore":{"query":{"rescore_query":{"match_all":{}}}}}"#,
                "Cannot use [sort] option"
            ),
            (
                #"{"rescore":{"window_size":10001,"query":{"rescore_query":{"match_all":{}}}}}"#,
                "Rescore window [10001] is too large"
            ),
            (
                #"{"query":{"nested":{"path":"variants","query":{"exists":"#
                    + #"{"field":"variants.note"}}}}}"#,
                "has neither"
            ),
            (
                #"{"query":{"terms":{"brand":{"index":"none","id":"1","path":"x"}}}}"#,
                "no such index"
            ),
        ]
        for (body, reason) in cases {
            let answer = shop.service.send("POST", "/shop/_search", body)
            #expect(answer.status >= 400 && answer.text.contains(reason), "\(answer.text)")
        }
        let scroll = shop.service.send("POST", "/shop/_search?scroll=1m", #"{"size":10010}"#)
        #expect(scroll.text.contains("Batch size is too large"))
    }

    @Test("show in a profile where the time went, node by node and segment by segment")
    func profile() throws {
        var random = SeededGenerator(seed: 2)
        let shop = try VariantShop(&random)
        let answer = shop.service.send(
            "POST", "/shop/_search",
            #"{"profile":true,"query":{"bool":{"must":[{"range":{"rank":{"gte":10}}}],"filter":"#
                + #"[{"term":{"brand":"b1"}}]}},"aggs":{"r":{"sum":{"field":"rank"}}}}"#)
        let search = answer.value("profile.shards.0.searches.0")
        let root = search?["query"]?[0]
        #expect(root?["type"] == "BooleanQuery")
        #expect((root?["time_in_nanos"]?.integer ?? 0) > 0)
        let children = root?["children"]?.array ?? []
        #expect(children.count == 2)
        #expect(children.last?["description"]?.string?.contains("brand:b1") == true)
        let matches = { (node: JSONValue?) in
            (node?["segments"]?.array ?? []).reduce(0) { $0 + ($1["matches"]?.integer ?? 0) }
        }
        #expect(matches(root) >= answer.value("hits.total.value")?.integer ?? .max)
        #expect(matches(children.last) >= matches(root))
        #expect(
            search?["collector"]?.array?.map { $0["reason"] } == ["search_top_hits", "aggregation"])
    }

    @Test("reorder by a second query, and look terms up elsewhere")
    func rescoreAndLookup() throws {
        let service = try TestService()
        for (id, body) in [
            ("1", #"{"t":"red shoe","n":1,"ids":["2","3"]}"#), ("2", #"{"t":"red shoe","n":5}"#),
            ("3", #"{"t":"red shoe","n":3}"#), ("4", #"{"t":"hat","n":9}"#),
        ] { service.send("PUT", "/r/_doc/\(id)?refresh", body) }
        let rescored = service.send(
            "POST", "/r/_search",
            #"{"query":{"match":{"t":"shoe"}},"rescore":{"window_size":10,"query":"#
                + #"{"rescore_query":"#
                + #"{"function_score":{"field_value_factor":{"field":"n"}}},"query_weight":0,"#
                + #""rescore_query_weight":2}}}"#)
        let hits = rescored.value("hits.hits")?.array ?? []
        #expect(hits.map { $0["_id"] } == ["2", "3", "1"])
        #expect(hits.map { $0["_score"]?.double } == [10, 6, 2])
        let looked = service.send(
            "POST", "/r/_search",
            #"{"query":{"terms":{"_id":{"index":"r","id":"1","path":"ids"}}}}"#)
        #expect(looked.value("hits.total.value") == 2)
        let byQuery = service.send(
            "POST", "/r/_search",
            #"{"query":{"terms":{"n":{"index":"r","path":"n","query":{"match":{"t":"hat"}}}}}}"#)
        #expect(byQuery.value("hits.hits.0._id") == "4" && byQuery.value("hits.total.value") == 1)
    }
}
