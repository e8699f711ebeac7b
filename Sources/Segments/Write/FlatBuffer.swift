import Glibc

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
        start = FlatBuffer.memory(nil, capacity)
    }

    deinit { free(start) }

    /// Memory for so many elements, with the content of `old`, which it takes the place of: a large
    /// block is moved by the system without a byte being copied.
    private static func memory(
        _ old: UnsafeMutablePointer<Element>?, _ capacity: Int
    ) -> UnsafeMutablePointer<Element> {
        let size = max(capacity, 1) * MemoryLayout<Element>.stride
        guard let memory = realloc(old, size) else {
            fatalError("out of memory: asked for \(size) bytes")
        }
        return memory.assumingMemoryBound(to: Element.self)
    }

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
        start = FlatBuffer.memory(start, larger)
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
