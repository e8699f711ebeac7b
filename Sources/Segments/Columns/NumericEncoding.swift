/// Numbers as column values: integers whose order is the order of the numbers.
package enum NumericEncoding {
    /// A double with its bits flipped where negative. NaN is not a value. -0.0 is below 0.0.
    package static func encode(_ value: Double) -> Int64 {
        let bits = Int64(bitPattern: value.bitPattern)
        return bits ^ ((bits >> 63) & Int64.max)
    }

    package static func decode(_ encoded: Int64) -> Double {
        let bits = encoded ^ ((encoded >> 63) & Int64.max)
        return Double(bitPattern: UInt64(bitPattern: bits))
    }
}
