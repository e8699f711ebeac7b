import Synchronization

/// Parsers between two documents: making one costs more than parsing a request with it.
///
/// `@unchecked Sendable`: the list is behind a mutex, a parser has one owner.
final class JSONParserPool: @unchecked Sendable {
    static let shared = JSONParserPool()

    /// `@unchecked Sendable`: only ever touched inside the mutex.
    private struct Spares: @unchecked Sendable {
        var parsers: [JSONParser] = []
    }

    private let spares = Mutex(Spares())

    func take() -> JSONParser { spares.withLock { $0.parsers.popLast() } ?? JSONParser() }

    /// Keeps the parser unless it grew over a large text or enough others are at hand.
    func give(_ parser: JSONParser) {
        guard parser.capacity <= JSONLimits.retainedTextSize else { return }
        spares.withLock { spares in
            if spares.parsers.count < JSONLimits.spareParsers { spares.parsers.append(parser) }
        }
    }
}
