import Engine
import JSON
import Primitives
import Schema
import Testing

@Suite("An index expression")
struct IndexExpressionTests {
    private func state() throws -> ClusterState {
        var state = ClusterState()
        for (name, isOpen, aliases) in [
            ("logs-1", true, ["logs"]), ("logs-2", true, ["logs", "new"]), ("old", false, []),
            ("shop", true, []), ("secret", true, []),
        ] {
            var entry = IndexEntry(
                name: name, uuid: name, created: 0, isOpen: isOpen, aliases: [:],
                settings: .standard)
            for alias in aliases { entry.aliases[alias] = AliasEntry() }
            if name == "secret" {
                entry.settings = try IndexSettings.parse(["hidden": true])
            }
            state.indices[name] = entry
        }
        return state
    }

    private func names(
        _ text: String?, _ change: (inout IndicesOptions) -> Void = { _ in }
    ) throws -> [String] {
        var options = IndicesOptions.search
        change(&options)
        return try IndexExpression(text).resolve(in: state(), options: options).map(\.name)
    }

    @Test("reaches names, aliases, wildcards and everything")
    func reaches() throws {
        #expect(try names(nil) == ["logs-1", "logs-2", "shop"])
        #expect(try names("_all") == ["logs-1", "logs-2", "shop"])
        #expect(try names("shop,logs") == ["shop", "logs-1", "logs-2"])
        #expect(try names("l*") == ["logs-1", "logs-2"])
        #expect(try names("n*") == ["logs-2"])
        #expect(try names("*,-logs-1") == ["logs-2", "shop"])
        #expect(try names("secret") == ["secret"])
        #expect(try names("*") { $0.expandsHidden = true }.contains("secret"))
        #expect(try names("*") { $0.expandsClosed = true }.contains("old"))
        #expect(try names("zzz*").isEmpty)
    }

    @Test("refuses what is missing or closed unless told otherwise")
    func refuses() throws {
        #expect(throws: EngineError.self) { try names("none") }
        #expect(throws: EngineError.self) { try names("old") }
        #expect(throws: EngineError.self) { try names("zzz*") { $0.allowsNone = false } }
        #expect(try names("none,shop,old") { $0.ignoresUnavailable = true } == ["shop"])
        #expect(throws: EngineError.self) { try names("logs") { $0.followsAliases = false } }
    }

    @Test("remembers which names led to an index")
    func via() throws {
        let reached = try IndexExpression("logs,logs-2").resolve(in: state(), options: .search)
        #expect(reached.map(\.via) == [["logs"], ["logs", "logs-2"]])
    }

    @Test("finds the one index to write to")
    func writing() throws {
        var state = try state()
        #expect(try state.writeTarget("new")?.name == "logs-2")
        #expect(try state.writeTarget("none") == nil)
        #expect(throws: EngineError.self) { try state.writeTarget("logs") }
        state.indices["logs-1"]?.aliases["logs"]?.isWriteIndex = true
        #expect(try state.writeTarget("logs")?.name == "logs-1")
    }
}

@Suite("Alias actions")
struct AliasActionTests {
    private func actions(_ text: String) throws -> [AliasAction] {
        try AliasAction.parse(JSONValue(parsing: text))
    }

    private var state: ClusterState {
        var state = ClusterState()
        for name in ["a", "b"] {
            state.indices[name] = IndexEntry(
                name: name, uuid: name, created: 0, isOpen: true, aliases: [:],
                settings: .standard)
        }
        return state
    }

    @Test("are applied whole")
    func whole() throws {
        let swapped = try state.applying(
            try actions(
                #"{"actions":[{"add":{"index":"a","alias":"x"}},{"add":{"index":"b","alias":"x"}},"#
                    + #"{"remove":{"index":"a","alias":"x"}}]}"#))
        #expect(swapped.state.members(of: "x").map(\.name) == ["b"])
    }

    @Test("leave nothing behind when one of them fails")
    func nothing() throws {
        let before = state
        #expect(throws: EngineError.self) {
            try before.applying(
                try actions(
                    #"{"actions":[{"add":{"index":"a","alias":"x"}},"#
                        + #"{"remove":{"index":"b","alias":"y","must_exist":true}}]}"#))
        }
        #expect(!before.isAlias("x"))
    }

    @Test("refuse an alias named as an index, and two write indices")
    func refused() throws {
        for text in [
            #"{"actions":[{"add":{"index":"a","alias":"b"}}]}"#,
            #"{"actions":[{"add":{"indices":["a","b"],"alias":"x","is_write_index":true}}]}"#,
            #"{"actions":[{"ad":{"index":"a","alias":"x"}}]}"#,
            #"{"actions":[{"add":{"index":"a","alias":"x","filtr":{}}}]}"#,
        ] {
            #expect(throws: EngineError.self) { try state.applying(try actions(text)) }
        }
    }
}

@Suite("Names and ids")
struct NameTests {
    @Test(
        "refuse what OpenSearch refuses",
        arguments: ["", "A", "a b", "a*", "_a", "-a", "+a", "a#", "a:b", ".", "..", "a/b", "a\"b"])
    func refused(_ name: String) {
        #expect(throws: EngineError.self) { try IndexName.check(name) }
    }

    @Test("take everything else", arguments: ["a", "a-1_b.c", "größe", "1"])
    func taken(_ name: String) throws { try IndexName.check(name) }

    @Test("are 20 characters safe in an address, never twice, rising with time")
    func automatic() {
        let ids = (0..<2000).map { _ in AutomaticID.make() }
        #expect(Set(ids).count == ids.count)
        for id in ids {
            #expect(id.utf8.count == 20)
            #expect(
                id.allSatisfy {
                    $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")
                })
        }
        #expect(AutomaticID.makeUUID().utf8.count == 22)
    }

    @Test("match patterns as a plain recursive matcher does")
    func patterns() {
        func plain(_ p: Substring, _ t: Substring) -> Bool {
            guard let first = p.first else { return t.isEmpty }
            if first == "*" {
                return plain(p.dropFirst(), t) || (!t.isEmpty && plain(p, t.dropFirst()))
            }
            return t.first == first && plain(p.dropFirst(), t.dropFirst())
        }
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<3000 {
            let pattern = String(
                (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                    ["a", "b", "*"].randomElement(using: &generator) ?? "a"
                }.joined())
            let text = String(
                (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                    ["a", "b"].randomElement(using: &generator) ?? "a"
                }.joined())
            #expect(
                NamePattern.matches(pattern, text) == plain(pattern[...], text[...]),
                "\(pattern) on \(text)")
        }
    }
}
