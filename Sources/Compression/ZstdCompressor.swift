import CZstd
import Primitives

/// Compresses blocks, reusing its context. One thread at a time: not Sendable.
package final class ZstdCompressor {
    private let context: OpaquePointer

    package init() {
        guard let context = ZSTD_createCCtx() else { fatalError("no memory for a zstd context") }
        self.context = context
    }

    deinit { ZSTD_freeCCtx(context) }

    /// Appends one frame. The size of the content is in the frame; give it to no one else.
    /// - Parameter level: ignored with a dictionary, which has its own.
    /// - Returns: size of the frame. Unit: bytes.
    @discardableResult
    package func compress(
        _ content: UnsafeRawBufferPointer, level: Int32 = 1, dictionary: ZstdDictionary? = nil,
        into output: ByteWriter
    ) throws(CompressionError) -> Int {
        let digested = try dictionary?.compressing()
        let bound = ZSTD_compressBound(content.count)
        var failure: String?
        let before = output.count
        output.withMutableTail(bound) { tail in
            let result =
                if let digested {
                    ZSTD_compress_usingCDict(
                        context, tail.baseAddress, bound, content.baseAddress, content.count,
                        digested)
                } else {
                    ZSTD_compressCCtx(
                        context, tail.baseAddress, bound, content.baseAddress, content.count, level)
                }
            guard ZSTD_isError(result) == 0 else {
                failure = String(cString: ZSTD_getErrorName(result))
                return 0
            }
            return result
        }
        if let failure { throw CompressionError(format: "zstd", kind: .failed(failure)) }
        return output.count - before
    }
}
