/// A number of one root document set in place, or (nil) removed.
package struct ColumnEdit: Sendable, Equatable {
    package let doc: DocID
    package let field: FieldNumber
    package let value: Int64?

    package init(doc: DocID, field: FieldNumber, value: Int64?) {
        self.doc = doc
        self.field = field
        self.value = value
    }
}

extension [ColumnEdit] {
    /// The last edit of each document and field, ascending by field and document.
    package var settled: [ColumnEdit] {
        let order = indices.sorted { left, right in
            let first = self[left]
            let second = self[right]
            return (first.field, first.doc, left) < (second.field, second.doc, right)
        }
        var result: [ColumnEdit] = []
        result.reserveCapacity(count)
        for place in order {
            let edit = self[place]
            if let last = result.last, last.field == edit.field, last.doc == edit.doc {
                result.removeLast()
            }
            result.append(edit)
        }
        return result
    }

    /// Runs of one field.
    package var byField: [ArraySlice<ColumnEdit>] {
        var runs: [ArraySlice<ColumnEdit>] = []
        var start = 0
        for place in indices {
            if place + 1 < count, self[place + 1].field == self[start].field { continue }
            runs.append(self[start...place])
            start = place + 1
        }
        return runs
    }
}
