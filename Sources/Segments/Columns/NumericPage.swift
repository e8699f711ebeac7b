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

    /// Bytes that hold differences up to `maximum - minimum`.
    static func width(_ minimum: Int64, _ maximum: Int64) -> Int {
        if minimum >= maximum { return 0 }
        let spread = UInt64(bitPattern: maximum &- minimum)
        return spread < 1 << 8 ? 1 : spread < 1 << 16 ? 2 : spread < 1 << 32 ? 4 : 8
    }
}
