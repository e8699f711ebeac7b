import Primitives

/// A column page as an in-place update left it; immutable.
final class OverlayPage: Sendable {
    let minimum: Int64
    let maximum: Int64
    let width: Int
    let count: Int
    /// Bit set = the slot has a value. Shape: [8].
    let presence: [UInt64]
    /// Every slot has a value.
    let isFull: Bool
    /// `count` values of `width` bytes.
    private let data: MemoryRegion

    init(values: UnsafePointer<Int64>, presence: [UInt64], count: Int) {
        let writer = ByteWriter(capacity: count)
        let bounds = presence.withUnsafeBufferPointer {
            NumericPageEncoder.encode(values, present: $0.baseAddress, count: count, into: writer)
        }
        minimum = bounds.minimum
        maximum = bounds.maximum
        width = bounds.width
        self.count = count
        self.presence = presence
        isFull = OverlayPage.isFull(presence, count)
        data = writer.takeRegion()
    }

    private static func isFull(_ presence: [UInt64], _ count: Int) -> Bool {
        presence.reduce(0) { $0 + $1.nonzeroBitCount } == count
    }

    /// Valid while this object lives.
    var page: NumericPage {
        let base = data.bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 8)
        guard let base else { preconditionFailure("a page of \(data.count) bytes has no address") }
        return NumericPage(base: base, minimum: minimum, maximum: maximum, width: width)
    }

    func encode(into writer: ByteWriter) {
        writer.write(UInt16(count))
        writer.write(UInt8(width))
        writer.write(UInt8(0))
        writer.write(minimum)
        writer.write(maximum)
        for word in presence { writer.write(word) }
        writer.write(contentsOf: data.bytes)
    }

    init(_ reader: inout ByteReader) throws(ByteReaderError) {
        count = Int(try reader.read(UInt16.self))
        width = Int(try reader.read(UInt8.self))
        try reader.skip(1)
        minimum = try reader.read()
        maximum = try reader.read()
        var words: [UInt64] = []
        for _ in 0..<8 { words.append(try reader.read()) }
        presence = words
        isFull = OverlayPage.isFull(words, count)
        data = MemoryRegion.copy(of: try reader.readBytes(count * width))
    }

    var isValid: Bool { count <= NumericColumn.pageSize && [0, 1, 2, 4, 8].contains(width) }
}
