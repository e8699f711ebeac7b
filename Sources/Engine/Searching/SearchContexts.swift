import Primitives
import QueryDSL
import Search
import Synchronization

/// Searches that outlive a request: scrolls and points in time, each pinning its snapshots until it
/// is cleared or not used for as long as its keep-alive says.
package final class SearchContexts: Sendable {
    package struct Context: Sendable {
        package let id: String
        package let targets: [SearchTarget]
        /// Unit: milliseconds since 1970.
        package let created: Int64
        /// Unit: milliseconds.
        package var keepAlive: Int
        /// Set for scrolls.
        package var scroll: ScrollState?
        fileprivate var expires: UInt64
    }

    /// Where a scroll stands: the request it repeats, and where each target goes on.
    package struct ScrollState: Sendable {
        package let request: SearchRequest
        /// The last hit given out of each target; nil before the first.
        package var positions: [SearchAfter?]
        /// As the first page counted.
        package let total: SearchOutcome.Total?
        package let maxScore: Float?

        mutating func advance(past page: SearchOutcome) {
            if positions.isEmpty {
                positions = Array(repeating: nil, count: page.targets.count)
            }
            for (target, hit) in page.lastHits.enumerated() {
                if let hit { positions[target] = SearchAfter(values: hit.sortValues) }
            }
        }
    }

    private let table = Mutex<[String: Context]>([:])

    private static func now() -> UInt64 { MonotonicClock.nanoseconds() / 1_000_000 }

    package func open(
        _ targets: [SearchTarget], keepAlive: Int, scroll: ScrollState? = nil, limit: Int
    ) throws(EngineError) -> Context {
        sweep()
        let id = (scroll == nil ? "pit" : "scroll") + AutomaticID.make() + AutomaticID.makeUUID()
        let context = Context(
            id: id, targets: targets, created: WallClock.milliseconds(), keepAlive: keepAlive,
            scroll: scroll, expires: Self.now() + UInt64(max(0, keepAlive)))
        let isOpened = table.withLock { table in
            guard table.count < limit else { return false }
            table[id] = context
            return true
        }
        guard isOpened else {
            throw EngineError(
                .tooManyContexts(
                    "Trying to create too many scroll contexts. Must be less than or equal to: "
                        + "[\(limit)]. This limit can be set by changing the "
                        + "[search.max_open_scroll_context] setting."))
        }
        return context
    }

    /// A context in use again: its time starts over.
    package func use(_ id: String, keepAlive: Int?) throws(EngineError) -> Context {
        sweep()
        let found = table.withLock { table -> Context? in
            guard var context = table[id] else { return nil }
            if let keepAlive { context.keepAlive = max(context.keepAlive, keepAlive) }
            context.expires = Self.now() + UInt64(max(0, context.keepAlive))
            table[id] = context
            return context
        }
        guard let found else { throw EngineError(.searchContextMissing(id: id)) }
        return found
    }

    package func advance(_ id: String, to scroll: ScrollState) {
        table.withLock { $0[id]?.scroll = scroll }
    }

    package func remove(_ id: String) -> Bool {
        table.withLock { $0.removeValue(forKey: id) != nil }
    }

    /// All contexts of one kind, oldest first.
    package func all(scrolls: Bool) -> [Context] {
        sweep()
        return table.withLock { table in
            table.values.filter { ($0.scroll != nil) == scrolls }
        }.sorted { ($0.created, $0.id) < ($1.created, $1.id) }
    }

    package func count(of uuid: String) -> Int {
        sweep()
        return table.withLock { table in
            table.values.count { context in
                context.targets.contains { $0.entry.uuid == uuid }
            }
        }
    }

    /// Contexts of an index that is deleted end with it.
    func forget(index uuid: String) {
        table.withLock { table in
            table = table.filter { entry in
                !entry.value.targets.contains { $0.entry.uuid == uuid }
            }
        }
    }

    private func sweep() {
        let now = Self.now()
        table.withLock { table in
            guard table.values.contains(where: { $0.expires < now }) else { return }
            table = table.filter { $0.value.expires >= now }
        }
    }
}
