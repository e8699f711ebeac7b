/// Bounds of what is decompressed.
package enum CompressionLimits {
    /// Largest zstd block. Unit: bytes of decompressed content.
    package static let blockSize = 256 << 20
    /// Output is taken from zlib in pieces of this size. Unit: bytes.
    static let pieceSize = 64 << 10
    /// Largest dictionary trained. Unit: bytes.
    package static let dictionarySize = 112 << 10
}
