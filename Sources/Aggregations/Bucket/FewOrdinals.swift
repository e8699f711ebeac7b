import Segments

/// The ordinals of few documents: a list while they are met, then each once with its count.
final class FewOrdinals {
    private let ordinals: UnsafeMutablePointer<UInt32>
    private let counts: UnsafeMutablePointer<UInt32>
    private let capacity: Int
    private var metCount = 0
    /// Distinct ordinals, ascending, once settled.
    private var distinctCount = 0

    init(capacity: Int) {
        self.capacity = capacity
        ordinals = .allocate(capacity: capacity)
        counts = .allocate(capacity: capacity)
    }

    deinit {
        ordinals.deallocate()
        counts.deallocate()
    }

    /// Documents met, those without a value included.
    var total: Int { metCount }

    /// False when they are more than it has room for, and none was taken.
    func append(_ docs: UnsafePointer<UInt32>, _ count: Int, of column: OrdinalColumn) -> Bool {
        guard metCount + count <= capacity else { return false }
        column.gather(docs, count: count, into: ordinals + metCount)
        metCount += count
        return true
    }

    @inline(__always)
    func append(_ ordinal: UInt32) -> Bool {
        guard metCount < capacity else { return false }
        ordinals[metCount] = ordinal
        metCount &+= 1
        return true
    }

    func forEachMet(_ body: (UInt32) -> Void) {
        for index in 0..<metCount { body(ordinals[index]) }
    }

    /// Sorts and counts what was met. Complexity: O(n log n).
    func settle() {
        var met = UnsafeMutableBufferPointer(start: ordinals, count: metCount)
        met.sort()
        distinctCount = 0
        for index in 0..<metCount {
            let ordinal = ordinals[index]
            if distinctCount > 0 && ordinals[distinctCount - 1] == ordinal {
                counts[distinctCount - 1] &+= 1
            } else {
                ordinals[distinctCount] = ordinal
                counts[distinctCount] = 1
                distinctCount += 1
            }
        }
    }

    subscript(ordinal: UInt32) -> Int {
        var low = 0
        var high = distinctCount
        while low < high {
            let middle = (low + high) / 2
            if ordinals[middle] < ordinal { low = middle + 1 } else { high = middle }
        }
        return low < distinctCount && ordinals[low] == ordinal ? Int(counts[low]) : 0
    }

    func forEach(atLeast limit: UInt32, _ body: (UInt32, UInt32) throws -> Void) rethrows {
        for index in 0..<distinctCount where counts[index] >= limit {
            try body(ordinals[index], counts[index])
        }
    }
}
