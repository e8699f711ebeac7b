import Glibc
import Primitives

/// One JSON object a line; empty lines are skipped.
struct NDJSONReader: RowReader {
    /// The beginning of a line that the last piece cut.
    private let rest = ByteWriter()
    private var line = 0

    mutating func feed(_ bytes: UnsafeRawBufferPointer, _ emit: (Row) throws -> Void) throws {
        var start = 0
        while let end = newline(in: bytes, from: start) {
            let part = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            if rest.count > 0 {
                rest.write(contentsOf: part)
                try row(rest.bytes, emit)
                rest.removeAll()
            } else {
                try row(part, emit)
            }
            start = end + 1
        }
        rest.write(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start...]))
        if rest.count > RowLimits.size {
            throw CommandError(.data, "line \(line + 1) is longer than \(RowLimits.size) bytes")
        }
    }

    mutating func finish(_ emit: (Row) throws -> Void) throws {
        if rest.count > 0 { try row(rest.bytes, emit) }
        rest.removeAll()
    }

    private func newline(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard let base = bytes.baseAddress, start < bytes.count else { return nil }
        guard let found = memchr(base + start, 10, bytes.count - start) else { return nil }
        return UnsafeRawPointer(found) - base
    }

    private mutating func row(
        _ bytes: UnsafeRawBufferPointer, _ emit: (Row) throws -> Void
    ) throws {
        line += 1
        var start = 0
        var end = bytes.count
        if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        while end > start, RowFormat.isSpace(bytes[end - 1]) { end -= 1 }
        while start < end, RowFormat.isSpace(bytes[start]) { start += 1 }
        if start == end { return }
        try emit(.document(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), number: line))
    }
}
