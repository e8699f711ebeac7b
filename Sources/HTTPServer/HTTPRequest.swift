/// A request as a handler sees it: whole, guarded, decompressed.
package struct HTTPRequest: Sendable {
    /// As received, such as `GET`; unknown ones come through.
    package let method: String
    package let target: HTTPTarget
    package let headers: HTTPHeaders
    package let body: HTTPBody
    /// The client's address without its port; empty when unknown.
    package let remoteAddress: String

    package init(
        method: String, target: HTTPTarget, headers: HTTPHeaders = HTTPHeaders(),
        body: HTTPBody = HTTPBody([]), remoteAddress: String = ""
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.remoteAddress = remoteAddress
    }
}
