import CZlib
import Primitives

/// Compresses a gzip or zlib stream piece by piece. One owner at a time: not Sendable.
package final class DeflateStream {
    private let format: DeflateFormat
    private let stream: UnsafeMutablePointer<z_stream>

    /// - Parameter level: 1 is fast, 9 is small.
    package init(_ format: DeflateFormat, level: Int32 = 1) throws(CompressionError) {
        self.format = format
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let code = deflateInit2_(
            stream, level, Z_DEFLATED, format.windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        if code != Z_OK {
            throw CompressionError(format: format.name, kind: .failed("deflateInit2 gave \(code)"))
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Appends what is ready of the stream after the next piece of content.
    package func feed(
        _ piece: UnsafeRawBufferPointer, into output: ByteWriter
    ) throws(CompressionError) {
        if piece.count > 0 { try run(piece, Z_NO_FLUSH, into: output) }
    }

    /// Appends the rest of the stream. The stream takes nothing more.
    package func finish(into output: ByteWriter) throws(CompressionError) {
        try run(UnsafeRawBufferPointer(start: nil, count: 0), Z_FINISH, into: output)
    }

    /// One whole stream.
    package static func compress(
        _ content: UnsafeRawBufferPointer, _ format: DeflateFormat, level: Int32 = 1,
        into output: ByteWriter
    ) throws(CompressionError) {
        let stream = try DeflateStream(format, level: level)
        try stream.feed(content, into: output)
        try stream.finish(into: output)
    }

    private func run(
        _ piece: UnsafeRawBufferPointer, _ flush: Int32, into output: ByteWriter
    ) throws(CompressionError) {
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: piece.bindMemory(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = UInt32(piece.count)
        var code = Z_OK
        repeat {
            output.withMutableTail(CompressionLimits.pieceSize) { tail in
                stream.pointee.next_out = tail.bindMemory(to: UInt8.self).baseAddress
                stream.pointee.avail_out = UInt32(tail.count)
                code = deflate(stream, flush)
                return tail.count - Int(stream.pointee.avail_out)
            }
            if code == Z_STREAM_ERROR {
                throw CompressionError(
                    format: format.name, kind: .failed("the stream is finished or broken"))
            }
        } while stream.pointee.avail_out == 0
    }
}
