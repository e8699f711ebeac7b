/// One page of a numeric column: up to 512 values less `minimum`, each in `width` bytes.
struct NumericPage: BitwiseCopyable {
    /// Of 0, 1, 2, 4 or 8 bytes a value; not read when 0.
    let base: UnsafeRawPointer
    /// Of the present values; `minimum > maximum` when there is none.
    let minimum: Int64
    let maximum: Int64
    let width: Int

    @inline(__always)
    func value(_ slot: Int) -> Int64 {
        switch width {
        case 0: return minimum
        case 1: return minimum &+ Int64(base.load(fromByteOffset: slot, as: UInt8.self))
        case 2:
            return minimum
                &+ Int64(base.loadUnaligned(fromByteOffset: slot &* 2, as: UInt16.self))
        case 4:
            return minimum
                &+ Int64(base.loadUnaligned(fromByteOffset: slot &* 4, as: UInt32.self))
        default:
            return minimum &+ base.loadUnaligned(fromByteOffset: slot &* 8, as: Int64.self)
        }
    }

    /// Writes the first `count` values; undefined where absent.
    @inline(__always)
    func decode(_ count: Int, into values: UnsafeMutablePointer<Int64>) {
        switch width {
        case 0: values.update(repeating: minimum, count: count)
        case 1:
            for slot in 0..<count {
                values[slot] = minimum &+ Int64(base.load(fromByteOffset: slot, as: UInt8.self))
            }
        case 2:
            for slot in 0..<count {
                values[slot] =
                    minimum
                    &+ Int64(base.loadUnaligned(fromByteOffset: slot &* 2, as: UInt16.self))
            }
        case 4:
            for slot in 0..<count {
                values[slot] =
                    minimum
                    &+ Int64(base.loadUnaligned(fromByteOffset: slot &* 4, as: UInt32.self))
            }
        default:
            for slot in 0..<count { values[slot] = value(slot) }
        }
    }

    /// Appends `first` plus each of the first `count` slots whose value is in a range; slots
    /// without a value may be among them.
    /// - Returns: the end of what is written.
    func slots(
        _ count: Int, from lower: Int64, through upper: Int64, first: UInt32,
        into docs: UnsafeMutablePointer<UInt32>, at start: Int
    ) -> Int {
        if lower > maximum || upper < minimum { return start }
        let least = UInt64(bitPattern: max(lower, minimum) &- minimum)
        let most = UInt64(bitPattern: min(upper, maximum) &- minimum)
        switch width {
        case 1:
            return scan(
                count, UInt8(truncatingIfNeeded: least), UInt8(truncatingIfNeeded: most), first,
                docs, start
            ) { (lanes: SIMD16<UInt8>, low, high) in any((lanes .>= low) .& (lanes .<= high)) }
        case 2:
            return scan(
                count, UInt16(truncatingIfNeeded: least), UInt16(truncatingIfNeeded: most), first,
                docs, start
            ) { (lanes: SIMD16<UInt16>, low, high) in any((lanes .>= low) .& (lanes .<= high)) }
        case 4:
            return scan(
                count, UInt32(truncatingIfNeeded: least), UInt32(truncatingIfNeeded: most), first,
                docs, start
            ) { (lanes: SIMD8<UInt32>, low, high) in any((lanes .>= low) .& (lanes .<= high)) }
        default:
            return append(0..<count, lower, upper, first, docs, start)
        }
    }

    /// Vectors without a match cost a comparison.
    @inline(__always)
    private func scan<Vector: SIMD & BitwiseCopyable>(
        _ count: Int, _ least: Vector.Scalar, _ most: Vector.Scalar, _ first: UInt32,
        _ docs: UnsafeMutablePointer<UInt32>, _ start: Int,
        _ hasMatch: (Vector, Vector, Vector) -> Bool
    ) -> Int where Vector.Scalar: FixedWidthInteger & UnsignedInteger {
        let low = Vector(repeating: least)
        let high = Vector(repeating: most)
        let size = Vector.scalarCount
        let lower = minimum &+ Int64(truncatingIfNeeded: least)
        let upper = minimum &+ Int64(truncatingIfNeeded: most)
        var written = start
        var slot = 0
        while slot &+ size <= count {
            let lanes = base.loadUnaligned(fromByteOffset: slot &* width, as: Vector.self)
            if hasMatch(lanes, low, high) {
                written = append(slot..<(slot &+ size), lower, upper, first, docs, written)
            }
            slot &+= size
        }
        return append(slot..<count, lower, upper, first, docs, written)
    }

    @inline(__always)
    private func append(
        _ slots: Range<Int>, _ lower: Int64, _ upper: Int64, _ first: UInt32,
        _ docs: UnsafeMutablePointer<UInt32>, _ start: Int
    ) -> Int {
        var written = start
        for slot in slots {
            let value = value(slot)
            docs[written] = first &+ UInt32(truncatingIfNeeded: slot)
            written &+= (value >= lower ? 1 : 0) & (value <= upper ? 1 : 0)
        }
        return written
    }

    /// Bytes that hold differences up to `maximum - minimum`.
    static func width(_ minimum: Int64, _ maximum: Int64) -> Int {
        if minimum >= maximum { return 0 }
        let spread = UInt64(bitPattern: maximum &- minimum)
        return spread < 1 << 8 ? 1 : spread < 1 << 16 ? 2 : spread < 1 << 32 ? 4 : 8
    }
}
