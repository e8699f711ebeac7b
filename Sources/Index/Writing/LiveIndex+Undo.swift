import Primitives
import Segments

/// Taking back operations whose log records could not be written.
///
/// Such records are the newest there are, and no refresh has seen their operations: taking them
/// back newest first leaves the index as it was before the first of them. Their calls learn it
/// from their `WriteBatch`.
extension LiveIndex {
    /// Returns when nothing waits to be undone.
    func undoUnwritten() {
        gate.alone { undoUnwrittenAlone() }
    }

    /// With the gate held alone.
    func undoUnwrittenAlone() {
        guard log.needsDiscard else { return }
        lock.withLock {
            let (written, error) = log.discard()
            while let entry = state.undo.last, entry.number > written {
                undo(entry, error)
                state.undo.removeLast()
            }
            state.undo.removeAll()
            state.sources.discard(after: written)
            state.loggedMapping = nil
        }
    }

    private func undo(_ entry: UndoEntry, _ error: IndexError) {
        state.versions[entry.place] = entry.previous
        if let (home, doc) = entry.added { home.delete(doc) }
        if let (home, doc) = entry.removed,
            let (home, doc) = DocumentHome.follow(home, doc)
        {
            home.revive(doc)
        }
        if let edited = entry.edited,
            let (home, doc) = DocumentHome.follow(edited.home, edited.doc)
        {
            home.takeBackEdits(edited.count, of: doc)
        }
        entry.batch?.fail(entry.operation, error)
    }

    /// Forgets entries whose records are written. With `lock` held. Amortized O(1) an operation.
    func trimUndo() {
        guard state.undo.count >= state.undoTrimAt else { return }
        let written = log.writtenThrough
        let keep = state.undo.firstIndex { $0.number > written } ?? state.undo.count
        state.undo.removeFirst(keep)
        state.undoTrimAt = max(1024, state.undo.count * 2)
    }
}
