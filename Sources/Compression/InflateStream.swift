import CZlib
import Primitives

/// Decompresses a gzip or zlib stream piece by piece, up to a bound.
///
/// Several gzip members one behind the other are one stream, as gzip itself reads them. HTTP
/// clients
/// that send raw deflate under the name `deflate` are understood. One owner at a time: not
/// Sendable.
package final class InflateStream {
    private let format: DeflateFormat
    private let stream: UnsafeMutablePointer<z_stream>
    private let limit: Int
    private var produced = 0
    private var sawInput = false
    /// The last member is complete, and nothing followed it so far.
    private var memberEnded = false

    /// - Parameter limit: most output before the stream is refused. Unit: bytes.
    package init(_ format: DeflateFormat, limit: Int) throws(CompressionError) {
        self.format = format
        self.limit = limit
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let code = inflateInit2_(
            stream, format.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        if code != Z_OK {
            throw CompressionError(format: format.name, kind: .failed("inflateInit2 gave \(code)"))
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Appends what the next piece of the stream decompresses to.
    package func feed(
        _ piece: UnsafeRawBufferPointer, into output: ByteWriter
    ) throws(CompressionError) {
        guard piece.count > 0, let base = piece.bindMemory(to: UInt8.self).baseAddress else {
            return
        }
        try beginIfFirst(base[0])
        stream.pointee.next_in = UnsafeMutablePointer(mutating: base)
        stream.pointee.avail_in = UInt32(piece.count)
        while stream.pointee.avail_in > 0 {
            if memberEnded { try beginNextMember() }
            if try !step(into: output) { break }
        }
        // What zlib holds back because the output was full.
        while !memberEnded, try step(into: output) {}
    }

    /// Checks that the stream is complete.
    package func finish() throws(CompressionError) {
        if sawInput && !memberEnded {
            throw CompressionError(format: format.name, kind: .truncated)
        }
    }

    /// Zlib's header has 8 in the low four bits of its first byte; without it the stream is raw.
    private func beginIfFirst(_ byte: UInt8) throws(CompressionError) {
        if sawInput { return }
        sawInput = true
        if format == .zlib && byte & 0x0F != 8 {
            inflateReset2(stream, -MAX_WBITS)
        }
    }

    private func beginNextMember() throws(CompressionError) {
        guard format == .gzip else {
            throw CompressionError(format: format.name, kind: .corrupt("bytes after the end"))
        }
        memberEnded = false
        inflateReset(stream)
    }

    /// Takes one piece of output; false when there is nothing more to take from the input so far.
    private func step(into output: ByteWriter) throws(CompressionError) -> Bool {
        let room = min(CompressionLimits.pieceSize, limit - produced + 1)
        var code = Z_OK
        var filled = 0
        output.withMutableTail(room) { tail in
            stream.pointee.next_out = tail.bindMemory(to: UInt8.self).baseAddress
            stream.pointee.avail_out = UInt32(room)
            code = inflate(stream, Z_NO_FLUSH)
            filled = room - Int(stream.pointee.avail_out)
            return filled
        }
        produced += filled
        if produced > limit {
            throw CompressionError(format: format.name, kind: .outputOverLimit(limit))
        }
        switch code {
        case Z_STREAM_END:
            memberEnded = true
            return true
        case Z_OK:
            return filled == room
        case Z_BUF_ERROR:
            return false
        default:
            let text = stream.pointee.msg.map { String(cString: $0) } ?? "code \(code)"
            throw CompressionError(format: format.name, kind: .corrupt(text))
        }
    }
}
