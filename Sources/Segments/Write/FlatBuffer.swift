/// A growable array of plain values whose storage kernels use through a pointer.
///
/// One owner at a time: not Sendable.
package final class FlatBuffer<Element: BitwiseCopyable> {
    /// Valid until the next append.
    private(set) var start: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 64) {
        self.capacity = capacity
        start = .allocate(capacity: capacity)
    }

    deinit { start.deallocate() }

    var memoryBytes: Int { capacity * MemoryLayout<Element>.stride }

    @inline(__always)
    subscript(index: Int) -> Element {
        get { start[index] }
        set { start[index] = newValue }
    }

    @inline(__always)
    func append(_ value: Element) {
        if _slowPath(count == capacity) { grow(1) }
        start[count] = value
        count &+= 1
    }

    @inline(__always)
    func append(contentsOf values: UnsafePointer<Element>, count added: Int) {
        reserve(added)
        (start + count).update(from: values, count: added)
        count &+= added
    }

    /// Appends `added` copies of a value.
    func append(repeating value: Element, count added: Int) {
        reserve(added)
        (start + count).update(repeating: value, count: added)
        count &+= added
    }

    @inline(__always)
    func reserve(_ added: Int) {
        if _slowPath(count &+ added > capacity) { grow(added) }
    }

    @inline(never)
    private func grow(_ added: Int) {
        let larger = max(capacity * 2, count + added)
        let moved = UnsafeMutablePointer<Element>.allocate(capacity: larger)
        moved.update(from: start, count: count)
        start.deallocate()
        start = moved
        capacity = larger
    }

    func removeAll() { count = 0 }

    func truncate(to newCount: Int) {
        precondition(newCount <= count, "cannot truncate \(count) to \(newCount)")
        count = newCount
    }

    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: count * MemoryLayout<Element>.stride)
    }
}
