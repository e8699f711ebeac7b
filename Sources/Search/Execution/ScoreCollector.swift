import Segments

/// The k best-scored documents so far; among equals the one met first is better.
final class ScoreCollector {
    private let k: Int
    private let scores: UnsafeMutablePointer<Float>
    /// Leaf in the upper half, document in the lower. Shape: [k].
    private let documents: UnsafeMutablePointer<UInt64>
    private var count = 0
    /// A document has to score more to be collected.
    private(set) var threshold: Float

    init(k: Int) {
        precondition(k > 0, "collecting \(k) documents")
        self.k = k
        threshold = -.infinity
        scores = .allocate(capacity: k)
        documents = .allocate(capacity: k)
    }

    deinit {
        scores.deallocate()
        documents.deallocate()
    }

    /// - Parameter score: one that k documents are known to reach; -infinity when none is.
    func raise(to score: Float) {
        if score > threshold { threshold = max(threshold, score.nextDown) }
    }

    /// Documents come in ascending order over all blocks and leaves.
    func collect(_ block: DocBlock, leaf: Int) {
        let upper = UInt64(leaf) << 32
        for at in 0..<block.count {
            let score = Float(block.scores[at])
            if score > threshold { insert(score, upper | UInt64(block.docs[at])) }
        }
    }

    @inline(never)
    private func insert(_ score: Float, _ document: UInt64) {
        if count < k {
            siftUp(score, document)
            count += 1
        } else {
            siftDown(score, document)
        }
        if count == k && scores[0] > threshold { threshold = scores[0] }
    }

    /// Whether the first entry is worse than the second.
    @inline(__always)
    private func isWorse(_ a: Float, _ x: UInt64, than b: Float, _ y: UInt64) -> Bool {
        a < b || (a == b && x > y)
    }

    private func siftUp(_ score: Float, _ document: UInt64) {
        var at = count
        while at > 0 {
            let parent = (at - 1) / 2
            if !isWorse(score, document, than: scores[parent], documents[parent]) { break }
            scores[at] = scores[parent]
            documents[at] = documents[parent]
            at = parent
        }
        scores[at] = score
        documents[at] = document
    }

    /// Replaces the worst entry.
    private func siftDown(_ score: Float, _ document: UInt64) {
        var at = 0
        while true {
            var child = 2 * at + 1
            if child >= k { break }
            if child + 1 < k
                && isWorse(
                    scores[child + 1], documents[child + 1], than: scores[child],
                    documents[child])
            {
                child += 1
            }
            if !isWorse(scores[child], documents[child], than: score, document) { break }
            scores[at] = scores[child]
            documents[at] = documents[child]
            at = child
        }
        scores[at] = score
        documents[at] = document
    }

    /// Best first.
    func hits() -> [TopDocs.Hit] {
        let order = (0..<count).sorted {
            isWorse(scores[$1], documents[$1], than: scores[$0], documents[$0])
        }
        return order.map {
            TopDocs.Hit(
                leaf: Int(documents[$0] >> 32),
                doc: DocID(truncatingIfNeeded: documents[$0]), score: scores[$0])
        }
    }
}
