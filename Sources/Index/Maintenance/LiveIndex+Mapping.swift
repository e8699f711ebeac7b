import JSON
import Primitives
import Schema
import Segments

/// Changing what documents are and how the index behaves, while it serves.
extension LiveIndex {
    /// Adds the fields of a put-mapping request. Durable when it returns.
    package func updateMapping(_ update: JSONValue) throws(IndexError) {
        try refuseIfClosed()
        do {
            try changeMapping { mapping throws(MappingError) in try mapping.merging(update) }
        } catch {
            throw IndexError(wrapping: error)
        }
        try logChange { state throws(IndexError) in try self.logMapping() }
    }

    /// Logs the mapping, or what changed in it, if the log does not have it. With `lock` held.
    @discardableResult
    func logMapping() throws(IndexError) -> LogPosition? {
        if state.loggedMapping === state.mapping { return nil }
        let position: LogPosition
        if state.loggedMapping != nil, let deltas = state.mappingDeltas, !deltas.isEmpty {
            let json = JSONValue.array(deltas).utf8
            position = try log.append { writer in
                json.withUnsafeBytes { LogEntry.mappingDelta($0).encode(into: writer) }
            }
        } else {
            let json = state.mapping.persisted.utf8
            position = try log.append { writer in
                json.withUnsafeBytes { LogEntry.mapping($0).encode(into: writer) }
            }
        }
        state.loggedMapping = state.mapping
        state.mappingDeltas = []
        return position
    }

    /// The fields a document brought along; logged before the document.
    func extendMapping(_ update: DynamicUpdate) throws(MappingError) {
        try changeMapping(update) { mapping throws(MappingError) in try mapping.merging(update) }
    }

    /// Tries again when another change came first.
    /// - Parameter update: what the change adds; nil when it does more.
    private func changeMapping(
        _ update: DynamicUpdate? = nil,
        _ change: (IndexMapping) throws(MappingError) -> IndexMapping
    ) throws(MappingError) {
        while true {
            let before = mapping
            let after = try change(before)
            if after === before { return }
            let delta = update.map { after.delta(since: before, $0) }
            let isDone = lock.withLock {
                guard state.mapping === before else { return false }
                state.mapping = after
                if let delta {
                    state.mappingDeltas?.append(delta)
                } else {
                    state.mappingDeltas = nil
                }
                state.hasUnpublished = true
                return true
            }
            if isDone { return }
        }
    }

    /// Replaces the settings. Durable when it returns.
    package func updateSettings(_ settings: IndexSettings) throws(IndexError) {
        try refuseIfClosed()
        let json = settings.flat.utf8
        try logChange { state throws(IndexError) in
            let position = try self.log.append { writer in
                json.withUnsafeBytes { LogEntry.settings($0).encode(into: writer) }
            }
            state.settings = settings
            state.tuning = self.environment.tune(IndexTuning(settings))
            if let mapping = try? state.mapping.with(limits: settings.mappingLimits) {
                state.mapping = mapping
            }
            return position
        }
    }

    /// Logs a change of the index itself and makes it durable.
    private func logChange(
        _ change: (WriterState) throws(IndexError) -> LogPosition?
    ) throws(IndexError) {
        gate.enter()
        let position: LogPosition?
        do {
            defer { gate.leave() }
            position = try lock.withLock { () throws(IndexError) in
                state.isDirty = true
                return try change(state)
            }
        }
        guard let position else { return }
        do {
            try log.sync(through: position.number)
        } catch {
            undoUnwritten()
            throw error
        }
    }
}
