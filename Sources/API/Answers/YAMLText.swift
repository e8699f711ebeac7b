/// `format=yaml`: an answer as a YAML document in block style. Strings stay in double quotes, whose
/// escapes are JSON's.
enum YAMLText {
    static func layOut(_ json: [UInt8]) -> [UInt8] {
        var text = JSONText(json)
        var output = Array("---\n".utf8)
        value(&text, into: &output, depth: 0, isInline: false)
        return output
    }

    /// - Parameter isInline: whether the value follows a key or a dash on its line.
    private static func value(
        _ text: inout JSONText, into output: inout [UInt8], depth: Int, isInline: Bool
    ) {
        switch text.current {
        case UInt8(ascii: "{"): object(&text, into: &output, depth: depth, isInline: isInline)
        case UInt8(ascii: "["): list(&text, into: &output, depth: depth, isInline: isInline)
        default:
            if isInline { output.append(UInt8(ascii: " ")) }
            output += text.bytes[text.scalar()]
            output.append(UInt8(ascii: "\n"))
        }
    }

    private static func object(
        _ text: inout JSONText, into output: inout [UInt8], depth: Int, isInline: Bool
    ) {
        _ = text.take(UInt8(ascii: "{"))
        if text.take(UInt8(ascii: "}")) {
            output += Array(isInline ? " {}\n".utf8 : "{}\n".utf8)
            return
        }
        if isInline { output.append(UInt8(ascii: "\n")) }
        repeat {
            indent(&output, depth)
            let key = text.string()
            output += text.bytes[(key.lowerBound + 1)..<(key.upperBound - 1)]
            output.append(UInt8(ascii: ":"))
            _ = text.take(UInt8(ascii: ":"))
            value(&text, into: &output, depth: depth + 1, isInline: true)
        } while text.take(UInt8(ascii: ","))
        _ = text.take(UInt8(ascii: "}"))
    }

    private static func list(
        _ text: inout JSONText, into output: inout [UInt8], depth: Int, isInline: Bool
    ) {
        _ = text.take(UInt8(ascii: "["))
        if text.take(UInt8(ascii: "]")) {
            output += Array(isInline ? " []\n".utf8 : "[]\n".utf8)
            return
        }
        if isInline { output.append(UInt8(ascii: "\n")) }
        repeat {
            indent(&output, max(0, depth - 1))
            output.append(UInt8(ascii: "-"))
            value(&text, into: &output, depth: depth + 1, isInline: true)
        } while text.take(UInt8(ascii: ","))
        _ = text.take(UInt8(ascii: "]"))
    }

    private static func indent(_ output: inout [UInt8], _ depth: Int) {
        for _ in 0..<depth { output += [UInt8(ascii: " "), UInt8(ascii: " ")] }
    }
}
