import ChangeCapture
import JSON
import Primitives
import SQLite

/// Keys as the JSON array that `json_each(?1)` takes apart again.
enum KeyList {
    static func json(_ keys: [CellValue]) -> String {
        let writer = JSONWriter(ByteWriter(capacity: 16 * keys.count + 2))
        writer.beginArray()
        for key in keys {
            switch key {
            case .null, .unchanged: writer.null()
            case .boolean(let flag): writer.value(flag)
            case .integer(let number): writer.value(number)
            case .real(let number): writer.value(number)
            case .text(let text): writer.value(text)
            }
        }
        writer.endArray()
        return String(decoding: writer.output.bytes, as: UTF8.self)
    }
}

extension SQLiteValue {
    init(_ cell: CellValue) {
        switch cell {
        case .null, .unchanged: self = .null
        case .boolean(let flag): self = .integer(flag ? 1 : 0)
        case .integer(let number): self = .integer(number)
        case .real(let number): self = .real(number)
        case .text(let text): self = .text(text)
        }
    }
}

extension CellValue {
    /// A scalar of an outbox image.
    init(_ node: JSONNode) {
        switch node.kind {
        case .boolean: self = .boolean(node.boolean ?? false)
        case .integer: self = node.integer.map { .integer($0) } ?? .null
        case .double, .unsignedInteger: self = node.double.map { .real($0) } ?? .null
        case .string: self = node.string.map { .text($0) } ?? .null
        default: self = .null
        }
    }
}
