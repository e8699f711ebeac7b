import Foundation
import JSON
import Primitives
import Testing

@Suite("A JSON writer")
struct JSONWriterTests {
    @Test("indents as OpenSearch does")
    func pretty() {
        let value: JSONValue = ["took": 1, "hits": ["a": [1, "x"], "none": [], "empty": [:]]]
        let expected = """
            {
              "took" : 1,
              "hits" : {
                "a" : [
                  1,
                  "x"
                ],
                "none" : [ ],
                "empty" : { }
              }
            }
            """
        #expect(value.serialized(pretty: true) == expected)
        #expect(
            value.serialized() == #"{"took":1,"hits":{"a":[1,"x"],"none":[],"empty":{}}}"#)
    }

    static let doubles: [(Double, String)] = [
        (0, "0.0"), (-0.0, "-0.0"), (1, "1.0"), (-1.5, "-1.5"), (100, "100.0"), (0.1, "0.1"),
        (0.001, "0.001"), (0.00123, "0.00123"), (0.0001, "1.0E-4"), (1.5e-5, "1.5E-5"),
        (9_999_999, "9999999.0"), (10_000_000, "1.0E7"), (12_345_678.9, "1.23456789E7"),
        (1e10, "1.0E10"), (1.7976931348623157e308, "1.7976931348623157E308"), (19.99, "19.99"),
        (.leastNonzeroMagnitude, "5.0E-324"), (123456.789, "123456.789"), (.nan, "\"NaN\""),
        (.infinity, "\"Infinity\""), (-.infinity, "\"-Infinity\""), (1234567.25, "1234567.25"),
        (0.05, "0.05"), (0.3, "0.3"), (1.005, "1.005"), (33.333333333333336, "33.333333333333336"),
    ]

    @Test("spells doubles as Java does", arguments: doubles)
    func spelling(number: Double, text: String) {
        #expect(JSONNumber.text(number) == text)
    }

    @Test("spells floats as Java does")
    func floats() {
        let expected: [(Float, String)] = [
            (1, "1.0"), (0.1, "0.1"), (3.4028235e38, "3.4028235E38"), (1.1, "1.1"),
            (0.0001, "1.0E-4"),
            (16_777_216, "1.6777216E7"), (-0.0, "-0.0"), (1_234_567, "1234567.0"),
            (0.6931472, "0.6931472"),
        ]
        for (number, text) in expected { #expect(JSONNumber.text(number) == text) }
    }

    @Test("writes doubles and floats that read back equal")
    func readBack() {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<5000 {
            let number = Double(bitPattern: random.next())
            if number.isFinite { #expect(strtod(JSONNumber.text(number), nil) == number) }
            let price = Double(random.below(1_000_000_000)) / 100
            #expect(strtod(JSONNumber.text(price), nil) == price)
            let half = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
            if half.isFinite { #expect(strtof(JSONNumber.text(half), nil) == half) }
        }
    }

    @Test("writes integers at their bounds")
    func integers() {
        let writer = JSONWriter()
        writer.beginArray()
        writer.value(Int64.min)
        writer.value(Int64.max)
        writer.value(UInt64.max)
        writer.value(0)
        writer.value(true)
        writer.null()
        writer.endArray()
        let expected = "[-9223372036854775808,9223372036854775807,18446744073709551615,0,true,null]"
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test("escapes each byte that needs it at each place of a word")
    func escapes() throws {
        for byte in 0..<UInt8(0x80) {
            for place in 0..<20 {
                var text = [UInt8](repeating: 0x61, count: 20)
                text[place] = byte
                let string = String(decoding: text, as: UTF8.self)
                let json = JSONValue.string(string).serialized()
                #expect(try JSONValue(parsing: json).string == string)
                let escaped = byte < 0x20 || byte == 0x22 || byte == 0x5C
                #expect((json.utf8.count > 22) == escaped)
            }
        }
    }
}

@Suite("A JSON object")
struct JSONObjectTests {
    @Test("keeps order and finds keys like a dictionary", arguments: 0..<10)
    func twin(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var object = JSONObject()
        var keys: [String] = []
        var twin: [String: JSONValue] = [:]
        for step in 0..<200 {
            let key = "k\(random.below(25))"
            if random.chance(0.3) {
                let removed = object.remove(key)
                #expect(removed == twin.removeValue(forKey: key))
                keys.removeAll { $0 == key }
            } else {
                if twin[key] == nil { keys.append(key) }
                twin[key] = .integer(Int64(step))
                object[key] = .integer(Int64(step))
            }
            #expect(object.keys == keys)
            for key in 0..<25 { #expect(object["k\(key)"] == twin["k\(key)"]) }
        }
    }

    @Test("merges deeply and says whether anything changed")
    func merge() {
        var object: JSONObject = ["a": ["x": 1, "y": [1, 2]], "b": 2]
        let unchanged = object.merge(["a": ["x": 1]])
        #expect(!unchanged)
        let changed = object.merge(["a": ["y": [3], "z": nil], "c": true])
        #expect(changed)
        #expect(object == ["a": ["x": 1, "y": [3], "z": nil], "b": 2, "c": true])
    }

    @Test("is searched by dotted paths, whole keys first")
    func paths() {
        let object: JSONObject = [
            "index": ["number_of_shards": 1], "index.codec": "best", "a": ["b.c": 3],
        ]
        #expect(object.value(atPath: "index.number_of_shards") == 1)
        #expect(object.value(atPath: "index.codec") == "best")
        #expect(object.value(atPath: "a.b.c") == 3)
        #expect(object.value(atPath: "a.b") == nil)
    }

    @Test("equals another whatever the order")
    func equality() {
        #expect(JSONValue.object(["a": 1, "b": 2]) == ["b": 2, "a": 1])
        #expect(JSONValue.object(["a": 1]) != ["a": 1.0])
    }
}
