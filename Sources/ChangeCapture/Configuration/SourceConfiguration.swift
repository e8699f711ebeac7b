/// One entry of `sources:` with the rules of every index that reads from it.
package struct SourceConfiguration: Sendable, Equatable {
    package let kind: String
    /// The entry's other keys, as text: `path`, `dsn_env`, `slot`, `publication`.
    package let options: [String: String]
    /// Table rules of all indices, in the file's order; a table may have several.
    package let rules: [ChangeRule]

    package init(kind: String, options: [String: String], rules: [ChangeRule]) {
        self.kind = kind
        self.options = options
        self.rules = rules
    }

    /// Tables that rules name, each once, with every column any of its rules needs.
    package var tables: [(name: String, columns: [String])] {
        var order: [String] = []
        var columns: [String: Set<String>] = [:]
        for rule in rules {
            if columns[rule.table] == nil { order.append(rule.table) }
            columns[rule.table, default: []].formUnion(rule.neededColumns)
        }
        return order.map { ($0, (columns[$0] ?? []).sorted()) }
    }
}
