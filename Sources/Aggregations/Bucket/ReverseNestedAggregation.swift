import Search
import Segments

/// The documents nested objects belong to: the root documents, or those of an outer path.
package struct ReverseNestedAggregation: SoleBucketAggregation {
    package static let name = "reverse_nested"
    package static let summary = "The documents nested objects belong to."
    package static let parameters = ["path"]
    package static let takesChildren = true

    /// Spaces from the objects' own outwards, the target's left out.
    private let chain: [SpaceNumber]
    /// Nil for the root documents.
    private let path: String?

    package init(_ body: AggregationBody) throws {
        guard let inner = body.nestedPath else {
            throw body.illegal(
                "Reverse nested aggregation [\(body.name)] can only be used inside a [nested] "
                    + "aggregation")
        }
        path = try body.string("path")
        chain = try body.parsing.spaces(from: path, to: inner)?.reversed() ?? []
    }

    package func path(ofChildrenIn nestedPath: String?) -> String? { path }

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        let chains = build.definitions(of: ReverseNestedAggregation.self).map(\.chain)
        return SoleBucketAggregator(OuterDocuments(chains), prefix: "reverse_nested", build)
    }
}

private final class OuterDocuments: SoleBucketMembership {
    private let chains: [[SpaceNumber]]
    private var parents: [UnsafePointer<UInt32>] = []
    private var isMapped = false
    /// The last document each bucket got: several objects of one document count once.
    private let last = FlatArray<UInt32>()

    init(_ chains: [[SpaceNumber]]) { self.chains = chains }

    func open(_ leaf: AggregationLeaf) throws {
        last.removeAll()
        parents = []
        for number in chains[leaf.index] {
            guard let space = try leaf.leaf.view.reader.space(number) else { continue }
            parents.append(space.parents)
        }
        isMapped = !parents.isEmpty && parents.count == chains[leaf.index].count
    }

    func select(
        _ block: BucketBlock, _ docs: UnsafeMutablePointer<UInt32>,
        _ buckets: UnsafeMutablePointer<UInt32>
    ) throws -> Int {
        if !isMapped { return 0 }
        var count = 0
        for index in 0..<block.count {
            var doc = block.docs[index]
            for level in parents { doc = level[Int(doc)] }
            let bucket = block.buckets[index]
            last.extend(to: Int(bucket) + 1, with: .max)
            if last[Int(bucket)] == doc { continue }
            last[Int(bucket)] = doc
            docs[count] = doc
            buckets[count] = bucket
            count += 1
        }
        return count
    }
}
