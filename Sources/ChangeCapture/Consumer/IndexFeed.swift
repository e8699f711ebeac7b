import Engine
import Index
import JSON
import Primitives

/// One entry of `indexes:` on its way into its index: what has changed, and the generations that
/// must learn it.
package final class IndexFeed {
    let configuration: IndexConfiguration
    /// Nil where the generations are given and stay.
    private let engine: Engine?
    /// The one the alias names first.
    package private(set) var generations: [Generation] = []
    /// Documents to read again.
    private(set) var pending = KeySet()
    /// Numbers to set in place in documents that need not be read.
    var fast = FastChanges()
    /// Long work that the changes gathered so far call for.
    private(set) var called: [BulkWork] = []
    /// Keys that wait for their debounce time, so that they wait once.
    private var debounced: [String: Int64] = [:]
    /// Beyond so many, those whose time is over are dropped.
    private var debounceRoom = CaptureLimits.changesAtOnce
    /// How far the long work of its generations is.
    var progress = WorkProgress()

    init(_ configuration: IndexConfiguration, _ engine: Engine) {
        self.configuration = configuration
        self.engine = engine
    }

    /// A feed of these generations alone.
    package init(_ configuration: IndexConfiguration, generations: [Generation]) {
        self.configuration = configuration
        engine = nil
        self.generations = generations
    }

    private var state: ClusterState { engine?.state ?? ClusterState() }

    // MARK: - Generations

    /// Finds the generations, and makes the first where there is none.
    func open() throws {
        guard engine != nil else { return }
        if state.indices[configuration.name] != nil {
            throw SourceError(
                .misconfigured,
                "\(configuration.name) is an index, where an alias for its generations is needed",
                remedy: "delete the index, or give the entry under indexes another name")
        }
        if active == nil { try create(number: (numbered.last?.number ?? 0) + 1, aliased: true) }
        let state = state
        let aliased = state.members(of: configuration.name).map { $0.name }
        let found = numbered.compactMap { name, _ -> Generation? in
            guard let index = state.indices[name]?.index else { return nil }
            return Generation(name: name, index: index, source: configuration.source)
        }
        generations =
            found.filter { aliased.contains($0.name) }
            + found.filter { !aliased.contains($0.name) && $0.isBuilding }
        guard !generations.isEmpty else {
            throw SourceError(
                .misconfigured, "the index behind \(configuration.name) is closed",
                remedy: "open it: POST /\(configuration.name)/_open")
        }
    }

    /// The index the alias names.
    var active: String? { state.members(of: configuration.name).first?.name }

    /// Every generation there is, oldest first, fed or not.
    var numbered: [(name: String, number: Int)] {
        let prefix = configuration.name + "-"
        return state.sortedIndices.compactMap { entry in
            guard entry.name.hasPrefix(prefix) else { return nil }
            let digits = entry.name.dropFirst(prefix.count)
            guard digits.count == 6, let number = Int(digits) else { return nil }
            return (entry.name, number)
        }
    }

    @discardableResult
    private func create(number: Int, aliased: Bool) throws -> Generation {
        let digits = String(number)
        let name =
            configuration.name + "-" + String(repeating: "0", count: max(0, 6 - digits.count))
            + digits
        var wanted = IndexCreation()
        wanted.mappings = configuration.mappings
        wanted.settings = configuration.settings
        if aliased { wanted.aliases = [configuration.name: [:]] }
        guard let index = try engine?.createIndex(name, wanted).index else {
            throw EngineError(.indexClosed, index: name)
        }
        return Generation(name: name, index: index, source: configuration.source)
    }

    /// Begins a new generation beside the one that serves.
    func beginResync(at position: SourcePosition) throws {
        guard !generations.contains(where: { $0.isBuilding }) else { return }
        let keep = Set(generations.map { $0.name })
        for (name, _) in numbered where !keep.contains(name) { try delete(name) }
        let next = try create(number: (numbered.last?.number ?? 0) + 1, aliased: false)
        try next.apply(
            [], position: position, opening: [BulkWork(task: .fill(sweeps: false, swaps: true))])
        generations.append(next)
    }

    /// The generation is complete: searches go to it from now on.
    func takeOver(_ generation: Generation) throws {
        try generation.refresh()
        try point(to: generation.name)
        generations = [generation]
    }

    /// Goes back to the generation before, which reads the source again in place; or gives up the
    /// one being built.
    func rollBack(at position: SourcePosition) throws {
        if let built = generations.first(where: { $0.isBuilding }) {
            generations.removeAll { $0 === built }
            try delete(built.name)
            return
        }
        let served = Set(generations.map { $0.name })
        guard let former = numbered.last(where: { !served.contains($0.name) }),
            let index = state.indices[former.name]?.index
        else {
            throw CaptureError.conflict("\(configuration.name) has no former generation")
        }
        let generation = Generation(
            name: former.name, index: index, source: configuration.source)
        try generation.restart(at: position, [BulkWork(task: .fill(sweeps: true, swaps: false))])
        try point(to: former.name)
        generations = [generation]
    }

    private func point(to name: String) throws {
        var actions: [AliasAction] = [
            .add(indices: [name], aliases: [configuration.name], AliasEntry())
        ]
        for entry in state.members(of: configuration.name) where entry.name != name {
            actions.append(
                .remove(indices: [entry.name], aliases: [configuration.name], mustExist: nil))
        }
        try engine?.applyAliasActions(actions)
    }

    private func delete(_ name: String) throws {
        try engine?.deleteIndices(IndexExpression([name]), .strict)
    }

    // MARK: - Changes

    /// Documents that the changes gathered so far are about.
    var gatheredCount: Int { pending.count + fast.partials.count }

    /// Notes what the changes mean for the documents.
    /// - Parameter now: unit: milliseconds since 1970.
    func resolve(_ changes: [RowChange], now: Int64) {
        var delayed: [Int: [CellValue]] = [:]
        for change in changes {
            for rule in configuration.rules where rule.table == change.table {
                if change.kind == .truncate {
                    call(
                        change.table == configuration.query.table
                            ? .sweep : .fill(sweeps: false, swaps: false))
                } else if change.touches(
                    anyOf: rule.columns.isEmpty ? [] : rule.neededColumns)
                {
                    resolve(change, rule, now, &delayed)
                }
            }
        }
        for (delay, keys) in delayed {
            var work = BulkWork(task: .keys(keys))
            work.notBefore = now + Int64(delay)
            called.append(work)
        }
    }

    private func resolve(
        _ change: RowChange, _ rule: ChangeRule, _ now: Int64, _ delayed: inout [Int: [CellValue]]
    ) {
        switch rule.target {
        case .key(let column):
            if setInPlace(change, rule, column) { return }
            let keys = change.values(of: column)
            guard rule.debounceMilliseconds > 0 else {
                for key in keys { pending.insert(key) }
                return
            }
            for key in keys where debounce(key, rule, now) {
                delayed[rule.debounceMilliseconds, default: []].append(key)
            }
        case .fanOut(let sql, let column):
            fanOut(sql, change.values(of: column))
        }
    }

    /// - Returns: whether the document does not wait yet, or longer than this rule allows.
    private func debounce(_ key: CellValue, _ rule: ChangeRule, _ now: Int64) -> Bool {
        guard let id = key.documentID else { return false }
        let end = now + Int64(rule.debounceMilliseconds)
        if let due = debounced[id], due > now, due <= end { return false }
        if debounced.count >= debounceRoom {
            debounced = debounced.filter { $0.value > now }
            // Twice what is left: however many wait, each is looked at a few times at most.
            debounceRoom = max(CaptureLimits.changesAtOnce, 2 * debounced.count)
        }
        debounced[id] = end
        return true
    }

    var hasFastFields: Bool { configuration.rules.contains { !$0.fastFields.isEmpty } }

    private func setInPlace(_ change: RowChange, _ rule: ChangeRule, _ column: String) -> Bool {
        guard !rule.fastFields.isEmpty, let mapping = generations.first?.index.mapping,
            let key = change.new[column], !fast.isFenced(key), !pending.contains(key),
            let members = FastChanges.members(of: change, rule, key: column, in: mapping)
        else { return false }
        fast.set(members, key)
        return true
    }

    private func fanOut(_ sql: String, _ values: [CellValue]) {
        for value in values {
            let open = called.lastIndex { work in
                guard case .fanOut(sql, let values) = work.task else { return false }
                return values.count < CaptureLimits.fanOutValues || values.contains(value)
            }
            guard let open, case .fanOut(_, var values) = called[open].task else {
                called.append(BulkWork(task: .fanOut(sql: sql, values: [value])))
                continue
            }
            if values.contains(value) { continue }
            values.append(value)
            called[open].task = .fanOut(sql: sql, values: values)
        }
    }

    private func call(_ task: BulkWork.Task) {
        if !called.contains(where: { $0.task == task }) { called.append(BulkWork(task: task)) }
    }

    /// Asks for documents to be read again.
    func reread(_ keys: [CellValue]) {
        if !keys.isEmpty { called.append(BulkWork(task: .keys(keys))) }
    }

    /// What was gathered is applied.
    func forgetGathered(keys: Bool, works: Bool) {
        if keys {
            pending.removeAll()
            fast.removeAll()
        }
        if works { called = [] }
    }
}
