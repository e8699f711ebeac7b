import CMicrohttpd
import Primitives

/// Reads and judges a request's header fields: what the library lets through and should not.
struct HeadInspection {
    var headers = HTTPHeaders()
    /// Declared length of the body; nil when chunked or absent. Unit: bytes.
    var contentLength: Int?
    var refusal: HTTPRefusal?

    init(_ connection: OpaquePointer, rawTarget: String, limits: HTTPServerLimits) {
        withUnsafeMutablePointer(to: &headers) { headers in
            cmhd_headers(connection, headers) { argument, name, nameSize, value, valueSize in
                guard let argument else { return }
                argument.assumingMemoryBound(to: HTTPHeaders.self).pointee.append(
                    lowercased: HeadInspection.text(name, nameSize).lowercased(),
                    HeadInspection.text(value, valueSize))
            }
        }
        refusal = judge(
            headSize: cmhd_head_size(connection), targetSize: rawTarget.utf8.count, limits)
    }

    private static func text(_ start: UnsafePointer<CChar>?, _ size: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: start, count: size), as: UTF8.self)
    }

    private mutating func judge(
        headSize: Int, targetSize: Int, _ limits: HTTPServerLimits
    ) -> HTTPRefusal? {
        if targetSize > limits.targetSize { return .targetTooLong(limit: limits.targetSize) }
        if headSize > limits.headSize { return .headTooLong(limit: limits.headSize) }
        if let fault = fieldFault() ?? lengthFault() { return .malformed(fault) }
        if let length = contentLength, length > limits.bodySize {
            return .bodyTooLarge(limit: limits.bodySize)
        }
        if let coding = headers["content-encoding"]?.lowercased(),
            !ContentCoding.accepted.contains(coding)
        {
            return .unsupportedEncoding(coding)
        }
        return nil
    }

    /// A name with a space before its colon means one thing to a proxy and another to us.
    private func fieldFault() -> String? {
        for field in headers.fields {
            let isToken = field.name.utf8.allSatisfy { $0 > 32 && $0 < 127 }
            if field.name.isEmpty || !isToken {
                return "header name [\(field.name)] holds a space or control character"
            }
        }
        return headers.count(of: "host") > 1 ? "more than one Host header" : nil
    }

    /// A request whose length can be read in two ways may hide another request in its body.
    private mutating func lengthFault() -> String? {
        let lengths = headers.count(of: "content-length")
        let encodings = headers.count(of: "transfer-encoding")
        if lengths > 1 { return "more than one Content-Length header" }
        if encodings > 1 { return "more than one Transfer-Encoding header" }
        if lengths > 0 && encodings > 0 {
            return "Content-Length and Transfer-Encoding in one request"
        }
        guard let text = headers["content-length"] else { return nil }
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
        guard isNumber else { return "Content-Length [\(text)] is not a number" }
        contentLength = Int(text) ?? Int.max
        return nil
    }
}
