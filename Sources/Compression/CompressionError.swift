/// Bytes that cannot be decompressed, or a library call that failed.
package struct CompressionError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// Not what the format promises, in the library's words.
        case corrupt(String)
        /// The input ends before the compressed stream does.
        case truncated
        /// More output than the caller allows, as a decompression bomb has. Unit: bytes.
        case outputOverLimit(Int)
        /// A block decompresses to another size than was recorded. Unit: bytes.
        case wrongSize(expected: Int, found: Int)
        /// Too few or too uniform samples to train a dictionary.
        case untrainable(String)
        /// The library ran out of memory or was called wrongly.
        case failed(String)
    }

    /// `zstd`, `gzip` or `deflate`.
    package let format: String
    package let kind: Kind

    package init(format: String, kind: Kind) {
        self.format = format
        self.kind = kind
    }

    package var description: String {
        switch kind {
        case .corrupt(let text): "corrupt \(format) data: \(text)"
        case .truncated: "truncated \(format) data"
        case .outputOverLimit(let limit):
            "\(format) data of more than \(limit) bytes when decompressed"
        case .wrongSize(let expected, let found):
            "\(format) data of \(found) bytes when decompressed instead of \(expected)"
        case .untrainable(let text): "no \(format) dictionary: \(text)"
        case .failed(let text): "\(format): \(text)"
        }
    }
}
