import Search
import Segments

/// The documents without a value of a field.
package struct MissingAggregation: SoleBucketAggregation {
    package static let name = "missing"
    package static let summary = "The documents without a value of a field."
    package static let parameters = ["field", "missing", "value_type"]
    package static let takesChildren = true

    private let binding: FieldBinding

    package init(_ body: AggregationBody) throws {
        binding = try FieldBinding(body, accepting: .anything)
    }

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        let bindings = build.definitions(of: MissingAggregation.self).map(\.binding)
        return SoleBucketAggregator(WithoutValue(bindings), prefix: "missing", build)
    }
}

private final class WithoutValue: SoleBucketMembership {
    private let bindings: [FieldBinding]
    private let ordinals: OrdinalReader
    private var numbers: NumberColumnPresence?
    private var isOrdinal = false
    private var hasMissing = false

    init(_ bindings: [FieldBinding]) {
        self.bindings = bindings
        ordinals = OrdinalReader(bindings)
    }

    func open(_ leaf: AggregationLeaf) throws {
        let binding = bindings[leaf.index]
        // With a stand-in no document is without a value.
        hasMissing = binding.missing != nil
        isOrdinal = binding.kind == .keyword
        if isOrdinal {
            try ordinals.open(leaf)
        } else {
            numbers = NumberColumnPresence(
                try binding.number.flatMap { try leaf.leaf.view.numericColumn($0) })
        }
    }

    func select(
        _ block: BucketBlock, _ docs: UnsafeMutablePointer<UInt32>,
        _ buckets: UnsafeMutablePointer<UInt32>
    ) throws -> Int {
        if hasMissing { return 0 }
        var count = 0
        for index in 0..<block.count {
            let doc = block.docs[index]
            let hasValue =
                isOrdinal
                ? ordinals.column.map { !$0.valueRange(doc).isEmpty } ?? false
                : numbers?.contains(doc) ?? false
            if hasValue { continue }
            docs[count] = doc
            buckets[count] = block.buckets[index]
            count += 1
        }
        return count
    }
}
