import Primitives
import Segments

/// The live matching documents of one leaf.
package final class DocSet: Sendable {
    package enum Storage: Sendable {
        /// Every document `0..<count`.
        case all
        case bits(FixedBitSet)
        /// Ascending.
        case list([UInt32])
    }

    package let leaf: Leaf
    package let storage: Storage
    package let count: Int

    package init(leaf: Leaf, storage: Storage, count: Int) {
        self.leaf = leaf
        self.storage = storage
        self.count = count
    }

    package func contains(_ doc: DocID) -> Bool {
        switch storage {
        case .all: return Int(doc) < leaf.documentCount
        case .bits(let bits): return bits.test(Int(doc))
        case .list(let docs):
            var low = 0
            var high = docs.count
            while low < high {
                let middle = (low + high) / 2
                if docs[middle] < doc { low = middle + 1 } else { high = middle }
            }
            return low < docs.count && docs[low] == doc
        }
    }

    /// Hands out the documents ascending, at most `DocBlock.capacity` at a time.
    package func forEachBlock(
        _ body: (UnsafePointer<UInt32>, Int) throws -> Void
    ) rethrows {
        switch storage {
        case .list(let docs): try DocSet.forEachBlock(of: docs, body)
        case .all: try forEachBlockOfAll(body)
        case .bits(let bits): try forEachBlock(of: bits, body)
        }
    }

    private static func forEachBlock(
        of docs: [UInt32], _ body: (UnsafePointer<UInt32>, Int) throws -> Void
    ) rethrows {
        try docs.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var at = 0
            while at < buffer.count {
                let size = min(DocBlock.capacity, buffer.count - at)
                try body(base + at, size)
                at += size
            }
        }
    }

    private func forEachBlockOfAll(
        _ body: (UnsafePointer<UInt32>, Int) throws -> Void
    ) rethrows {
        try withUnsafeTemporaryAllocation(of: UInt32.self, capacity: DocBlock.capacity) { buffer in
            guard let base = buffer.baseAddress else { return }
            var at = 0
            while at < count {
                let size = min(DocBlock.capacity, count - at)
                for index in 0..<size { base[index] = UInt32(truncatingIfNeeded: at &+ index) }
                try body(base, size)
                at += size
            }
        }
    }

    /// A block is handed out when fewer documents than this fit into it.
    private static let leastRoom = 512

    private func forEachBlock(
        of bits: FixedBitSet, _ body: (UnsafePointer<UInt32>, Int) throws -> Void
    ) rethrows {
        try withUnsafeTemporaryAllocation(of: UInt32.self, capacity: DocBlock.capacity) { buffer in
            guard let base = buffer.baseAddress else { return }
            var at = 0
            var size = 0
            while at < bits.bitCount {
                let end = min(at + DocBlock.capacity - size, bits.bitCount)
                size += bits.writeSetBits(in: at..<end, to: base + size)
                at = end
                if DocBlock.capacity - size < DocSet.leastRoom || at == bits.bitCount {
                    if size > 0 { try body(base, size) }
                    size = 0
                }
            }
        }
    }
}
