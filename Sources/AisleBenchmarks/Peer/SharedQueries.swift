import Engine
import Synchronization

/// Queries several threads take one after the other.
final class SharedQueries: Sendable {
    private let queries: [PeerQuery]
    private let count: Int
    private let engine: Engine
    private let index: String
    private let next = Atomic<Int>(0)

    init(_ queries: [PeerQuery], count: Int, _ engine: Engine, _ index: String) {
        self.queries = queries
        self.count = queries.isEmpty ? 0 : count
        self.engine = engine
        self.index = index
    }

    func run() {
        while true {
            let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard number < count else { return }
            let query = queries[number % queries.count]
            _ = try? engine.search(
                IndexExpression(index), IndicesOptions.search, query.request)
        }
    }
}
