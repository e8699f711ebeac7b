/// Patterns with `*` and `?`, `\` taking their meaning away.
enum WildcardPattern {
    /// A pattern that stands for just these bytes.
    static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        for byte in bytes {
            if isSpecial(byte) { output.append(UInt8(ascii: "\\")) }
            output.append(byte)
        }
        return output
    }

    static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "\\")
    }

    /// The pattern with `change` applied to what lies between its wildcards.
    static func mapLiterals<Failure: Error>(
        _ pattern: String, _ change: (String) throws(Failure) -> [UInt8]
    ) throws(Failure) -> [UInt8] {
        var output: [UInt8] = []
        var literal: [UInt8] = []
        let bytes = Array(pattern.utf8)
        var index = 0
        while index <= bytes.count {
            let isWildcard =
                index < bytes.count
                && (bytes[index] == UInt8(ascii: "*") || bytes[index] == UInt8(ascii: "?"))
            if index == bytes.count || isWildcard {
                if !literal.isEmpty {
                    output += escaped(try change(String(decoding: literal, as: UTF8.self)))
                    literal = []
                }
                if isWildcard { output.append(bytes[index]) }
            } else if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
                index += 1
                literal.append(bytes[index])
            } else {
                literal.append(bytes[index])
            }
            index += 1
        }
        return output
    }
}
