import Index
import JSON
import Primitives
import Segments
import Synchronization

/// The named indices of one data folder, and everything a request can ask of them.
///
/// Requests read `state`, an immutable value published by one swap, and work on the `LiveIndex`es
/// it
/// names. Changes to names, aliases, templates and settings go one at a time through `change`,
/// which
/// writes the catalog before it publishes.
package final class Engine: Sendable {
    package let configuration: EngineConfiguration
    package let identity: NodeIdentity
    package let budget: MemoryBudget
    package let contexts = SearchContexts()
    package let figures = EngineFigures()
    let folder: DataFolder
    let factory: IndexFactory
    private let catalog: Mutex<Catalog>
    private let published: Mutex<ClusterState>
    /// Asks each index several times a second whether something is due.
    private let ticking = Mutex<RecurringThread?>(nil)
    let log = DiagnosticLog("engine")

    /// Takes the folder, reads the catalog and opens the indices in it.
    /// - Throws: `EngineError` (`.lockHeld`) when another daemon has the folder; whatever an
    /// index says
    ///   that does not open, naming it.
    package init(_ configuration: EngineConfiguration, budget: MemoryBudget) throws {
        self.configuration = configuration
        self.budget = budget
        folder = try DataFolder(configuration.dataFolder)
        let catalog = try Catalog(path: folder.catalogPath)
        identity = try NodeIdentity(catalog: catalog, name: configuration.nodeName)
        factory = IndexFactory(folder: folder, budget: budget)
        var state = try catalog.read()
        for entry in state.sortedIndices where entry.isOpen {
            let index = try factory.reopen(entry)
            state.indices[entry.name]?.index = index
            state.indices[entry.name]?.settings = index.settings
        }
        try folder.sweep(keeping: Set(state.indices.values.map(\.uuid)))
        self.catalog = Mutex(catalog)
        published = Mutex(state)
        let thread = RecurringThread(
            name: "tick", intervalNanoseconds: EngineLimits.tickNanoseconds
        ) { [weak self] in self?.tick() }
        ticking.withLock { $0 = thread }
    }

    private func tick() {
        for entry in state.indices.values { entry.index?.tick() }
    }

    package var state: ClusterState { published.withLock { $0 } }

    /// One change of the cluster state: written to the catalog, then published. On any error
    /// nothing
    /// of it remains.
    func change<Result>(
        _ body: (inout ClusterState) throws -> Result
    ) throws -> Result {
        try catalog.withLock { catalog in
            let before = state
            var after = before
            let result = try body(&after)
            after.version = before.version + 1
            try catalog.write(from: before, to: after)
            published.withLock { $0 = after }
            return result
        }
    }

    /// Commits and closes every index, and gives the folder back. Requests must have ended.
    package func close() {
        ticking.withLock { $0 }?.stop()
        for entry in state.sortedIndices {
            guard let index = entry.index else { continue }
            do { try index.close() } catch {
                log.error(
                    "index could not be closed",
                    ["index": .text(entry.name), "error": .text("\(error)")])
            }
        }
        factory.close()
        folder.release()
    }
}
