import CZstd
import Primitives

/// Compresses blocks, reusing its context. One thread at a time: not Sendable.
package final class ZstdCompressor {
    private let context: OpaquePointer
    /// What the context is set to compress with.
    private var referred: ZstdDictionary?

    package init() {
        guard let context = ZSTD_createCCtx() else { fatalError("no memory for a zstd context") }
        self.context = context
        // Whoever stores a frame knows its dictionary.
        ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 0)
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
        try refer(to: dictionary)
        if dictionary == nil { ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level) }
        let bound = ZSTD_compressBound(content.count)
        var failure: String?
        let before = output.count
        output.withMutableTail(bound) { tail in
            let result = ZSTD_compress2(
                context, tail.baseAddress, bound, content.baseAddress, content.count)
            guard ZSTD_isError(result) == 0 else {
                failure = String(cString: ZSTD_getErrorName(result))
                return 0
            }
            return result
        }
        if let failure { throw CompressionError(format: "zstd", kind: .failed(failure)) }
        return output.count - before
    }

    private func refer(to dictionary: ZstdDictionary?) throws(CompressionError) {
        if referred === dictionary { return }
        ZSTD_CCtx_refCDict(context, try dictionary?.compressing())
        referred = dictionary
    }
}
