import Index
import Segments

extension Engine {
    package func refresh(_ entry: IndexEntry) throws {
        do { try serving(entry).refresh() } catch { throw fault(error, in: entry) }
    }

    /// Makes everything written durable in a commit.
    package func flush(_ entry: IndexEntry) throws {
        do { try serving(entry).flush() } catch { throw fault(error, in: entry) }
    }

    /// - Parameter maxSegments: nil merges what the policy finds worth merging.
    package func forceMerge(
        _ entry: IndexEntry, maxSegments: Int?, onlyExpungeDeletes: Bool, flush: Bool
    ) throws {
        do {
            let index = try serving(entry)
            try index.forceMerge(
                maxSegments: maxSegments ?? 1, onlyExpungingDeletes: onlyExpungeDeletes)
            if flush { try index.flush() }
        } catch {
            throw fault(error, in: entry)
        }
    }

    /// Documents searches see.
    package func documentCount(of entry: IndexEntry) throws -> Int {
        try openForReading(entry).snapshot.documentCount
    }

    package func statistics(of entry: IndexEntry) -> IndexStatistics {
        entry.index?.statistics() ?? IndexStatistics()
    }
}
