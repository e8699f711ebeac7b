import Primitives

/// Why the server itself turned a request away, before any handler saw it.
///
/// Whoever starts the server turns each into a response: shapes and status codes are not known
/// here.
package enum HTTPRefusal: Sendable {
    /// Not the HTTP it claims to be, or ambiguous about where it ends.
    case malformed(String)
    case targetTooLong(limit: Int)
    case headTooLong(limit: Int)
    case bodyTooLarge(limit: Int)
    /// A `Content-Encoding` that is not known here.
    case unsupportedEncoding(String)
    /// The bytes are not what `Content-Encoding` says.
    case malformedEncoding(String)
    /// The request arrived too slowly.
    case slow(milliseconds: Int)
    /// The lane's queue is full.
    case overloaded(lane: String, queueLimit: Int)
    /// The body does not fit the memory budget.
    case outOfMemory(MemoryBudgetError)
    /// The server is stopping.
    case draining

    /// Refusals after which the connection cannot go on: where the next request begins is unclear.
    var closesConnection: Bool {
        switch self {
        case .overloaded, .malformedEncoding, .outOfMemory: false
        default: true
        }
    }

    /// Whether the same request may succeed later.
    var isTemporary: Bool {
        switch self {
        case .overloaded, .outOfMemory, .draining: true
        default: false
        }
    }
}
