/// Header fields of a request in the order received; names are lower-cased.
package struct HTTPHeaders: Sendable {
    package typealias Field = (name: String, value: String)

    package private(set) var fields: [Field]

    package init(_ fields: [Field] = []) {
        self.fields = fields.map { ($0.name.lowercased(), $0.value) }
    }

    mutating func append(lowercased name: String, _ value: String) {
        fields.append((name, value))
    }

    /// The first value of a field, whatever the case of its name.
    package subscript(name: String) -> String? {
        let isLowercased = !name.utf8.contains { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
        let wanted = isLowercased ? name : name.lowercased()
        return fields.first { $0.name == wanted }?.value
    }

    func count(of lowercased: String) -> Int {
        fields.count { $0.name == lowercased }
    }

    /// Whether a comma-separated field accepts `token`: it is listed, or `*` is, without `q=0`.
    func accepts(_ token: String, in lowercased: String) -> Bool {
        var accepted = false
        for field in fields where field.name == lowercased {
            for part in field.value.split(separator: ",") {
                let pieces = part.split(separator: ";").map { trimmingSpace($0).lowercased() }
                guard let name = pieces.first, name == token || name == "*" else { continue }
                let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }
                let isRefused = weight.flatMap { Double($0.dropFirst(2)) } == 0
                if name == token { return !isRefused }
                accepted = !isRefused
            }
        }
        return accepted
    }
}

func trimmingSpace(_ text: some StringProtocol) -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let head = text.drop(while: isSpace)
    let tailCount = head.reversed().prefix(while: isSpace).count
    return String(head.dropLast(tailCount))
}
