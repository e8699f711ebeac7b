import JSON

/// Where collectors write their answers, and where the buckets of a response are counted.
package final class AggregationResponse {
    package let json: JSONWriter
    private let typedKeys: Bool
    private let bucketLimit: Int
    private var bucketCount = 0

    init(_ json: JSONWriter, typedKeys: Bool, bucketLimit: Int) {
        self.json = json
        self.typedKeys = typedKeys
        self.bucketLimit = bucketLimit
    }

    func writeCount(_ count: Int) { json.member("doc_count", count) }

    func beginAggregation(_ name: String, _ prefix: StaticString, meta: JSONValue?) {
        json.key(typedKeys ? "\(prefix)#\(name)" : name)
        json.beginObject()
        if let meta {
            json.key("meta" as StaticString)
            json.value(meta)
        }
    }

    /// Counts buckets before they are written.
    func consume(_ buckets: Int) throws(AggregationError) {
        bucketCount += buckets
        if bucketCount > bucketLimit {
            throw .tooManyBuckets(bucketCount, limit: bucketLimit)
        }
    }

    func member(_ key: StaticString, _ number: Double?) {
        json.key(key)
        if let number { json.value(number) } else { json.null() }
    }
}

extension AggregationResponse {
    /// The answer of a metric of one number; null without one.
    func writeValue(_ value: Double?, _ domain: NumberDomain) {
        member("value", value)
        if let value, let text = domain.text(of: value) {
            json.key("value_as_string" as StaticString)
            json.value(text)
        }
    }
}
