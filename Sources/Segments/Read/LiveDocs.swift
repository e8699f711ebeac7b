import Primitives

/// Which root documents of a segment are not deleted. Immutable: a delete publishes a new one.
package final class LiveDocs: Sendable {
    private let bits: FixedBitSet
    package let deletedCount: Int

    /// - Parameter bits: bit set = live. Not to be changed afterwards.
    package init(_ bits: FixedBitSet) {
        self.bits = bits
        deletedCount = bits.bitCount - bits.count()
    }

    /// Deleted documents included.
    package var documentCount: Int { bits.bitCount }
    package var liveCount: Int { bits.bitCount - deletedCount }

    /// Bit set = live; bits at and above `documentCount` are zero. Shape: [(documentCount + 63) / 64].
    package var words: UnsafePointer<UInt64> { UnsafePointer(bits.words) }

    package func isLive(_ doc: DocID) -> Bool { bits.test(Int(doc)) }

    /// Live docs with further documents deleted.
    /// - Parameter current: nil = all of `documentCount` are live.
    package static func deleting(
        _ docs: [DocID], from current: LiveDocs?, documentCount: Int
    ) -> LiveDocs {
        let bits = current.map { FixedBitSet(copying: $0.bits) } ?? {
            let all = FixedBitSet(bitCount: documentCount)
            all.setAll()
            return all
        }()
        for doc in docs { bits.clear(Int(doc)) }
        return LiveDocs(bits)
    }
}
