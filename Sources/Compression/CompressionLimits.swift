/// Bounds of what is decompressed.
package enum CompressionLimits {
    /// Largest zstd block. Unit: bytes of decompressed content.
    package static let blockSize = 256 << 20
    /// Output is taken from zlib in pieces of this size. Unit: bytes.
    static let pieceSize = 64 << 10
    /// Largest dictionary made. Unit: bytes.
    package static let dictionarySize = 1 << 20
    /// Smallest, of which the tables of its header are most. Unit: bytes.
    package static let leastDictionarySize = 2 << 10
    /// Least typical content to make one of. Unit: bytes.
    package static let leastDictionaryContent = 256
}
