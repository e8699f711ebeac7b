import Primitives
import Search
import Segments

/// The nested objects of a path, as documents of their own.
package struct NestedAggregation: SoleBucketAggregation {
    package static let name = "nested"
    package static let summary = "The nested objects of a path, as documents of their own."
    package static let parameters = ["path"]
    package static let takesChildren = true

    /// Spaces from the first below the parent's to the path's own; nil where the path is unmapped.
    private let chain: [SpaceNumber]?
    private let path: String

    package init(_ body: AggregationBody) throws {
        guard let path = try body.string("path") else {
            throw body.illegal("Missing [path] field for nested aggregation [\(body.name)]")
        }
        self.path = path
        chain = try body.parsing.spaces(from: body.nestedPath, to: path)
    }

    package func path(ofChildrenIn nestedPath: String?) -> String? { path }

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        let chains = build.definitions(of: NestedAggregation.self).map(\.chain)
        return NestedAggregator(chains, build)
    }
}

private final class NestedAggregator: Aggregator {
    private let chains: [[SpaceNumber]?]
    private let children: ChildAggregators
    private let runtime: AggregationRuntime
    private let counts = FlatArray<Int>(capacity: 1)
    /// Of the open segment, from the outermost space inwards; nil when one has no documents.
    private var spaces: [SpaceReader]?
    private var buffers: [PairBuffer] = []

    init(_ chains: [[SpaceNumber]?], _ build: AggregatorBuild) {
        self.chains = chains
        children = build.children
        runtime = build.runtime
    }

    var typePrefix: StaticString { "nested" }
    var soleBucketChildren: ChildAggregators? { children }

    func open(_ leaf: AggregationLeaf) throws {
        spaces = try chains[leaf.index].flatMap { chain in
            var found: [SpaceReader] = []
            for number in chain {
                guard let space = try leaf.leaf.view.reader.space(number) else { return nil }
                found.append(space)
            }
            return found
        }
        buffers = (spaces ?? []).map { _ in PairBuffer() }
        try children.open(leaf)
    }

    func collect(_ block: BucketBlock) throws {
        guard let spaces, !spaces.isEmpty else { return }
        for index in 0..<block.count {
            try descend(block.docs[index], block.buckets[index], 0, spaces)
        }
        if let last = buffers.last { try hand(over: last) }
    }

    /// Adds the objects of one document, through all spaces of the chain.
    private func descend(
        _ parent: UInt32, _ bucket: UInt32, _ level: Int, _ spaces: [SpaceReader]
    ) throws {
        let space = spaces[level]
        var child = NestedAggregator.first(of: parent, in: space)
        while child < space.documentCount && space.parents[child] == parent {
            if level + 1 < spaces.count {
                try descend(UInt32(child), bucket, level + 1, spaces)
            } else {
                if Int(bucket) >= counts.count { try extend(to: Int(bucket) + 1) }
                counts[Int(bucket)] += 1
                let buffer = buffers[level]
                buffer.append(UInt32(child), bucket)
                if buffer.isFull { try hand(over: buffer) }
            }
            child += 1
        }
    }

    /// The first object whose parent is not before a document.
    private static func first(of parent: UInt32, in space: SpaceReader) -> Int {
        var low = 0
        var high = space.documentCount
        while low < high {
            let middle = (low + high) / 2
            if space.parents[middle] < parent { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func hand(over buffer: PairBuffer) throws {
        if buffer.count > 0 && !children.isEmpty { try children.collect(buffer.block) }
        buffer.removeAll()
    }

    private func extend(to count: Int) throws {
        try runtime.account((count - counts.count) * 8)
        counts.extend(to: count, with: 0)
    }

    func close() throws { try children.close() }

    func merge(_ other: any Aggregator, _ parents: [UInt32]) throws {
        guard let other = other as? NestedAggregator else { return }
        for bucket in 0..<other.counts.count {
            let target = Int(parents[bucket])
            if target >= counts.count { try extend(to: target + 1) }
            counts[target] += other.counts[bucket]
        }
        try children.merge(other.children, parents)
    }

    func finish() throws { try children.finish() }

    private func count(_ parent: UInt32?) -> Int {
        guard let parent, Int(parent) < counts.count else { return 0 }
        return counts[Int(parent)]
    }

    func write(_ parent: UInt32?, to response: AggregationResponse) throws {
        response.writeCount(count(parent))
        try children.write(parent, to: response)
    }

    func metric(_ property: String?, _ parent: UInt32) -> Double? {
        property == nil || property == "doc_count" || property == "_count"
            ? Double(count(parent)) : nil
    }
}
