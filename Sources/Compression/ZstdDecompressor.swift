import CZstd
import Primitives

/// Decompresses blocks, reusing its context. One thread at a time: not Sendable.
package final class ZstdDecompressor {
    private let context: OpaquePointer

    package init() {
        guard let context = ZSTD_createDCtx() else { fatalError("no memory for a zstd context") }
        self.context = context
    }

    deinit { ZSTD_freeDCtx(context) }

    /// Appends the content of one frame.
    /// - Parameters:
    ///   - size: the exact size of the content when it is known from elsewhere, else nil to take
    /// it from
    ///     the frame. Unit: bytes.
    ///   - limit: refuses a frame that claims more, before anything is allocated. Unit: bytes.
    /// - Returns: size of the content. Unit: bytes.
    @discardableResult
    package func decompress(
        _ frame: UnsafeRawBufferPointer, size: Int? = nil,
        limit: Int = CompressionLimits.blockSize, dictionary: ZstdDictionary? = nil,
        into output: ByteWriter
    ) throws(CompressionError) -> Int {
        let claimed = try contentSize(of: frame)
        if let size, size != claimed {
            throw CompressionError(format: "zstd", kind: .wrongSize(expected: size, found: claimed))
        }
        guard claimed <= limit else {
            throw CompressionError(format: "zstd", kind: .outputOverLimit(limit))
        }
        var failure: CompressionError?
        output.withMutableTail(claimed) { tail in
            let result =
                if let dictionary {
                    ZSTD_decompress_usingDDict(
                        context, tail.baseAddress, claimed, frame.baseAddress, frame.count,
                        dictionary.decompressing)
                } else {
                    ZSTD_decompressDCtx(
                        context, tail.baseAddress, claimed, frame.baseAddress, frame.count)
                }
            if ZSTD_isError(result) != 0 {
                let text = String(cString: ZSTD_getErrorName(result))
                failure = CompressionError(format: "zstd", kind: .corrupt(text))
                return 0
            }
            if result != claimed {
                failure = CompressionError(
                    format: "zstd", kind: .wrongSize(expected: claimed, found: result))
            }
            return result
        }
        if let failure { throw failure }
        return claimed
    }

    private func contentSize(of frame: UnsafeRawBufferPointer) throws(CompressionError) -> Int {
        let size = ZSTD_getFrameContentSize(frame.baseAddress, frame.count)
        // The library's two error values are the largest two.
        guard size < UInt64.max - 1 else {
            throw CompressionError(
                format: "zstd", kind: .corrupt("no frame header with a content size"))
        }
        return Int(clamping: size)
    }
}
