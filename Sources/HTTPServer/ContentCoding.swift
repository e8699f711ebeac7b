import Compression
import Primitives

/// Bodies compressed by the client, and for it.
enum ContentCoding {
    /// Codings a request's body may have. Lower-cased.
    static let accepted: Set<String> = ["gzip", "x-gzip", "identity"]

    /// Compressed input taken at a time, which bounds what a bomb unpacks before it is charged:
    /// deflate multiplies by at most 1032. Unit: bytes.
    private static let pieceSize = 4 << 10

    /// Decodes a gzip body in place; the decoded bytes are charged as they come.
    /// - Returns: why it cannot be, or nil.
    static func decodeBody(
        of request: HTTPRequest, limit: Int, memory: MemoryBudget
    ) -> HTTPRefusal? {
        guard let coding = request.headers["content-encoding"]?.lowercased(),
            coding != "identity", request.body.count > 0
        else { return nil }
        let encoded = request.body.padded
        let decoded = ByteWriter(capacity: encoded.count * 4)
        let charge = MemoryCharge(memory, for: "request body")
        do {
            let stream = try InflateStream(.gzip, limit: limit)
            var offset = 0
            while offset < encoded.count {
                let end = min(offset + pieceSize, encoded.count)
                try stream.feed(
                    UnsafeRawBufferPointer(rebasing: encoded[offset..<end]), into: decoded)
                try charge.grow(to: decoded.count)
                offset = end
            }
            try stream.finish()
        } catch let error as CompressionError {
            if case .outputOverLimit = error.kind { return .bodyTooLarge(limit: limit) }
            return .malformedEncoding(error.description)
        } catch let error as MemoryBudgetError {
            return .outOfMemory(error)
        } catch {
            return .malformedEncoding(String(describing: error))
        }
        request.body.replace(with: decoded, charge: charge)
        return nil
    }

    /// Compresses an answer for a client that accepts it, where that is worth the time.
    static func encodeBody(
        of response: inout HTTPResponse, for request: HTTPRequest, threshold: Int
    ) {
        guard response.isCompressible, response.body.count >= threshold, request.method != "HEAD",
            request.headers.accepts("gzip", in: "accept-encoding"),
            !response.hasHeader("content-encoding")
        else { return }
        let encoded = ByteWriter(capacity: response.body.count / 4)
        do {
            try DeflateStream.compress(response.body.bytes, .gzip, into: encoded)
        } catch {
            return  // Sent as it is, which every client understands.
        }
        response.body = encoded
        response.headers.append(("Content-Encoding", "gzip"))
        response.headers.append(("Vary", "Accept-Encoding"))
    }
}
