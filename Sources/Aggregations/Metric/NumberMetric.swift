/// What a metric keeps of the numbers of one bucket.
protocol NumberMetricState: BitwiseCopyable {
    init()
    mutating func add(_ value: Double)
    mutating func merge(_ other: Self)
}

/// The words of a metric: how its state becomes an answer.
protocol NumberMetric: Aggregation {
    associatedtype State: NumberMetricState
    static var prefix: StaticString { get }
    /// Adds whole numbers without rounding as long as it can.
    func write(_ state: State, _ domain: NumberDomain, to response: AggregationResponse)
    /// Nil for a property it does not have.
    func number(_ property: String?, _ state: State) -> Double?
    var binding: FieldBinding { get }
}

extension NumberMetric {
    package static var takesChildren: Bool { false }

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        let definitions = build.definitions(of: Self.self)
        return NumberMetricAggregator(
            self,
            reader: try NumberReader(definitions.map(\.binding), aggregation: build.name),
            runtime: build.runtime)
    }
}

/// Collects a metric over numbers: one state a bucket of the parent.
final class NumberMetricAggregator<Metric: NumberMetric>: Aggregator {
    private let metric: Metric
    private let reader: NumberReader
    private let runtime: AggregationRuntime
    private let states = FlatArray<Metric.State>(capacity: 1)
    private let decoded: UnsafeMutablePointer<Double>

    init(_ metric: Metric, reader: NumberReader, runtime: AggregationRuntime) {
        self.metric = metric
        self.reader = reader
        self.runtime = runtime
        decoded = .allocate(capacity: BucketBuffer.capacity)
    }

    deinit { decoded.deallocate() }

    var typePrefix: StaticString { Metric.prefix }

    func open(_ leaf: AggregationLeaf) throws { try reader.open(leaf) }

    func close() throws {}

    func collect(_ block: BucketBlock) throws {
        guard reader.hasValues else { return }
        try reader.read(block) { run in
            reader.domain.decode(run.values, count: run.count, into: decoded)
            if block.isSingle {
                try extend(to: 1)
                var state = states[0]
                for index in 0..<run.count { state.add(decoded[index]) }
                states[0] = state
                return
            }
            for index in 0..<run.count {
                let bucket = Int(block.buckets[run.place(index)])
                if bucket >= states.count { try extend(to: bucket + 1) }
                states.start[bucket].add(decoded[index])
            }
        }
    }

    private func extend(to count: Int) throws {
        if count <= states.count { return }
        try runtime.account((count - states.count) * MemoryLayout<Metric.State>.stride)
        states.extend(to: count, with: Metric.State())
    }

    func merge(_ other: any Aggregator, _ parents: [UInt32]) throws {
        guard let other = other as? Self else { return }
        for bucket in 0..<other.states.count {
            let target = Int(parents[bucket])
            try extend(to: target + 1)
            states.start[target].merge(other.states[bucket])
        }
    }

    func finish() throws {}

    private func state(_ parent: UInt32?) -> Metric.State {
        guard let parent, Int(parent) < states.count else { return Metric.State() }
        return states[Int(parent)]
    }

    func write(_ parent: UInt32?, to response: AggregationResponse) throws {
        metric.write(state(parent), reader.domain, to: response)
    }

    func metric(_ property: String?, _ parent: UInt32) -> Double? {
        metric.number(property, state(parent))
    }
}
