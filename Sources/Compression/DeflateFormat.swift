import CZlib

/// The wrappings of a deflate stream.
package enum DeflateFormat: Sendable {
    case gzip
    /// RFC 1950, which HTTP calls `deflate`.
    case zlib

    var name: String { self == .gzip ? "gzip" : "deflate" }

    /// zlib's way to name the wrapping, with the largest window.
    var windowBits: Int32 { self == .gzip ? MAX_WBITS + 16 : MAX_WBITS }
}
