import Foundation
import JSON

/// Aggregations computed the obvious way over JSON documents: the twin of the collectors.
struct ReferenceAggregations {
    let everything: [JSONObject]

    func answer(_ aggregations: JSONValue, _ documents: [JSONObject]) -> JSONValue {
        var result = JSONObject()
        for (name, definition) in aggregations.object ?? [:] {
            let children = definition["aggs"] ?? [:]
            for (type, body) in definition.object ?? [:] where type != "aggs" {
                result[name] = .object(one(type, body, children, documents))
            }
        }
        return .object(result)
    }

    private func one(
        _ type: String, _ body: JSONValue, _ children: JSONValue, _ documents: [JSONObject]
    ) -> JSONObject {
        switch type {
        case "terms": return terms(body, children, documents)
        case "range": return range(body, children, documents)
        case "histogram", "date_histogram": return histogram(type, body, children, documents)
        case "filter": return bucket(documents.filter { holds(body, $0) }, children)
        case "filters": return filters(body, children, documents)
        case "global": return bucket(everything, children)
        case "missing":
            let without = documents.filter { values($0, body).isEmpty }
            return bucket(without, children)
        case "cardinality":
            let distinct = Set(documents.flatMap { values($0, body).map { $0.serialized() } })
            return ["value": .integer(Int64(distinct.count))]
        case "value_count":
            return ["value": .integer(Int64(documents.flatMap { values($0, body) }.count))]
        default: return metric(type, numbers(documents, body))
        }
    }

    private func bucket(_ documents: [JSONObject], _ children: JSONValue) -> JSONObject {
        var result: JSONObject = ["doc_count": .integer(Int64(documents.count))]
        result.merge(answer(children, documents).object ?? [:])
        return result
    }

    private func holds(_ query: JSONValue, _ document: JSONObject) -> Bool {
        let test = query["test"]
        return FieldTest(
            field: test?["field"]?.string ?? "", atLeast: test?["atLeast"]?.integer ?? 0
        ).holds(document)
    }

    /// The values of a document; keywords once each, as their column keeps them.
    private func values(_ document: JSONObject, _ body: JSONValue) -> [JSONValue] {
        let field = body["field"]?.string ?? ""
        var found: [JSONValue]
        switch document[field] {
        case .array(let all)?: found = all
        case let value?: found = [value]
        case nil: found = []
        }
        if found.first?.string != nil {
            found = Set(found.compactMap(\.string)).map { .string($0) }
        }
        if found.isEmpty, let missing = body["missing"] { found = [missing] }
        return found
    }

    private func number(_ value: JSONValue) -> Double {
        value.boolean.map { $0 ? 1 : 0 } ?? value.double ?? 0
    }

    private func numbers(_ documents: [JSONObject], _ body: JSONValue) -> [Double] {
        documents.flatMap { values($0, body).map(number) }
    }

    private func metric(_ type: String, _ numbers: [Double]) -> JSONObject {
        let sum = numbers.reduce(0, +)
        let mean: JSONValue = numbers.isEmpty ? .null : .double(sum / Double(numbers.count))
        let low = numbers.min().map { JSONValue.double($0) } ?? .null
        let high = numbers.max().map { JSONValue.double($0) } ?? .null
        switch type {
        case "avg": return ["value": mean]
        case "sum": return ["value": .double(sum)]
        case "min": return ["value": low]
        case "max": return ["value": high]
        case "stats":
            return [
                "count": .integer(Int64(numbers.count)), "min": low, "max": high, "avg": mean,
                "sum": .double(sum),
            ]
        default: return ["unknown": .string(type)]
        }
    }

