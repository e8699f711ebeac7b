/// Chooses and orders the buckets of a response.
struct BucketSelection {
    let orders: [BucketOrder]
    let children: ChildAggregators
    let counts: FlatArray<Int>
    /// Whether the first bucket's key is before the second's.
    let isKeyBefore: (UInt32, UInt32) -> Bool

    /// The first `size` buckets in order.
    func first(_ size: Int, of buckets: [UInt32]) -> [UInt32] {
        let numbers = measured(buckets)
        func isBefore(_ left: Int, _ right: Int) -> Bool {
            precedes(left, right, buckets, numbers)
        }
        if size >= buckets.count {
            return buckets.indices.sorted(by: isBefore).map { buckets[$0] }
        }
        // The best so far as a heap with the worst on top.
        var heap: [Int] = []
        heap.reserveCapacity(size)
        for index in buckets.indices {
            if heap.count < size {
                heap.append(index)
                siftUp(&heap, isBefore)
            } else if size > 0, isBefore(index, heap[0]) {
                heap[0] = index
                siftDown(&heap, isBefore)
            }
        }
        return heap.sorted(by: isBefore).map { buckets[$0] }
    }

    /// What each level that follows a path orders by. Shape: [orders][buckets], empty for others.
    private func measured(_ buckets: [UInt32]) -> [[Double?]] {
        orders.map { order in
            guard case .path = order.key else { return [] }
            return buckets.map { order.number($0, children) }
        }
    }

    private func precedes(
        _ left: Int, _ right: Int, _ buckets: [UInt32], _ numbers: [[Double?]]
    ) -> Bool {
        let (a, b) = (buckets[left], buckets[right])
        for (level, order) in orders.enumerated() {
            switch order.key {
            case .count:
                let (x, y) = (counts[Int(a)], counts[Int(b)])
                if x != y { return (x < y) == order.isAscending }
            case .key:
                if isKeyBefore(a, b) { return order.isAscending }
                if isKeyBefore(b, a) { return !order.isAscending }
            case .path:
                let (x, y) = (numbers[level][left] ?? .nan, numbers[level][right] ?? .nan)
                if x.isNaN != y.isNaN { return y.isNaN }
                if x != y && !x.isNaN { return (x < y) == order.isAscending }
            }
        }
        return left < right
    }

    private func siftUp(_ heap: inout [Int], _ isBefore: (Int, Int) -> Bool) {
        var at = heap.count - 1
        while at > 0 {
            let parent = (at - 1) / 2
            guard isBefore(heap[parent], heap[at]) else { return }
            heap.swapAt(parent, at)
            at = parent
        }
    }

    private func siftDown(_ heap: inout [Int], _ isBefore: (Int, Int) -> Bool) {
        var at = 0
        while true {
            var worst = at
            for child in [at * 2 + 1, at * 2 + 2] where child < heap.count {
                if isBefore(heap[worst], heap[child]) { worst = child }
            }
            if worst == at { return }
            heap.swapAt(worst, at)
            at = worst
        }
    }
}
