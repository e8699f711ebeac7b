import Engine

/// The answer of a `_cat` route: rows of text under known columns.
struct CatTable {
    struct Column {
        let name: String
        let aliases: [String]
        let summary: String
        /// Whether the column shows without being asked for.
        let isDefault: Bool
        let isRightAligned: Bool

        init(
            _ name: String, _ aliases: [String] = [], _ summary: String, isDefault: Bool = true,
            isRightAligned: Bool = false
        ) {
            self.name = name
            self.aliases = aliases
            self.summary = summary
            self.isDefault = isDefault
            self.isRightAligned = isRightAligned
        }

        func answers(to name: String) -> Bool { self.name == name || aliases.contains(name) }
    }

    let columns: [Column]
    /// One text a column; nil prints empty in text and as null in JSON.
    var rows: [[String?]] = []

    init(_ columns: [Column]) { self.columns = columns }

    mutating func add(_ row: [String?]) {
        precondition(
            row.count == columns.count, "row of \(row.count) cells, \(columns.count) columns")
        rows.append(row)
    }

    /// Which columns show, and under which heading: the name asked for.
    private func chosen(_ parameters: QueryParameters) -> [(column: Int, heading: String)] {
        guard let wanted = parameters.list("h") else {
            return columns.indices.filter { columns[$0].isDefault }.map { ($0, columns[$0].name) }
        }
        var result: [(Int, String)] = []
        for name in wanted {
            if name.contains("*") {
                for index in columns.indices
                where Wildcard.matches(Array(name.utf8)[...], Array(columns[index].name.utf8)[...])
                {
                    result.append((index, columns[index].name))
                }
            } else if let index = columns.firstIndex(where: { $0.answers(to: name) }) {
                result.append((index, name))
            }
        }
        return result
    }

    private func sorted(_ parameters: QueryParameters) throws -> [[String?]] {
        guard let keys = parameters.list("s") else { return rows }
        let order = try keys.map { key -> (column: Int, descending: Bool) in
            let parts = key.split(separator: ":")
            let name = parts.first.map(String.init) ?? ""
            guard let column = columns.firstIndex(where: { $0.answers(to: name) }) else {
                throw APIError(.illegalArgument("Unable to sort by unknown sort key `\(name)`"))
            }
            return (column, parts.count > 1 && parts[1] == "desc")
        }
        return rows.enumerated().sorted { left, right in
            for (column, descending) in order {
                let way = Self.compare(left.element[column], right.element[column])
                if way != 0 { return descending ? way > 0 : way < 0 }
            }
            return left.offset < right.offset
        }.map(\.element)
    }

    private static func compare(_ a: String?, _ b: String?) -> Int {
        guard let a else { return b == nil ? 0 : -1 }
        guard let b else { return 1 }
        if let x = Double(a), let y = Double(b) { return x < y ? -1 : (x > y ? 1 : 0) }
        return a < b ? -1 : (a > b ? 1 : 0)
    }

    func reply(_ parameters: QueryParameters) throws -> Reply {
        if try parameters.flag("help") { return .text(help()) }
        let shown = chosen(parameters)
        let rows = try sorted(parameters)
        switch parameters["format"] {
        case "json", "yaml": return json(rows, shown)
        default: return .text(text(rows, shown, withHeader: try parameters.flag("v")))
        }
    }

    private func help() -> String {
        let names = columns.map(\.name.count).max() ?? 0
        let aliases = columns.map { $0.aliases.joined(separator: ",") }
        let aliasWidth = aliases.map(\.count).max() ?? 0
        return zip(columns, aliases).map { column, alias in
            Self.pad(column.name, names) + " | "
                + Self.pad(alias.isEmpty ? "-" : alias, max(aliasWidth, 1))
                + " | " + column.summary + "\n"
        }.joined()
    }

    private func json(_ rows: [[String?]], _ shown: [(column: Int, heading: String)]) -> Reply {
        Reply.json { writer in
            writer.list {
                for row in rows {
                    writer.object {
                        for (column, heading) in shown { writer.put(heading, row[column]) }
                    }
                }
            }
        }
    }

    private func text(
        _ rows: [[String?]], _ shown: [(column: Int, heading: String)], withHeader: Bool
    ) -> String {
        var lines = rows.map { row in shown.map { row[$0.column] ?? "" } }
        if withHeader { lines.insert(shown.map(\.heading), at: 0) }
        let widths = shown.indices.map { index in lines.map { $0[index].count }.max() ?? 0 }
        var output = ""
        for line in lines {
            for (index, cell) in line.enumerated() {
                if index > 0 { output += " " }
                let isRight = columns[shown[index].column].isRightAligned
                output +=
                    isRight
                    ? String(repeating: " ", count: widths[index] - cell.count) + cell
                    : Self.pad(cell, widths[index])
            }
            output += "\n"
        }
        return output
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
