/// Columns for people: aligned to the widest cell, numbers to the right.
enum TextTable {
    static func render(header: [String], _ rows: [[String]]) -> String {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        let isNumber = header.indices.map { column in
            !rows.isEmpty && rows.allSatisfy { Double($0[column].filter { $0 != "," }) != nil }
        }
        return all.map { row in
            let cells = row.indices.map { column in
                let gap = String(repeating: " ", count: widths[column] - row[column].count)
                return isNumber[column] ? gap + row[column] : row[column] + gap
            }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }
}