    private func terms(
        _ body: JSONValue, _ children: JSONValue, _ documents: [JSONObject]
    ) -> JSONObject {
        var groups: [String: [JSONObject]] = [:]
        var keys: [String: JSONValue] = [:]
        func note(_ value: JSONValue, _ document: JSONObject?) {
            let name = value.serialized()
            keys[name] = value
            groups[name, default: []] += document.map { [$0] } ?? []
        }
        for document in documents {
            for value in Set(values(document, body).map { $0.serialized() }) {
                if let parsed = try? JSONValue(parsing: value) { note(parsed, document) }
            }
        }
        let minimum = body["min_doc_count"]?.integer ?? 1
        let order = body["order"]?.object?.first { _ in true }
        var buckets: [(JSONValue, [JSONObject], JSONObject)] = []
        for (name, members) in groups where Int64(members.count) >= minimum {
            buckets.append((keys[name] ?? .null, members, bucket(members, children)))
        }
        func keyBefore(_ left: JSONValue, _ right: JSONValue) -> Bool {
            if let a = left.string, let b = right.string {
                return a.utf8.lexicographicallyPrecedes(b.utf8)
            }
            return number(left) < number(right)
        }
        func measure(_ bucket: (JSONValue, [JSONObject], JSONObject)) -> Double {
            guard let order, order.0 != "_key" else { return 0 }
            if order.0 == "_count" { return Double(bucket.1.count) }
            let parts = order.0.split(separator: ".").map(String.init)
            let answer = bucket.2[parts[0]]
            let found = answer?[parts.count > 1 ? parts[1] : "value"] ?? answer?["doc_count"]
            return found?.double ?? .nan
        }
        let ascending = order.map { $0.1 == "asc" } ?? false
        buckets.sort { left, right in
            let (x, y) =
                order == nil
                ? (Double(left.1.count), Double(right.1.count)) : (measure(left), measure(right))
            if x.isNaN != y.isNaN { return y.isNaN }
            if x != y && !x.isNaN { return (x < y) == ascending }
            let reversed = order?.0 == "_key" && !ascending
            return reversed ? keyBefore(right.0, left.0) : keyBefore(left.0, right.0)
        }
        let size = Int(body["size"]?.integer ?? 10)
        let dropped = buckets.dropFirst(size).reduce(0) { $0 + $1.1.count }
        let field = body["field"]?.string ?? ""
        return [
            "doc_count_error_upper_bound": 0, "sum_other_doc_count": .integer(Int64(dropped)),
            "buckets": .array(
                buckets.prefix(size).map { key, _, bucket in
                    .object(keyed(key, field, bucket))
                }),
        ]
    }

    private func keyed(_ key: JSONValue, _ field: String, _ bucket: JSONObject) -> JSONObject {
        var result = bucket
        switch field {
        case "sold":
            result["key"] = key.boolean == true ? 1 : 0
            result["key_as_string"] = key.boolean == true ? "true" : "false"
        case "created":
            result["key"] = key
            result["key_as_string"] = .string(Self.date(key.integer ?? 0))
        case "price", "cents":
            result["key"] = .double(key.double ?? 0)
        default: result["key"] = key
        }
        return result
    }

    static func date(_ millis: Int64) -> String {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        return formatter.string(from: Date(timeIntervalSince1970: Double(millis) / 1000))
    }

    private func range(
        _ body: JSONValue, _ children: JSONValue, _ documents: [JSONObject]
    ) -> JSONObject {
        var ranges = (body["ranges"]?.array ?? []).map { range in
            (range["from"]?.double ?? -.infinity, range["to"]?.double ?? .infinity)
        }
        ranges.sort { $0 < $1 }
        let buckets = ranges.map { from, to -> JSONValue in
            let members = documents.filter { document in
                numbers([document], body).contains { $0 >= from && $0 < to }
            }
            var result = bucket(members, children)
            let low = from == -.infinity ? "*" : JSONNumber.text(from)
            result["key"] = .string("\(low)-\(to == .infinity ? "*" : JSONNumber.text(to))")
            if from > -.infinity { result["from"] = .double(from) }
            if to < .infinity { result["to"] = .double(to) }
            return .object(result)
        }
        return ["buckets": .array(buckets)]
    }

    private func filters(
        _ body: JSONValue, _ children: JSONValue, _ documents: [JSONObject]
    ) -> JSONObject {
        let queries = body["filters"]?.array ?? []
        var buckets = queries.map { query in
            JSONValue.object(bucket(documents.filter { holds(query, $0) }, children))
        }
        let others = documents.filter { document in !queries.contains { holds($0, document) } }
        if body["other_bucket"] == true { buckets.append(.object(bucket(others, children))) }
        return ["buckets": .array(buckets)]
    }

    private func histogram(
        _ type: String, _ body: JSONValue, _ children: JSONValue, _ documents: [JSONObject]
    ) -> JSONObject {
        let isDate = type == "date_histogram"
        let interval = body["interval"]?.double ?? Double(86_400_000 * 30)
        let offset = body["offset"]?.double ?? 0
        var groups: [Int: [JSONObject]] = [:]
        for document in documents {
            let places = Set(
                numbers([document], body).map { Int((($0 - offset) / interval).rounded(.down)) })
            for place in places { groups[place, default: []].append(document) }
        }
        var places = groups.keys.sorted()
        let minimum = body["min_doc_count"]?.integer ?? 0
        if minimum == 0, let first = places.first, let last = places.last {
            places = Array(first...last)
        }
        let buckets = places.filter { Int64(groups[$0]?.count ?? 0) >= minimum }.map { place in
            var result = bucket(groups[place] ?? [], children)
            let key = Double(place) * interval + offset
            result["key"] = isDate ? .integer(Int64(key)) : .double(key)
            if isDate { result["key_as_string"] = .string(Self.date(Int64(key))) }
            return JSONValue.object(result)
        }
        return ["buckets": .array(buckets)]
    }
}
