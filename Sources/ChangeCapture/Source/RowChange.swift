/// One row of one table, changed by a committed transaction.
package struct RowChange: Sendable, Equatable {
    package enum Kind: Sendable, Equatable { case insert, update, delete, truncate }

    package let table: String
    package let kind: Kind
    /// Columns before and after the change, as far as the source tells; empty where there is none.
    package let old: [String: CellValue]
    package let new: [String: CellValue]

    package init(
        table: String, kind: Kind, old: [String: CellValue] = [:], new: [String: CellValue] = [:]
    ) {
        self.table = table
        self.kind = kind
        self.old = old
        self.new = new
    }

    /// Every value the column has or had: one, or two where the change moved it.
    package func values(of column: String) -> [CellValue] {
        var values: [CellValue] = []
        for image in [old, new] {
            guard let value = image[column], value != .null, value != .unchanged,
                !values.contains(value)
            else { continue }
            values.append(value)
        }
        return values
    }

    /// Whether any of the columns differs between the images; true where an image is missing.
    package func touches(anyOf columns: [String]) -> Bool {
        guard kind == .update, !columns.isEmpty else { return true }
        return columns.contains { column in
            guard let before = old[column], let after = new[column] else { return true }
            return after != .unchanged && before != after
        }
    }
}
