/// A pattern of terms as a tree, from which `AutomatonCompiler` makes an automaton over bytes.
indirect enum TermPattern: Sendable, Hashable {
    /// The empty string.
    case empty
    /// Nothing at all.
    case nothing
    /// One code point in any of some ranges.
    case scalars([ClosedRange<UInt32>])
    case sequence([TermPattern])
    case alternatives([TermPattern])
    /// `maximum` nil is unbounded.
    case repeated(TermPattern, minimum: Int, maximum: Int?)

    static let anyScalar = TermPattern.scalars([0...0xD7FF, 0xE000...0x10FFFF])
    static let anything = TermPattern.repeated(anyScalar, minimum: 0, maximum: nil)

    /// One code point, or with case ignored its other forms too.
    static func scalar(_ scalar: Unicode.Scalar, ignoringCase: Bool) -> TermPattern {
        var ranges = [scalar.value...scalar.value]
        if ignoringCase {
            let forms = [
                scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping,
            ]
            for form in forms where form.unicodeScalars.count == 1 {
                for other in form.unicodeScalars where other != scalar {
                    ranges.append(other.value...other.value)
                }
            }
        }
        return .scalars(ranges)
    }

    static func prefix(_ bytes: [UInt8], ignoringCase: Bool) throws -> TermPattern {
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        return .sequence(scalars.map { .scalar($0, ignoringCase: ignoringCase) } + [.anything])
    }

    /// `*` any text, `?` any code point, `\` takes the next one literally.
    static func wildcard(_ bytes: [UInt8], ignoringCase: Bool) throws -> TermPattern {
        var parts: [TermPattern] = []
        var isEscaped = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if isEscaped {
                parts.append(.scalar(scalar, ignoringCase: ignoringCase))
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "*" {
                parts.append(.anything)
            } else if scalar == "?" {
                parts.append(.anyScalar)
            } else {
                parts.append(.scalar(scalar, ignoringCase: ignoringCase))
            }
        }
        if isEscaped { parts.append(.scalar("\\", ignoringCase: false)) }
        return .sequence(parts)
    }
}
