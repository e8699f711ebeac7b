/// `pretty`: the layout OpenSearch prints, two spaces a level, ` : ` between key and value.
enum PrettyText {
    static func layOut(_ json: [UInt8]) -> [UInt8] {
        var text = JSONText(json)
        var output: [UInt8] = []
        output.reserveCapacity(json.count * 2)
        value(&text, into: &output, depth: 0)
        output.append(UInt8(ascii: "\n"))
        return output
    }

    private static func value(_ text: inout JSONText, into output: inout [UInt8], depth: Int) {
        switch text.current {
        case UInt8(ascii: "{"):
            members(&text, into: &output, depth: depth, UInt8(ascii: "{"), UInt8(ascii: "}"))
        case UInt8(ascii: "["):
            members(&text, into: &output, depth: depth, UInt8(ascii: "["), UInt8(ascii: "]"))
        default:
            output += text.bytes[text.scalar()]
        }
    }

    private static func members(
        _ text: inout JSONText, into output: inout [UInt8], depth: Int, _ open: UInt8,
        _ close: UInt8
    ) {
        _ = text.take(open)
        output.append(open)
        if text.take(close) {
            output += [UInt8(ascii: " "), close]
            return
        }
        while true {
            newLine(&output, depth: depth + 1)
            if open == UInt8(ascii: "{") {
                output += text.bytes[text.string()]
                _ = text.take(UInt8(ascii: ":"))
                output += Array(" : ".utf8)
            }
            value(&text, into: &output, depth: depth + 1)
            guard text.take(UInt8(ascii: ",")) else { break }
            output.append(UInt8(ascii: ","))
        }
        _ = text.take(close)
        newLine(&output, depth: depth)
        output.append(close)
    }

    private static func newLine(_ output: inout [UInt8], depth: Int) {
        output.append(UInt8(ascii: "\n"))
        for _ in 0..<depth { output += [UInt8(ascii: " "), UInt8(ascii: " ")] }
    }
}
