import Primitives

/// The output of a char filter, and the way back from its offsets to those of its input.
///
/// The way back is a list of (output offset, shift): an offset belongs to the last entry at or
/// below it and maps to offset + shift. Inside a replacement the n-th UTF-16 unit maps to the n-th
/// of what it replaced, and units beyond that to the last of it, as in Lucene.
package final class FilteredText {
    private let output = ByteWriter(capacity: 256)
    private var offsets: [Int] = []
    private var shifts: [Int] = []

    /// The filtered text. Valid until the next write.
    var bytes: UnsafeRawBufferPointer { output.padded }

    func removeAll() {
        output.removeAll()
        offsets.removeAll(keepingCapacity: true)
        shifts.removeAll(keepingCapacity: true)
    }

    /// Copies text through unchanged.
    func copy(_ text: UnsafeRawBufferPointer) { output.write(contentsOf: text) }

    func copy(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) {
        copy(UnsafeRawBufferPointer(rebasing: text[range]))
    }

    /// Writes `replacement` for `range` of the input `text`.
    func replace(
        _ text: UnsafeRawBufferPointer, _ range: Range<Int>,
        with replacement: UnsafeRawBufferPointer
    ) {
        var input = UnitWalk(text, from: range.lowerBound, to: range.upperBound)
        var written = 0
        var unit = 0
        while written < replacement.count {
            note(output.count + written, shift: input.offset(ofUnit: unit) - output.count - written)
            let size = Self.scalarSize(replacement[written])
            unit += size == 4 ? 2 : 1
            written += size
        }
        output.write(contentsOf: replacement)
        note(output.count, shift: range.upperBound - output.count)
    }

    func replace(_ text: UnsafeRawBufferPointer, _ range: Range<Int>, with replacement: [UInt8]) {
        replacement.withUnsafeBytes { replace(text, range, with: $0) }
    }

    private static func scalarSize(_ lead: UInt8) -> Int {
        lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    }

    private func note(_ offset: Int, shift: Int) {
        if offsets.last == offset {
            shifts[shifts.count - 1] = shift
        } else if (shifts.last ?? 0) != shift {
            offsets.append(offset)
            shifts.append(shift)
        }
    }

    /// Offset in the input of an offset in the output. O(log replacements).
    func original(of offset: UInt32) -> UInt32 {
        var low = 0
        var high = offsets.count
        while low < high {
            let middle = (low + high) / 2
            if offsets[middle] <= Int(offset) { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? offset : UInt32(Int(offset) + shifts[low - 1])
    }
}

/// Byte offsets of successive UTF-16 units of a range of text.
private struct UnitWalk {
    private let text: UnsafeRawBufferPointer
    private var at: Int
    private let end: Int
    private var unit = 0

    init(_ text: UnsafeRawBufferPointer, from start: Int, to end: Int) {
        self.text = text
        at = start
        self.end = end
    }

    /// The offset of the scalar that holds unit `wanted`, which does not descend from call to
    /// call; the last one for units beyond the range.
    mutating func offset(ofUnit wanted: Int) -> Int {
        guard let bytes = text.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return at }
        while at < end {
            let scalar = UTF8Text.scalar(bytes, at, end)
            let isLast = at + scalar.length >= end
            if isLast || unit + UTF8Text.units(scalar.value) > wanted { return at }
            unit += UTF8Text.units(scalar.value)
            at += scalar.length
        }
        return end
    }
}
