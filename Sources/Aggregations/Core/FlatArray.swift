/// A growable array of plain values that kernels use through its pointer. One owner: not Sendable.
final class FlatArray<Element: BitwiseCopyable> {
    /// Valid until the next growth.
    private(set) var start: UnsafeMutablePointer<Element>
    private(set) var count: Int
    private var capacity: Int

    private static var leastCapacity: Int { 16 }

    /// - Parameter capacity: 0 allocates nothing before the first element.
    init(capacity: Int = 0) {
        self.capacity = max(0, capacity)
        start =
            capacity > 0
            ? .allocate(capacity: capacity) : nothing.pointer.assumingMemoryBound(to: Element.self)
        count = 0
    }

    deinit { if capacity > 0 { start.deallocate() } }

    @inline(__always)
    subscript(index: Int) -> Element {
        get { start[index] }
        set { start[index] = newValue }
    }

    @inline(__always)
    func append(_ value: Element) {
        if count == capacity { reallocate(max(Self.leastCapacity, capacity * 2)) }
        start[count] = value
        count &+= 1
    }

    /// Makes it at least `newCount` long with copies of `value`.
    @inline(__always)
    func extend(to newCount: Int, with value: Element) {
        if newCount > count { extendSlowly(newCount, value) }
    }

    @inline(never)
    private func extendSlowly(_ newCount: Int, _ value: Element) {
        if newCount > capacity { reallocate(max(newCount, capacity * 2)) }
        (start + count).initialize(repeating: value, count: newCount - count)
        count = newCount
    }

    /// `newCount` copies of `value`, whatever was there.
    func reset(to newCount: Int, with value: Element) {
        count = 0
        extend(to: newCount, with: value)
    }

    func removeAll() { count = 0 }

    @inline(never)
    private func reallocate(_ newCapacity: Int) {
        let moved = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
        moved.update(from: start, count: count)
        if capacity > 0 { start.deallocate() }
        start = moved
        capacity = newCapacity
    }
}

/// Where arrays without elements point to.
private struct Nothing: @unchecked Sendable {
    let pointer = UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 16)
}

private let nothing = Nothing()
