import Primitives

/// Writes numbers as the Java of OpenSearch does: shortest digits that read back equal, always a
/// point in a float (`1.0`), scientific below 0.001 and from 10,000,000 (`1.0E7`); `"NaN"`,
/// `"Infinity"` and `"-Infinity"` as strings.
package enum JSONNumber {
    package static func write(_ number: Int64, to output: ByteWriter) {
        if number < 0 { output.write(UInt8(ascii: "-")) }
        write(number.magnitude, to: output)
    }

    package static func write(_ number: UInt64, to output: ByteWriter) {
        output.withMutableTail(20) { tail in
            guard let base = tail.baseAddress else { return 0 }
            var rest = number
            var at = 20
            repeat {
                at &-= 1
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                base.storeBytes(
                    of: 0x30 &+ UInt8(truncatingIfNeeded: digit), toByteOffset: at, as: UInt8.self)
                rest = quotient
            } while rest != 0
            (base).copyMemory(from: base + at, byteCount: 20 &- at)
            return 20 &- at
        }
    }

    package static func write(_ number: Double, to output: ByteWriter) {
        if !writeHundredths(number, to: output) {
            writeFloating(number.description, number.isFinite, to: output)
        }
    }

    package static func write(_ number: Float, to output: ByteWriter) {
        if number.magnitude < 1e6 && number == number.rounded(.towardZero) && number != 0 {
            write(Int64(number), to: output)
            output.write(".0" as StaticString)
        } else {
            writeFloating(number.description, number.isFinite, to: output)
        }
    }

    /// Prices and counts: at most two decimals, below ten million. Their shortest digits are known
    /// without a search, as any decimal of at most 15 digits reads back unchanged.
    private static func writeHundredths(_ number: Double, to output: ByteWriter) -> Bool {
        guard number.magnitude < 1e7 && number.magnitude >= 0.01 else { return false }
        let hundredths = (number.magnitude * 100).rounded()
        guard hundredths / 100 == number.magnitude else { return false }
        if number < 0 { output.write(UInt8(ascii: "-")) }
        let (whole, rest) = UInt64(hundredths).quotientAndRemainder(dividingBy: 100)
        write(whole, to: output)
        output.write(UInt8(ascii: "."))
        output.write(UInt8(ascii: "0") + UInt8(rest / 10))
        if rest % 10 != 0 { output.write(UInt8(ascii: "0") + UInt8(rest % 10)) }
        return true
    }

    /// Respells Swift's shortest form (`12.5`, `1e-05`, `1.5e+20`) in Java's.
    private static func writeFloating(_ text: String, _ isFinite: Bool, to output: ByteWriter) {
        guard isFinite else {
            switch text {
            case "inf": output.write("\"Infinity\"" as StaticString)
            case "-inf": output.write("\"-Infinity\"" as StaticString)
            default: output.write("\"NaN\"" as StaticString)
            }
            return
        }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { digits in
            var text = text
            let (count, whole) = text.withUTF8 { takeDigits($0, into: digits, output) }
            writeDigits(UnsafeBufferPointer(rebasing: digits[..<count]), whole, to: output)
        }
    }

    /// Writes the sign and puts the digits of a shortest form together.
    /// - Returns: how many there are, and how many of them stand before the point.
    private static func takeDigits(
        _ text: UnsafeBufferPointer<UInt8>, into digits: UnsafeMutableBufferPointer<UInt8>,
        _ output: ByteWriter
    ) -> (count: Int, whole: Int) {
        var count = 0
        var whole = 0
        var sawPoint = false
        for (place, byte) in text.enumerated() {
            switch byte {
            case UInt8(ascii: "-"): output.write(byte)
            case UInt8(ascii: "."): sawPoint = true
            case UInt8(ascii: "e"):
                let exponent = String(decoding: text[(place + 1)...], as: UTF8.self)
                return (count, whole + (Int(exponent) ?? 0))
            default:
                digits[count] = byte
                count += 1
                if !sawPoint { whole += 1 }
            }
        }
        return (count, whole)
    }

    /// - Parameter whole: digits before the point, negative for zeros after it.
    private static func writeDigits(
        _ all: UnsafeBufferPointer<UInt8>, _ whole: Int, to output: ByteWriter
    ) {
        let zero = UInt8(ascii: "0")
        let leading = all.prefix { $0 == zero }.count
        guard leading < all.count else {
            output.write("0.0" as StaticString)
            return
        }
        let trailing = all.reversed().prefix { $0 == zero }.count
        let digits = all[leading..<(all.count - trailing)]
        let point = whole - leading
        func write(_ part: some Collection<UInt8>) {
            if part.isEmpty { output.write(zero) }
            for digit in part { output.write(digit) }
        }
        if point > 7 || point < -2 {
            write(digits.prefix(1))
            output.write(UInt8(ascii: "."))
            write(digits.dropFirst())
            output.write(UInt8(ascii: "E"))
            JSONNumber.write(Int64(point - 1), to: output)
        } else if point > 0 {
            write(digits.prefix(point))
            for _ in 0..<max(0, point - digits.count) { output.write(zero) }
            output.write(UInt8(ascii: "."))
            write(digits.dropFirst(point))
        } else {
            output.write("0." as StaticString)
            for _ in 0..<(-point) { output.write(zero) }
            write(digits)
        }
    }

    package static func text(_ number: Double) -> String {
        let writer = ByteWriter(capacity: 32)
        write(number, to: writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    package static func text(_ number: Float) -> String {
        let writer = ByteWriter(capacity: 32)
        write(number, to: writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
