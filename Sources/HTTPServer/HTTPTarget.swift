/// The target of a request line, taken apart: `/products/_doc/a%2Fb?refresh&routing=x+y`.
package struct HTTPTarget: Sendable {
    /// One `name=value` of the query; a name without `=` has an empty value.
    package typealias QueryItem = (name: String, value: String)

    /// As received.
    package let raw: String
    /// As received, without the query: escapes stand, so that an escaped slash is told from one.
    package let path: String
    /// The pieces of the path between slashes, unescaped, empty ones left out.
    package let segments: [String]
    /// As received, without its question mark; nil where there is none.
    package let query: String?
    /// In the order received, unescaped; `+` is a space.
    package let queryItems: [QueryItem]

    /// Stands in for a target that could not be taken apart.
    static let root = HTTPTarget()

    private init() {
        raw = "/"
        path = "/"
        segments = []
        query = nil
        queryItems = []
    }

    /// Nil where an escape is cut off or its bytes are not UTF-8.
    package init?(_ raw: String) {
        self.raw = raw
        let mark = raw.utf8.firstIndex(of: UInt8(ascii: "?"))
        path = mark.map { String(raw[..<$0]) } ?? raw
        query = mark.map { String(raw[raw.index(after: $0)...]) }
        var segments: [String] = []
        for piece in path.split(separator: "/") {
            guard let text = HTTPTarget.unescape(piece, plusIsSpace: false) else { return nil }
            segments.append(text)
        }
        self.segments = segments
        var items: [QueryItem] = []
        for piece in (query ?? "").split(separator: "&") {
            let parts = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = HTTPTarget.unescape(parts[0], plusIsSpace: true),
                let value = HTTPTarget.unescape(parts.count > 1 ? parts[1] : "", plusIsSpace: true)
            else { return nil }
            items.append((name, value))
        }
        queryItems = items
    }

    /// Replaces `%XX` by the byte it names; nil where it does not name one, or the bytes are not
    /// UTF-8.
    package static func unescape(_ text: Substring, plusIsSpace: Bool) -> String? {
        let isPlain = text.utf8.allSatisfy {
            $0 != UInt8(ascii: "%") && !(plusIsSpace && $0 == UInt8(ascii: "+"))
        }
        if isPlain { return String(text) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(hexadecimal),
                    let low = rest.next().flatMap(hexadecimal)
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace:
                bytes.append(UInt8(ascii: " "))
            default:
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
