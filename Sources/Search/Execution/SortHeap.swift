import Segments

/// The k first documents of a leaf by tuples of integers, smallest first, ties by document.
final class SortHeap {
    let keyCount: Int
    private let k: Int
    /// `keyCount` integers a slot, then the document. Shape: [k, keyCount + 1].
    private let slots: UnsafeMutablePointer<Int64>
    private let scores: UnsafeMutablePointer<Float>
    private let order: UnsafeMutablePointer<Int>
    private(set) var count = 0

    init(k: Int, keyCount: Int) {
        self.k = k
        self.keyCount = keyCount
        slots = .allocate(capacity: k * (keyCount + 1))
        scores = .allocate(capacity: k)
        order = .allocate(capacity: k)
    }

    deinit {
        slots.deallocate()
        scores.deallocate()
        order.deallocate()
    }

    var isFull: Bool { count == k }

    /// The tuple to beat when full.
    var worst: UnsafePointer<Int64> { UnsafePointer(slot(order[0])) }

    private func slot(_ index: Int) -> UnsafeMutablePointer<Int64> {
        slots + index * (keyCount + 1)
    }

    /// Lexicographic, of the first `count` integers.
    static func precedes(
        _ a: UnsafePointer<Int64>, _ b: UnsafePointer<Int64>, _ count: Int
    ) -> Bool {
        for at in 0..<count where a[at] != b[at] { return a[at] < b[at] }
        return false
    }

    private func isWorse(_ a: Int, than b: Int) -> Bool {
        SortHeap.precedes(slot(b), slot(a), keyCount + 1)
    }

    /// - Parameter tuple: better than `worst` when full; its document is later than all before.
    func insert(_ tuple: UnsafePointer<Int64>, doc: DocID, score: Float) {
        let index = isFull ? order[0] : count
        let target = slot(index)
        for at in 0..<keyCount { target[at] = tuple[at] }
        target[keyCount] = Int64(doc)
        scores[index] = score
        if isFull {
            siftDown()
        } else {
            order[count] = index
            count += 1
            siftUp()
        }
    }

    private func siftUp() {
        var at = count - 1
        while at > 0 {
            let parent = (at - 1) / 2
            if !isWorse(order[at], than: order[parent]) { return }
            swap(at, parent)
            at = parent
        }
    }

    private func siftDown() {
        var at = 0
        while true {
            var child = 2 * at + 1
            if child >= count { return }
            if child + 1 < count && isWorse(order[child + 1], than: order[child]) { child += 1 }
            if !isWorse(order[child], than: order[at]) { return }
            swap(at, child)
            at = child
        }
    }

    private func swap(_ a: Int, _ b: Int) {
        let moved = order[a]
        order[a] = order[b]
        order[b] = moved
    }

    /// Documents and scores, first first.
    func sorted() -> [(doc: DocID, score: Float)] {
        let indices = (0..<count).sorted { SortHeap.precedes(slot($0), slot($1), keyCount + 1) }
        return indices.map { (DocID(slot($0)[keyCount]), scores[$0]) }
    }
}
