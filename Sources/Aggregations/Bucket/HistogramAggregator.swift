import JSON

/// Collects `histogram` and `date_histogram`.
final class HistogramAggregator: Aggregator {
    private let intervals: any Intervals
    private let options: HistogramOptions
    private let orders: [BucketOrder]
    private let reader: NumberReader
    private let table: BucketTable
    private let children: ChildAggregators
    private let buffer: BucketBuffer
    private let places: UnsafeMutablePointer<Int64>
    private var groups: BucketGroups?
    let typePrefix: StaticString

    init(
        _ intervals: any Intervals, _ options: HistogramOptions, _ orders: [BucketOrder],
        prefix: StaticString = "histogram", reader: NumberReader, _ build: AggregatorBuild
    ) {
        self.intervals = intervals
        self.options = options
        self.orders = orders
        self.reader = reader
        typePrefix = prefix
        table = BucketTable(build.runtime)
        children = build.children
        buffer = BucketBuffer(build.children)
        places = .allocate(capacity: BucketBuffer.capacity)
    }

    deinit { places.deallocate() }

    func open(_ leaf: AggregationLeaf) throws {
        try reader.open(leaf)
        try children.open(leaf)
    }

    func close() throws {
        try buffer.flush()
        try children.close()
    }

    func collect(_ block: BucketBlock) throws {
        guard reader.hasValues else { return }
        try reader.read(block) { run in
            intervals.places(run.values, count: run.count, into: places)
            try assign(block, run)
        }
    }

    private func assign(_ block: BucketBlock, _ run: NumberRun) throws {
        let low = options.hard.low ?? .min
        let high = options.hard.high ?? .max
        let hasChildren = !children.isEmpty
        // Neighbours often share a bucket; and a document counts once in each.
        var lastPlace = -1
        var lastKey: Int64 = 0
        var lastParent = UInt32.max
        var lastBucket: UInt32 = 0
        for index in 0..<run.count {
            let key = places[index]
            if key < low || key > high { continue }
            let place = run.place(index)
            let parent = block.buckets[place]
            if key != lastKey || parent != lastParent {
                lastBucket = try table.bucket(parent, UInt64(bitPattern: key))
                lastKey = key
                lastParent = parent
            } else if place == lastPlace {
                continue
            }
            lastPlace = place
            table.counts.start[Int(lastBucket)] &+= 1
            if hasChildren { try buffer.append(block.docs[place], lastBucket) }
        }
    }

    func merge(_ other: any Aggregator, _ parents: [UInt32]) throws {
        guard let other = other as? HistogramAggregator else { return }
        try children.merge(other.children, try table.merge(other.table, parents) { $0 })
    }

    func finish() throws {
        groups = table.grouped()
        try children.finish()
    }

    /// One bucket of the answer; without a number when it is empty.
    private struct Entry {
        let place: Int64
        let bucket: UInt32?
    }

    func write(_ parent: UInt32?, to response: AggregationResponse) throws {
        let entries = try ordered(try filled(parent, response))
        let json = response.json
        json.key("buckets" as StaticString)
        if options.isKeyed { json.beginObject() } else { json.beginArray() }
        for entry in entries {
            if options.isKeyed { json.key(intervals.name(entry.place)) }
            json.beginObject()
            intervals.writeKey(entry.place, to: json)
            json.member("doc_count", count(entry))
            try children.write(entry.bucket, to: response)
            json.endObject()
        }
        if options.isKeyed { json.endObject() } else { json.endArray() }
    }

    private func count(_ entry: Entry) -> Int { entry.bucket.map { table.counts[Int($0)] } ?? 0 }

    /// The buckets of a parent by key, with the empty ones between them when those are wanted.
    private func filled(_ parent: UInt32?, _ response: AggregationResponse) throws -> [Entry] {
        let found = (groups?[parent] ?? []).map {
            Entry(place: Int64(bitPattern: table.key(Int($0))), bucket: $0)
        }.sorted { $0.place < $1.place }
        if options.minimumCount > 0 {
            let kept = found.filter { count($0) >= options.minimumCount }
            try response.consume(kept.count)
            return kept
        }
        let first = [found.first?.place, options.extended.low].compactMap { $0 }.min()
        let last = [found.last?.place, options.extended.high].compactMap { $0 }.max()
        guard var place = first, let last else { return [] }
        var entries: [Entry] = []
        var next = 0
        while place <= last {
            try response.consume(1)
            if next < found.count, found[next].place == place {
                entries.append(found[next])
                next += 1
            } else {
                entries.append(Entry(place: place, bucket: nil))
            }
            let following = intervals.following(place)
            // A clock set back must not lose a bucket that was found.
            place = next < found.count ? min(following, found[next].place) : following
        }
        return entries
    }

    private func ordered(_ entries: [Entry]) throws -> [Entry] {
        if orders.first == .byKey { return entries }
        if orders.first?.key == .key { return entries.reversed() }
        let numbers = orders.map { order in
            entries.map { entry in entry.bucket.flatMap { order.number($0, children) } ?? .nan }
        }
        return entries.indices.sorted { left, right in
            for (level, order) in orders.enumerated() {
                let (x, y): (Double, Double)
                switch order.key {
                case .count: (x, y) = (Double(count(entries[left])), Double(count(entries[right])))
                case .key: (x, y) = (Double(left), Double(right))
                case .path: (x, y) = (numbers[level][left], numbers[level][right])
                }
                if x.isNaN != y.isNaN { return y.isNaN }
                if x != y && !x.isNaN { return (x < y) == order.isAscending }
            }
            return left < right
        }.map { entries[$0] }
    }

    func metric(_ property: String?, _ parent: UInt32) -> Double? { nil }
}
