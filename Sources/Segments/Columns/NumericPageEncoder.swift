import Primitives

/// Encodes a page of a numeric column; used for segments and for in-place updates.
enum NumericPageEncoder {
    struct Bounds {
        var minimum = Int64.max
        var maximum = Int64.min
        var width = 0
    }

    /// Appends the values of the slots that are present, zeros for the others.
    /// - Parameters:
    ///   - values: shape: [count].
    ///   - present: bit set = the slot has a value; nil = all have. Shape: [8] words.
    static func encode(
        _ values: UnsafePointer<Int64>, present: UnsafePointer<UInt64>?, count: Int,
        into writer: ByteWriter
    ) -> Bounds {
        var bounds = Bounds()
        for slot in 0..<count where isPresent(slot, present) {
            bounds.minimum = min(bounds.minimum, values[slot])
            bounds.maximum = max(bounds.maximum, values[slot])
        }
        bounds.width = NumericPage.width(bounds.minimum, bounds.maximum)
        if bounds.width == 0 { return bounds }
        writer.reserve(count * bounds.width)
        for slot in 0..<count {
            let difference =
                isPresent(slot, present) ? UInt64(bitPattern: values[slot] &- bounds.minimum) : 0
            switch bounds.width {
            case 1: writer.write(UInt8(truncatingIfNeeded: difference))
            case 2: writer.write(UInt16(truncatingIfNeeded: difference))
            case 4: writer.write(UInt32(truncatingIfNeeded: difference))
            default: writer.write(difference)
            }
        }
        return bounds
    }

    @inline(__always)
    private static func isPresent(_ slot: Int, _ words: UnsafePointer<UInt64>?) -> Bool {
        guard let words else { return true }
        return words[slot &>> 6] &>> UInt64(truncatingIfNeeded: slot & 63) & 1 != 0
    }
}
