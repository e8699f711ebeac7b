import JSON
import Schema

/// Collects `terms` over numbers, dates and booleans.
final class NumberTermsAggregator: TermsAggregator {
    private let reader: NumberReader
    private var isAllowed: ((Int64) -> Bool)?
    /// Numbers of the segments seen, for buckets without documents.
    private var stored: Set<Int64> = []

    init(_ reader: NumberReader, _ options: TermsOptions, _ build: AggregatorBuild) {
        self.reader = reader
        isAllowed = options.filter.numberFilter(reader.domain)
        super.init(options, build)
    }

    override var typePrefix: StaticString {
        if reader.domain.kind == .unmapped && table.count == 0 { return "umterms" }
        switch reader.domain.encoding {
        case .integer: return "lterms"
        case .unsigned: return "ulterms"
        case .floating, .scaled: return "dterms"
        }
    }

    override func open(_ leaf: AggregationLeaf) throws {
        try reader.open(leaf)
        try super.open(leaf)
    }

    override func collect(_ block: BucketBlock) throws {
        guard reader.hasValues else { return }
        try reader.read(block) { try assign(block, $0) }
    }

    private func assign(_ block: BucketBlock, _ run: NumberRun) throws {
        let hasChildren = !children.isEmpty
        // Equal values of a document are neighbours and count once.
        var lastPlace = -1
        var lastValue: Int64 = 0
        for index in 0..<run.count {
            let value = run.values[index]
            let place = run.place(index)
            if place == lastPlace && value == lastValue { continue }
            lastPlace = place
            lastValue = value
            if let isAllowed, !isAllowed(value) { continue }
            let bucket = try table.bucket(block.buckets[place], UInt64(bitPattern: value))
            table.counts.start[Int(bucket)] &+= 1
            if hasChildren { try buffer.append(block.docs[place], bucket) }
        }
    }

    override func close() throws {
        if options.minimumCount == 0 {
            let before = stored.count
            try reader.forEachStored { if isAllowed?($0) ?? true { stored.insert($0) } }
            try runtime.account((stored.count - before) * 16)
        }
        try super.close()
    }

    override func keysWithoutDocuments() throws -> [UInt64] {
        stored.map { UInt64(bitPattern: $0) }
    }

    override func merge(_ other: any Aggregator, _ parents: [UInt32]) throws {
        guard let other = other as? NumberTermsAggregator else { return }
        stored.formUnion(other.stored)
        try children.merge(other.children, try table.merge(other.table, parents) { $0 })
    }

    override func isKeyBefore(_ left: UInt64, _ right: UInt64) -> Bool {
        Int64(bitPattern: left) < Int64(bitPattern: right)
    }

    override func writeKey(_ key: UInt64, to json: JSONWriter) {
        reader.domain.write(key: Int64(bitPattern: key), to: json)
    }
}
