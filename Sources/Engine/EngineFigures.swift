import Synchronization

/// Searches of each index since the start, for statistics.
package final class EngineFigures: Sendable {
    package struct Search: Sendable, Equatable {
        package var queries = 0
        /// Unit: nanoseconds.
        package var queryNanoseconds: UInt64 = 0
        package var fetches = 0
        /// Unit: nanoseconds.
        package var fetchNanoseconds: UInt64 = 0
        package var scrolls = 0
        package var suggests = 0
        package var pointsInTime = 0
        /// Queries by the names requests gave in `stats`.
        package var groups: [String: Int] = [:]

        package init() {}

        package mutating func add(_ other: Search) {
            queries += other.queries
            queryNanoseconds &+= other.queryNanoseconds
            fetches += other.fetches
            fetchNanoseconds &+= other.fetchNanoseconds
            scrolls += other.scrolls
            suggests += other.suggests
            pointsInTime += other.pointsInTime
            groups.merge(other.groups, uniquingKeysWith: +)
        }
    }

    private let byIndex = Mutex<[String: Search]>([:])

    package func search(of uuid: String) -> Search { byIndex.withLock { $0[uuid] ?? Search() } }

    func record(_ uuid: String, _ change: (inout Search) -> Void) {
        byIndex.withLock { change(&$0[uuid, default: Search()]) }
    }

    func forget(_ uuid: String) { byIndex.withLock { $0[uuid] = nil } }
}
