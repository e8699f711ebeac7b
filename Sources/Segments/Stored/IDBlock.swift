import Primitives

/// A block of ids on its way to disk: as numbers behind a prefix where it can be, else as bytes
/// behind a prefix. Grammar: `IDWriter`.
struct IDBlock {
    /// Digits of a number at most: no overflow, and a width that can be packed.
    static let digits = 18

    /// How the ids of a block are stored. Raw values are on disk.
    enum Form: UInt8 {
        case bytes = 0
        case numbers = 1
    }

    private let bytes = ByteWriter()
    private var ends: [Int] = []
    /// The number of each id, less its place.
    private var numbers: [Int64] = []

    var count: Int { ends.count }

    mutating func add(_ id: UnsafeRawBufferPointer) {
        bytes.write(contentsOf: id)
        ends.append(bytes.count)
    }

    mutating func removeAll() {
        bytes.removeAll()
        ends.removeAll(keepingCapacity: true)
    }

    private func id(_ index: Int) -> UnsafeRawBufferPointer {
        let start = index == 0 ? 0 : ends[index - 1]
        return UnsafeRawBufferPointer(rebasing: bytes.bytes[start..<ends[index]])
    }

    mutating func write(to writer: ByteWriter) {
        var prefix = id(0)
        for index in 1..<max(1, count) {
            let common = TermBytes.commonPrefix(prefix, id(index))
            prefix = UnsafeRawBufferPointer(rebasing: prefix[..<common])
        }
        if writeNumbers(behind: prefix, to: writer) { return }
        writer.write(Form.bytes.rawValue)
        writer.writeVarUInt(UInt64(prefix.count))
        writer.write(contentsOf: prefix)
        for index in 0..<count {
            let rest = id(index)[prefix.count...]
            writer.writeVarUInt(UInt64(rest.count))
            writer.write(contentsOf: UnsafeRawBufferPointer(rebasing: rest))
        }
    }

    /// - Returns: whether all ids are a prefix and a number.
    private mutating func writeNumbers(
        behind common: UnsafeRawBufferPointer, to writer: ByteWriter
    ) -> Bool {
        let length = common.lastIndex { !IDBlock.isDigit($0) }.map { $0 + 1 } ?? 0
        var shortest = Int.max
        var longest = 0
        for index in 0..<count {
            let digits = id(index).count - length
            shortest = min(shortest, digits)
            longest = max(longest, digits)
        }
        guard shortest > 0, longest <= IDBlock.digits else { return false }
        let isEven = shortest == longest
        numbers.removeAll(keepingCapacity: true)
        var (least, most) = (Int64.max, Int64.min)
        for index in 0..<count {
            let rest = UnsafeRawBufferPointer(rebasing: id(index)[length...])
            guard let number = IDBlock.number(rest, leadingZeros: isEven) else { return false }
            // Ids that count up all leave the same rest.
            let left = number - Int64(index)
            least = min(least, left)
            most = max(most, left)
            numbers.append(left)
        }
        let width = PackedIntegers.width(of: UInt64(most - least))
        if width > PackedIntegers.widest { return false }
        writer.write(Form.numbers.rawValue)
        writer.writeVarUInt(UInt64(length))
        writer.write(contentsOf: UnsafeRawBufferPointer(rebasing: id(0)[..<length]))
        writer.write(UInt8(isEven ? longest : 0))
        writer.write(UInt8(width))
        writer.write(least)
        let left = numbers
        PackedIntegers.append(count: count, width: width, to: writer) { UInt64(left[$0] - least) }
        return true
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    /// Nil when it would not be printed as it is.
    private static func number(_ text: UnsafeRawBufferPointer, leadingZeros: Bool) -> Int64? {
        if text.isEmpty || !leadingZeros && text.count > 1 && text[0] == 48 { return nil }
        var number: Int64 = 0
        for byte in text {
            guard isDigit(byte) else { return nil }
            number = number * 10 + Int64(byte &- 48)
        }
        return number
    }
}
