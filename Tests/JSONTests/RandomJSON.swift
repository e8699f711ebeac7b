import JSON
import Primitives

/// Random values, random spellings of them, and random damage.
struct RandomJSON {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private static let pieces = [
        "a", "price", "\"", "\\", "/", "\n", "\u{1}", "\u{1F}", "é", "日本", "😀", " ", "\t",
        "0123456789",
        "\u{7F}", "xyzxyzxyzxyzxyz", "\u{8}", "\u{C}", "\r", "\u{FFFD}", "\u{0}",
    ]

    mutating func string() -> String {
        (0..<random.below(6)).map { _ in Self.pieces[random.below(Self.pieces.count)] }.joined()
    }

    mutating func number() -> JSONValue {
        switch random.below(7) {
        case 0: .integer(Int64(random.below(100)) - 50)
        case 1: .integer(Int64(bitPattern: random.next()))
        case 2: .unsignedInteger(random.next() | 1 << 63)
        case 3: .double(Double(random.below(100_000)) / 100)
        case 4: .double(Double(bitPattern: random.next() & ~(0x7FF << 52) | 0x3F0 << 52))
        case 5: .double(random.unit() * 1e-7)
        default: .double(random.unit() * 1e300)
        }
    }

    mutating func value(depth: Int = 0) -> JSONValue {
        switch random.below(depth > 5 ? 5 : 8) {
        case 0: return .null
        case 1: return .boolean(random.chance(0.5))
        case 2: return .string(string())
        case 3, 4: return number()
        case 5: return .array((0..<random.below(5)).map { _ in value(depth: depth + 1) })
        default:
            var object = JSONObject()
            for _ in 0..<random.below(12) {
                object[string() + String(random.below(10))] = value(depth: depth + 1)
            }
            return .object(object)
        }
    }

    mutating func damaged(_ text: [UInt8]) -> [UInt8] {
        var text = text
        let alphabet = Array("{}[]\",:\\0129eE+-.tfn \n".utf8) + [0, 0x1F, 0x80, 0xC3, 0xED, 0xFF]
        for _ in 0..<(1 + random.below(3)) {
            let place = random.below(text.count + 1)
            switch random.below(4) {
            case 0: text.insert(alphabet[random.below(alphabet.count)], at: place)
            case 1 where place < text.count: text.remove(at: place)
            case 2 where place < text.count: text[place] = alphabet[random.below(alphabet.count)]
            default: text = Array(text[..<place])
            }
        }
        return text
    }
}

extension JSONParser {
    func parseValue(_ text: [UInt8]) throws(JSONError) -> JSONValue {
        let writer = ByteWriter(capacity: text.count)
        for byte in text { writer.write(byte) }
        return JSONValue(try parse(writer.bytes))
    }
}
