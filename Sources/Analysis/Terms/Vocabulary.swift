/// The interned terms of one indexing buffer: ids dense from 0 in the order of first appearance.
package final class Vocabulary {
    private var ids: [[UInt8]: UInt32] = [:]
    private var terms: [UnsafeRawBufferPointer] = []

    package init() {}

    deinit { removeAll() }

    package var count: Int { terms.count }
    package var memoryBytes: Int { terms.reduce(0) { $0 + $1.count + 64 } }

    package func intern(_ term: UnsafeRawBufferPointer) -> UInt32 {
        let key = [UInt8](term)
        if let id = ids[key] { return id }
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: term.count, alignment: 1)
        copy.copyMemory(from: term)
        let id = UInt32(terms.count)
        ids[key] = id
        terms.append(UnsafeRawBufferPointer(copy))
        return id
    }

    package func term(_ id: UInt32) -> UnsafeRawBufferPointer { terms[Int(id)] }

    package func removeAll() {
        for term in terms { term.deallocate() }
        terms = []
        ids = [:]
    }
}
