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
        let bounds = bounds(of: values, present, count)
        if bounds.width == 0 { return bounds }
        writer.withMutableTail(count * bounds.width) { tail in
            guard let start = tail.baseAddress else { return 0 }
            switch bounds.width {
            case 1: write(values, present, count, bounds.minimum, as: UInt8.self, to: start)
            case 2: write(values, present, count, bounds.minimum, as: UInt16.self, to: start)
            case 4: write(values, present, count, bounds.minimum, as: UInt32.self, to: start)
            default: write(values, present, count, bounds.minimum, as: UInt64.self, to: start)
            }
            return count * bounds.width
        }
        return bounds
    }

    private static func bounds(
        of values: UnsafePointer<Int64>, _ present: UnsafePointer<UInt64>?, _ count: Int
    ) -> Bounds {
        var minimum = Int64.max
        var maximum = Int64.min
        if present == nil {
            for slot in 0..<count {
                minimum = min(minimum, values[slot])
                maximum = max(maximum, values[slot])
            }
        } else {
            for slot in 0..<count where isPresent(slot, present) {
                minimum = min(minimum, values[slot])
                maximum = max(maximum, values[slot])
            }
        }
        return Bounds(
            minimum: minimum, maximum: maximum, width: NumericPage.width(minimum, maximum))
    }

    @inline(__always)
    private static func write<Difference: FixedWidthInteger & UnsignedInteger>(
        _ values: UnsafePointer<Int64>, _ present: UnsafePointer<UInt64>?, _ count: Int,
        _ minimum: Int64, as type: Difference.Type, to start: UnsafeMutableRawPointer
    ) {
        let size = MemoryLayout<Difference>.size
        for slot in 0..<count {
            let difference = isPresent(slot, present) ? values[slot] &- minimum : 0
            start.storeBytes(
                of: Difference(truncatingIfNeeded: difference).littleEndian,
                toByteOffset: slot &* size, as: type)
        }
    }

    @inline(__always)
    private static func isPresent(_ slot: Int, _ words: UnsafePointer<UInt64>?) -> Bool {
        guard let words else { return true }
        return words[slot &>> 6] &>> UInt64(truncatingIfNeeded: slot & 63) & 1 != 0
    }
}
