import Glibc
import Index
import JSON
import Primitives
import Schema
import Segments

/// Makes and opens the indices of one data folder, and runs what they do by themselves.
final class IndexFactory: Sendable {
    private let folder: DataFolder
    private let environment: IndexEnvironment
    private let pool: ThreadPool

    init(folder: DataFolder, budget: MemoryBudget) {
        self.folder = folder
        let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        pool = ThreadPool(
            name: "maintenance", threads: max(2, processors / 2),
            queueLimit: EngineLimits.maintenanceQueue, niceness: 10)
        environment = IndexEnvironment(budget: budget, pool: pool)
    }

    func create(_ entry: IndexEntry, mapping: JSONValue) throws -> LiveIndex {
        let directory = try FileSystemDirectory(path: folder.indexPath(entry.uuid))
        do {
            return try LiveIndex.create(
                directory: directory, settings: entry.settings, mappings: mapping,
                environment: environment)
        } catch {
            try? folder.remove(entry.uuid)
            throw EngineError(.inIndex(error), index: entry.name, uuid: entry.uuid)
        }
    }

    func reopen(_ entry: IndexEntry) throws -> LiveIndex {
        do {
            let directory = try FileSystemDirectory(path: folder.indexPath(entry.uuid))
            return try LiveIndex.open(directory: directory, environment: environment)
        } catch {
            throw EngineError(.inIndex(error), index: entry.name, uuid: entry.uuid)
        }
    }

    /// Ends maintenance. The indices must be closed.
    func close() { pool.stop(drain: true) }
}
