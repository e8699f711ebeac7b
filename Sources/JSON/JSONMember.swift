import Glibc

/// A key and its value in an object. Valid as long as the node it came from.
package struct JSONMember {
    /// The key as a node of its own, to ask for its place.
    package let keyNode: JSONNode
    package let value: JSONNode

    /// Unescaped UTF-8.
    package var keyBytes: UnsafeRawBufferPointer { keyNode.stringBytes }

    package var key: String { String(decoding: keyBytes, as: UTF8.self) }

    package func hasKey(_ key: StaticString) -> Bool {
        hasKey(UnsafeRawBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    }

    package func hasKey(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let own = keyBytes
        guard own.count == bytes.count else { return false }
        guard let left = own.baseAddress, let right = bytes.baseAddress else { return true }
        return memcmp(left, right, own.count) == 0
    }
}
