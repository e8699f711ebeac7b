/// The tokens of field values, one array per attribute.
package final class TokenBuffer {
    package let vocabulary: Vocabulary
    package private(set) var count = 0
    package let termIDs: UnsafeMutablePointer<UInt32>
    package let positions: UnsafeMutablePointer<UInt32>
    package let startOffsets: UnsafeMutablePointer<UInt32>
    package let endOffsets: UnsafeMutablePointer<UInt32>

    package init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        termIDs = .allocate(capacity: 1)
        positions = .allocate(capacity: 1)
        startOffsets = .allocate(capacity: 1)
        endOffsets = .allocate(capacity: 1)
    }

    deinit {
        termIDs.deallocate()
        positions.deallocate()
        startOffsets.deallocate()
        endOffsets.deallocate()
    }

    package func removeAll() { count = 0 }
}
