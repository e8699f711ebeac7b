/// The documents of one nested path in a segment.
package struct SpaceReader {
    package let number: SpaceNumber
    /// The space the parents live in.
    package let parentSpace: SpaceNumber
    package let documentCount: Int
    /// The parent of each document, ascending. Shape: [documentCount].
    package let parents: UnsafePointer<UInt32>
}
