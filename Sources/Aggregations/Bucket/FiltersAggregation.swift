import JSON
import Search

/// One bucket a query, named or in order, and one for the documents none matches.
package struct FiltersAggregation: Aggregation {
    package static let name = "filters"
    package static let summary = "One bucket a query."
    package static let parameters = ["filters", "other_bucket", "other_bucket_key"]
    package static let takesChildren = true

    private let queries: [any Query]
    /// Nil when the filters are a list.
    private let names: [String]?
    private let otherName: String?

    package init(_ body: AggregationBody) throws {
        guard let filters = body.value("filters"), filters.isObject || filters.isArray else {
            throw body.illegal("[filters] cannot be empty.")
        }
        guard filters.count > 0 else { throw body.illegal("[filters] cannot be empty.") }
        guard filters.count <= AggregationLimits.fixedBuckets else {
            throw body.illegal(
                "Number of filters is too large, must be less than or equal to: "
                    + "[\(AggregationLimits.fixedBuckets)] but was [\(filters.count)].")
        }
        if filters.isObject {
            // Named filters answer in the order of their names.
            let members = filters.members.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
            names = members.map(\.0)
            queries = try members.map { try body.query($0.1) }
        } else {
            names = nil
            queries = try filters.elements.map { try body.query($0) }
        }
        let key = try body.string("other_bucket_key")
        let hasOther = try body.boolean("other_bucket") ?? (key != nil)
        otherName = hasOther ? key ?? "_other_" : nil
    }

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        let queries = build.definitions(of: FiltersAggregation.self).map(\.queries)
        return FiltersAggregator(queries, names, otherName, build)
    }
}

private final class FiltersAggregator: Aggregator {
    private let queries: [[any Query]]
    private let names: [String]?
    private let otherName: String?
    private let matches: [QueryMatches]
    private let buckets: FixedBuckets

    init(
        _ queries: [[any Query]], _ names: [String]?, _ otherName: String?,
        _ build: AggregatorBuild
    ) {
        self.queries = queries
        self.names = names
        self.otherName = otherName
        let width = queries.first?.count ?? 0
        matches = (0..<width).map { _ in QueryMatches(build.runtime) }
        buckets = FixedBuckets(width: width + (otherName == nil ? 0 : 1), build)
    }

    var typePrefix: StaticString { "filters" }

    func open(_ leaf: AggregationLeaf) throws {
        for (matches, query) in zip(matches, queries[leaf.index]) { try matches.open(query, leaf) }
        try buckets.open(leaf)
    }

    func collect(_ block: BucketBlock) throws {
        for index in 0..<block.count {
            let (doc, parent) = (block.docs[index], block.buckets[index])
            var isOther = true
            for (place, matches) in matches.enumerated() where matches.contains(doc) {
                isOther = false
                try buckets.add(doc, parent, place)
            }
            if isOther && otherName != nil { try buckets.add(doc, parent, matches.count) }
        }
    }

    func close() throws { try buckets.close() }

    func merge(_ other: any Aggregator, _ parents: [UInt32]) throws {
        guard let other = other as? FiltersAggregator else { return }
        try buckets.merge(other.buckets, parents)
    }

    func finish() throws { try buckets.children.finish() }

    func write(_ parent: UInt32?, to response: AggregationResponse) throws {
        try response.consume(buckets.width)
        response.json.key("buckets" as StaticString)
        if names == nil { response.json.beginArray() } else { response.json.beginObject() }
        for place in 0..<buckets.width {
            if let names { response.json.key(place < names.count ? names[place] : otherName ?? "") }
            response.json.beginObject()
            try buckets.write(parent, place, to: response)
            response.json.endObject()
        }
        if names == nil { response.json.endArray() } else { response.json.endObject() }
    }

    func metric(_ property: String?, _ parent: UInt32) -> Double? { nil }
}
