import Segments

/// Numbers set in place in one segment that searches do not see yet: in order, and found by
/// document.
struct PendingEdits {
    private struct Entry {
        let edit: ColumnEdit
        /// The document's edit before this one; -1 = none.
        let previous: Int
        var isTakenBack = false
    }

    private var entries: [Entry] = []
    /// Place of each document's newest edit.
    private var newest: [DocID: Int] = [:]

    var isEmpty: Bool { newest.isEmpty }

    mutating func add(_ edit: ColumnEdit) {
        entries.append(Entry(edit: edit, previous: newest[edit.doc] ?? -1))
        newest[edit.doc] = entries.count - 1
    }

    mutating func append(_ later: PendingEdits) {
        if entries.isEmpty {
            self = later
        } else {
            for edit in later.all { add(edit) }
        }
    }

    /// Forgets a document's newest edits.
    mutating func takeBack(_ count: Int, of doc: DocID) {
        for _ in 0..<count {
            guard let place = newest[doc] else { return }
            entries[place].isTakenBack = true
            let previous = entries[place].previous
            newest[doc] = previous < 0 ? nil : previous
        }
    }

    /// What the newest edit set; nil when there is none.
    func value(_ doc: DocID, _ field: FieldNumber) -> Int64?? {
        if newest.isEmpty { return nil }
        var place = newest[doc] ?? -1
        while place >= 0 {
            let entry = entries[place]
            if entry.edit.field == field { return .some(entry.edit.value) }
            place = entry.previous
        }
        return nil
    }

    /// Of one document, oldest first.
    func edits(of doc: DocID) -> [ColumnEdit] {
        if newest.isEmpty { return [] }
        var found: [ColumnEdit] = []
        var place = newest[doc] ?? -1
        while place >= 0 {
            found.append(entries[place].edit)
            place = entries[place].previous
        }
        return found.reversed()
    }

    /// Oldest first.
    var all: [ColumnEdit] { entries.compactMap { $0.isTakenBack ? nil : $0.edit } }
}
