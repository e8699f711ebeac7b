import Primitives

/// One document of the input, or a place where there should be one.
enum Row {
    /// One line of JSON, valid during the call.
    case document(UnsafeRawBufferPointer, number: Int)
    case fault(String, text: String, number: Int)
}

/// Cuts an input into rows, however it is written. Rows count from 1.
protocol RowReader {
    /// Takes the next piece of the input, which may end anywhere.
    mutating func feed(_ bytes: UnsafeRawBufferPointer, _ emit: (Row) throws -> Void) throws
    /// The input ended.
    mutating func finish(_ emit: (Row) throws -> Void) throws
}

/// How an input is written.
enum RowFormat: String, CaseIterable {
    case ndjson, json, csv

    /// By the first character that is not white space.
    init(detecting bytes: UnsafeRawBufferPointer) {
        let first = bytes.first { !RowFormat.isSpace($0) && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
        switch first {
        case UInt8(ascii: "["): self = .json
        case UInt8(ascii: "{"), nil: self = .ndjson
        default: self = .csv
        }
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 32 || byte == 9 || byte == 10 || byte == 13
    }

    func reader(csv: CSVReader) -> any RowReader {
        switch self {
        case .ndjson: NDJSONReader()
        case .json: JSONArrayReader()
        case .csv: csv
        }
    }
}

enum RowLimits {
    /// Longest single document. Unit: bytes.
    static let size = 64 << 20
}
