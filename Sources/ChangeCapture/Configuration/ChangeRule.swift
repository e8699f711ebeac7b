/// What a changed row of one table means for the documents of one index.
package struct ChangeRule: Sendable, Equatable {
    package enum Target: Sendable, Equatable {
        /// The column holds the document's key.
        case key(column: String)
        /// The query finds the document keys of changed rows: a fan-out in the bulk lane.
        case fanOut(sql: String, column: String)
    }

    package let table: String
    package let target: Target
    /// Only changes of these columns matter; empty is any.
    package let columns: [String]
    /// Columns whose value goes straight into a numeric field: column name to field name.
    package let fastFields: [String: String]
    /// Changes of a document within this time are read once, at its end. 0 = at once.
    package let debounceMilliseconds: Int

    package init(
        table: String, target: Target, columns: [String] = [], fastFields: [String: String] = [:],
        debounceMilliseconds: Int = 0
    ) {
        self.table = table
        self.target = target
        self.columns = columns
        self.fastFields = fastFields
        self.debounceMilliseconds = debounceMilliseconds
    }

    /// The columns a source must deliver for this rule, sorted.
    package var neededColumns: [String] {
        var names = Set(columns).union(fastFields.keys)
        switch target {
        case .key(let column), .fanOut(_, let column): names.insert(column)
        }
        return names.sorted()
    }
}
