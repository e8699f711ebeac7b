import ChangeCapture
import JSON
import Primitives
import SQLite

/// Turns a row of a document query into one JSON object.
///
/// A column's name is the field's name. `AS "categories:json"` puts in text that is JSON already
/// (`json_group_array(…)`), `AS "in_stock:boolean"` makes a boolean of 0 and 1. Blobs become
/// hexadecimal text.
struct SQLiteRowWriter {
    private enum Form { case plain, json, boolean }

    private let names: [String]
    private let forms: [Form]
    private let keyColumn: Int

    /// - Throws: when no column of the result is the key.
    init(_ statement: SQLiteStatement, query: DocumentQuery) throws(SourceError) {
        var names: [String] = []
        var forms: [Form] = []
        for column in 0..<statement.columnCount {
            let title = statement.columnName(column)
            switch title.split(separator: ":").last {
            case "json" where title.hasSuffix(":json"):
                names.append(String(title.dropLast(5)))
                forms.append(.json)
            case "boolean" where title.hasSuffix(":boolean"):
                names.append(String(title.dropLast(8)))
                forms.append(.boolean)
            default:
                names.append(title)
                forms.append(.plain)
            }
        }
        guard let key = names.firstIndex(of: query.key) else {
            throw SourceError(
                .misconfigured, "the document query does not return its key \(query.key)",
                remedy: "select \(query.key); it returns \(names.joined(separator: ", "))")
        }
        self.names = names
        self.forms = forms
        self.keyColumn = key
    }

    func key(_ statement: SQLiteStatement) -> CellValue {
        CellValue(statement.value(keyColumn))
    }

    func document(_ statement: SQLiteStatement) throws -> SourceDocument {
        let writer = JSONWriter(ByteWriter(capacity: 512))
        writer.beginObject()
        for column in names.indices {
            writer.key(names[column])
            try write(statement, column, writer)
        }
        writer.endObject()
        return SourceDocument(key: key(statement), json: Array(writer.output.bytes))
    }

    private func write(
        _ statement: SQLiteStatement, _ column: Int, _ writer: JSONWriter
    ) throws {
        switch (statement.value(column), forms[column]) {
        case (.null, _): writer.null()
        case (.integer(let number), .boolean): writer.value(number != 0)
        case (.integer(let number), _): writer.value(number)
        case (.real(let number), _): writer.value(number)
        case (.text(let text), .json): writer.value(try JSONValue(parsing: text))
        case (.text(let text), _): writer.value(text)
        case (.blob(let bytes), _): writer.value(hexadecimal(bytes))
        }
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}

extension CellValue {
    init(_ value: SQLiteValue) {
        switch value {
        case .null: self = .null
        case .integer(let number): self = .integer(number)
        case .real(let number): self = .real(number)
        case .text(let text): self = .text(text)
        case .blob(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
        }
    }
}
