import Primitives

/// An answer: status, header fields and a body that is sent without being copied.
///
/// `@unchecked Sendable`: the handler that made it hands it over and keeps no reference to `body`.
package struct HTTPResponse: @unchecked Sendable {
    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: ByteWriter
    /// Whether the body may be compressed for a client that accepts it.
    package var isCompressible = true

    package init(
        status: Int, headers: [(name: String, value: String)] = [], body: ByteWriter = ByteWriter()
    ) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    func hasHeader(_ lowercased: String) -> Bool {
        headers.contains { $0.name.lowercased() == lowercased }
    }
}
