import JSON

/// The collectors below one aggregation, or at the top of a request.
package final class ChildAggregators {
    struct Child {
        let name: String
        let meta: JSONValue?
        let aggregator: any Aggregator
    }

    let all: [Child]

    init(_ all: [Child]) { self.all = all }

    package var isEmpty: Bool { all.isEmpty }

    func open(_ leaf: AggregationLeaf) throws {
        for child in all { try child.aggregator.open(leaf) }
    }

    func collect(_ block: BucketBlock) throws {
        for child in all { try child.aggregator.collect(block) }
    }

    func close() throws {
        for child in all { try child.aggregator.close() }
    }

    func merge(_ other: ChildAggregators, _ parents: [UInt32]) throws {
        for (child, theirs) in zip(all, other.all) {
            try child.aggregator.merge(theirs.aggregator, parents)
        }
    }

    func finish() throws {
        for child in all { try child.aggregator.finish() }
    }

    /// Writes a member for each child.
    func write(_ parent: UInt32?, to response: AggregationResponse) throws {
        for child in all {
            response.beginAggregation(child.name, child.aggregator.typePrefix, meta: child.meta)
            try child.aggregator.write(parent, to: response)
            response.json.endObject()
        }
    }

    func named(_ name: String) -> (any Aggregator)? {
        all.first { $0.name == name }?.aggregator
    }
}
