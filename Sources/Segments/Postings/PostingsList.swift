/// The documents of one term, in blocks of 128.
package struct PostingsList: BitwiseCopyable {
    package static let blockSize = 128

    package var documentFrequency: Int { preconditionFailure("unwritten") }
    package var totalTermFrequency: Int64 { preconditionFailure("unwritten") }
    package var blockCount: Int { preconditionFailure("unwritten") }
    package var hasPositions: Bool { preconditionFailure("unwritten") }
    package var hasFrequencies: Bool { preconditionFailure("unwritten") }
    /// Last doc ID of each block. Shape: [blockCount].
    package var lastDocs: UnsafePointer<UInt32> { preconditionFailure("unwritten") }
    /// Shape: [blockCount].
    package var impacts: UnsafePointer<Impact> { preconditionFailure("unwritten") }
    package var listImpact: Impact { preconditionFailure("unwritten") }

    /// Documents in a block: 128 except in the last.
    package func blockSize(_ block: Int) -> Int { preconditionFailure("unwritten") }

    /// Writes 128 doc IDs, ascending; behind the block's documents `UInt32.max`.
    /// - Returns: documents in the block.
    @discardableResult
    package func decodeDocuments(_ block: Int, into docs: UnsafeMutablePointer<UInt32>) -> Int {
        preconditionFailure("unwritten")
    }

    /// Writes 128 frequencies; 1 when the field has none, and behind the block's documents.
    package func decodeFrequencies(_ block: Int, into frequencies: UnsafeMutablePointer<UInt32>) {
        preconditionFailure("unwritten")
    }

    package func impact(_ block: Int) -> Impact { preconditionFailure("unwritten") }

    /// - Parameter k: 10, 100 or 1000.
    /// - Returns: nil when the term has fewer documents, or the field no frequencies.
    package func headBound(k: Int) -> HeadBound? { preconditionFailure("unwritten") }

    /// Absolute positions of the block's documents one behind the other, as many a document as its
    /// frequency; unaligned little-endian integers of 1, 2 or 4 bytes.
    package func positions(_ block: Int) -> (bytes: UnsafeRawPointer, width: Int) {
        preconditionFailure("unwritten")
    }
}
