/// A run of matching documents of one leaf on its way from scorer to scorer.
///
/// `docs` is ascending and without duplicates. Scores are summed in double, as Lucene does, because
/// a double holds the sum of a query's float scores exactly and so makes it independent of the
/// order in which clauses are visited; every node rounds what it hands up to float.
package final class DocBlock {
    /// Most documents a block holds.
    package static let capacity = 4096
    /// Room behind the capacity for kernels that write whole vectors.
    static let slack = 192

    package let docs: UnsafeMutablePointer<UInt32>
    package let scores: UnsafeMutablePointer<Double>
    package var count: Int

    private let memory: UnsafeMutableRawPointer

    /// The memory is not set: only what is below `count` may be read.
    package init() {
        let room = DocBlock.capacity + DocBlock.slack
        memory = ScratchPool.shared.take()
        scores = memory.bindMemory(to: Double.self, capacity: room)
        docs = (memory + room * 8).bindMemory(to: UInt32.self, capacity: room)
        count = 0
    }

    deinit { ScratchPool.shared.give(memory) }
}
