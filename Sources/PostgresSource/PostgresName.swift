/// Names as SQL text.
enum PostgresName {
    /// `shop.product` becomes `"shop"."product"`.
    static func quoted(_ name: String) -> String {
        name.split(separator: ".", maxSplits: 1).map { part in
            "\""
                + part.split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "\"\"") + "\""
        }.joined(separator: ".")
    }

    /// Keys as an array literal, `{"1","a\"b"}`, that the server reads as the type it needs.
    static func array(_ keys: [String]) -> String {
        let items = keys.map { key in
            var quoted = "\""
            for character in key {
                if character == "\"" || character == "\\" { quoted.append("\\") }
                quoted.append(character)
            }
            return quoted + "\""
        }
        return "{" + items.joined(separator: ",") + "}"
    }

    /// Whether a name may stand unquoted in a replication command.
    static func isPlain(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (48...57).contains(byte) || byte == 95
            }
    }
}
