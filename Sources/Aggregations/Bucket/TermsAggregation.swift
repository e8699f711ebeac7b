import JSON

/// One bucket each distinct value of a field: the facets of a shop.
package struct TermsAggregation: OrderedAggregation {
    package static let name = "terms"
    package static let summary = "One bucket each distinct value of a field."
    package static let parameters = [
        "collect_mode", "exclude", "execution_hint", "field", "format", "include", "min_doc_count",
        "missing", "order", "script", "shard_min_doc_count", "shard_size",
        "show_term_doc_count_error", "size", "value_type",
    ]
    package static let takesChildren = true

    let binding: FieldBinding
    let options: TermsOptions
    var orders: [BucketOrder] { options.orders }

    package init(_ body: AggregationBody) throws {
        binding = try FieldBinding(body, accepting: .anything)
        options = try TermsOptions(body, binding)
    }

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        let definitions = build.definitions(of: TermsAggregation.self)
        let bindings = definitions.map(\.binding)
        let domain = try NumberDomain(bindings, aggregation: build.name)
        let hasTerm = bindings.contains { if case .term? = $0.missing { true } else { false } }
        if domain.kind == .keyword || domain.kind == .unmapped && hasTerm {
            return OrdinalTermsAggregator(bindings, options, build)
        }
        return NumberTermsAggregator(
            try NumberReader(bindings, aggregation: build.name), options, build)
    }
}

/// What a request says of the buckets of `terms`.
struct TermsOptions: Sendable {
    let size: Int
    let minimumCount: Int
    let orders: [BucketOrder]
    let showsCountError: Bool
    let filter: TermFilter

    init(_ body: AggregationBody, _ binding: FieldBinding) throws {
        size = Int(clamping: try body.count("size", label: "size", atLeast: 1) ?? 10)
        // One collector sees all documents: its counts are exact whatever the shard size.
        _ = try body.count("shard_size", label: "shardSize", atLeast: 1)
        let minimum = try body.count("min_doc_count", label: "minDocCount", atLeast: 0) ?? 1
        let shardMinimum =
            try body.count("shard_min_doc_count", label: "shardMinDocCount", atLeast: 0) ?? 0
        minimumCount = Int(clamping: max(minimum, shardMinimum))
        orders = try BucketOrder.parse(body.value("order"), body) ?? [.byCount, .byKey]
        showsCountError = try body.boolean("show_term_doc_count_error") ?? false
        filter = try TermFilter(body, binding)
        try TermsOptions.checkHints(body)
    }

    /// Hints change how a server of many shards collects, never the answer.
    private static func checkHints(_ body: AggregationBody) throws {
        if let mode = try body.string("collect_mode"),
            !["depth_first", "breadth_first"].contains(mode)
        {
            throw body.failure("[terms] failed to parse field [collect_mode]: [\(mode)]")
        }
        if let hint = try body.string("execution_hint"),
            !["map", "global_ordinals"].contains(hint)
        {
            throw body.failure("[terms] failed to parse field [execution_hint]: [\(hint)]")
        }
    }

    var isOrderedByCount: Bool { orders == [.byCount, .byKey] }
}

/// What both collectors of `terms` share: buckets by key, their choice and their answer.
class TermsAggregator: Aggregator {
    let options: TermsOptions
    let table: BucketTable
    let children: ChildAggregators
    let runtime: AggregationRuntime
    let buffer: BucketBuffer
    private var groups: BucketGroups?
    /// Documents in terms that were found too rare to be told apart.
    var unresolvedCount = 0
    private var parentCount: UInt32 = 1

    init(_ options: TermsOptions, _ build: AggregatorBuild) {
        self.options = options
        table = BucketTable(build.runtime)
        children = build.children
        runtime = build.runtime
        buffer = BucketBuffer(build.children)
    }

    var typePrefix: StaticString { "umterms" }

    func open(_ leaf: AggregationLeaf) throws { try children.open(leaf) }

    func collect(_ block: BucketBlock) throws {}

    func close() throws {
        try buffer.flush()
        try children.close()
    }

    func merge(_ other: any Aggregator, _ parents: [UInt32]) throws {}

    /// Keys that get a bucket even without documents.
    func keysWithoutDocuments() throws -> [UInt64] { [] }

    func isKeyBefore(_ left: UInt64, _ right: UInt64) -> Bool { left < right }

    func writeKey(_ key: UInt64, to json: JSONWriter) {}

    func finish() throws {
        if options.minimumCount == 0 {
            let keys = try keysWithoutDocuments()
            for bucket in 0..<table.count {
                parentCount = max(parentCount, table.parent(bucket) + 1)
            }
            for parent in 0..<parentCount {
                for key in keys { _ = try table.bucket(parent, key) }
            }
        }
        groups = table.grouped()
        try children.finish()
    }

    func write(_ parent: UInt32?, to response: AggregationResponse) throws {
        let eligible = (groups?[parent] ?? []).filter {
            table.counts[Int($0)] >= options.minimumCount
        }
        let selection = BucketSelection(
            orders: options.orders, children: children, counts: table.counts,
            isKeyBefore: { [self] in isKeyBefore(table.key(Int($0)), table.key(Int($1))) })
        let chosen = selection.first(options.size, of: eligible)
        try response.consume(chosen.count)
        func sum(_ buckets: [UInt32]) -> Int { buckets.reduce(0) { $0 + table.counts[Int($1)] } }
        let json = response.json
        json.member("doc_count_error_upper_bound", 0)
        json.member("sum_other_doc_count", sum(eligible) - sum(chosen) + unresolvedCount)
        json.key("buckets" as StaticString)
        json.beginArray()
        for bucket in chosen {
            json.beginObject()
            writeKey(table.key(Int(bucket)), to: json)
            json.member("doc_count", table.counts[Int(bucket)])
            if options.showsCountError { json.member("doc_count_error_upper_bound", 0) }
            try children.write(bucket, to: response)
            json.endObject()
        }
        json.endArray()
    }

    func metric(_ property: String?, _ parent: UInt32) -> Double? { nil }
}
