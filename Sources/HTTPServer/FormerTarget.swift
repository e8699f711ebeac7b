/// The target of a connection's last request, taken apart: a client that searches asks for the same
/// one again and again.
///
/// `@unchecked Sendable`: only the connection's thread touches it.
package final class FormerTarget: @unchecked Sendable {
    /// A longer target is not remembered. Unit: bytes.
    private static let longest = 256

    private var former: HTTPTarget?

    package init() {}

    /// - Returns: what `HTTPTarget(raw)` is.
    package func target(_ raw: String) -> HTTPTarget? {
        if let former, former.raw == raw { return former }
        let target = HTTPTarget(raw)
        if let target, raw.utf8.count <= Self.longest { former = target }
        return target
    }
}
