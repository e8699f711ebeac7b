import Index
import JSON
import Primitives
import Schema
import Segments
import TestSupport
import Testing

@Suite("Fast fields")
struct FastFieldTests {
    @Test("answer as a dictionary would, through refreshes, merges overtaken, stops and kills")
    func life() throws {
        try forEachSeed(12) { random in
            var life = FastFieldLife(seed: random.next())
            var directory = MemoryDirectory()
            let interruption = Interruption()
            var environment = IndexEnvironment.quiet(
                policy: RandomMergePolicy(seed: random.next(), probability: 0.3))
            environment.hooks.beforePublishingMerge = { interruption.run() }
            var index = try FastFieldLife.create(directory, environment)
            for _ in 0..<25 { try life.put(index) }
            for step in 0..<120 {
                switch random.below(20) {
                case 0..<3: try life.put(index)
                case 3..<11: try life.merge(index)
                case 11: try life.mergeConditionally(index)
                case 12..<15: try life.refresh(index)
                case 15:
                    try index.commit()
                    life.visible = life.documents
                case 16: index.runMaintenance()
                case 17, 18: try overtakenMerge(index, &life, interruption)
                default:
                    if random.chance(0.5) { try index.close() }
                    directory = MemoryDirectory(contents: directory.contents)
                    index = try LiveIndex.open(directory: directory, environment: environment)
                    life.visible = life.documents
                }
                if step % 5 == 0 { try life.verifyNewest(index) }
                if step % 10 == 0 {
                    try life.refresh(index)
                    try life.verifySearch(index)
                }
            }
            try index.forceMerge()
            life.visible = life.documents
            try life.verifyNewest(index)
            try life.verifySearch(index)
        }
    }

    /// Changes land while the merge has written its segment and not published it.
    private func overtakenMerge(
        _ index: LiveIndex, _ life: inout FastFieldLife, _ interruption: Interruption
    ) throws {
        try life.refresh(index)
        nonisolated(unsafe) var changed = life
        interruption.arm {
            do {
                for _ in 0..<4 { try changed.merge(index) }
                try changed.refresh(index)
                try changed.verifySearch(index)
                for _ in 0..<3 { try changed.merge(index) }
                try changed.verifyNewest(index)
            } catch {
                Issue.record(error)
            }
        }
        try index.forceMerge(maxSegments: 1 + life.random.below(2))
        interruption.arm {}
        interruption.run()
        life = changed
        try life.verifyNewest(index)
        try life.refresh(index)
        try life.verifySearch(index)
    }

    private func make(_ documents: [String]) throws -> LiveIndex {
        let index = try FastFieldLife.create(MemoryDirectory(), .quiet())
        for (number, source) in documents.enumerated() { try index.put("\(number)", source) }
        try index.refresh()
        return index
    }

    @Test("are set without the document being indexed again")
    func inPlace() throws {
        let index = try make([#"{"name":"tea pot","price":1.5}"#])
        let before = index.snapshot.views[0].reader
        let outcome = try index.apply(.merging(["price": 2.25, "stock": 4], into: "0"))
        #expect(outcome.result == .updated)
        #expect(outcome.version == 2)
        #expect(try index.text("0") == #"{"name":"tea pot","price":2.25,"stock":4}"#)
        #expect(try index.text("0", realtime: false) == #"{"name":"tea pot","price":1.5}"#)
        try index.refresh()
        #expect(index.snapshot.views.count == 1)
        #expect(index.snapshot.views[0].reader === before)
        #expect(
            try index.text("0", realtime: false) == #"{"name":"tea pot","price":2.25,"stock":4}"#)
        #expect(try FastFieldSearcher(index).ids(["match": ["name": "pot"]]) == ["0"])
    }

    @Test("leave what a search began with as it was")
    func isolation() throws {
        let index = try make((0..<5).map { #"{"price":\#($0),"name":"n"}"# })
        let early = FastFieldSearcher(index)
        _ = try index.apply(.merging(["price": 100], into: "3"))
        try index.refresh()
        let query: JSONValue = ["range": ["price": ["gte": 3]]]
        #expect(try early.ids(query) == ["3", "4"])
        #expect(try early.ids(["term": ["price": 100]]).isEmpty)
        #expect(try FastFieldSearcher(index).ids(["term": ["price": 100]]) == ["3"])
    }

    @Test("are indexed as ever where a change of the column would not do")
    func fallbacks() throws {
        let partials: [JSONObject] = [
            ["price": "2.25"], ["price": 2.253], ["stock": 2.5], ["name": "x", "stock": 1],
            ["price": [1, 2]], ["since": "2026-01-01"], ["unknown": 1], [:],
        ]
        for partial in partials {
            let index = try make([#"{"price":1.5}"#])
            let outcome = try index.apply(.merging(partial, into: "0", detectsNoop: false))
            #expect(outcome.version == 2)
            try index.refresh()
            #expect(index.snapshot.views.count { $0.liveCount > 0 } == 1)
            #expect(index.snapshot.views.last?.overlay == nil)
            var members = try #require(try JSONValue(parsing: #"{"price":1.5}"#).object)
            members.merge(partial)
            #expect(try JSONValue(parsing: try index.text("0") ?? "") == .object(members))
        }
    }

    @Test("are indexed as ever once a document has several values")
    func severalValues() throws {
        let index = try make([#"{"sizes":1}"#, #"{"sizes":2}"#])
        _ = try index.apply(.merging(["sizes": 3], into: "0"))
        try index.put("2", #"{"sizes":[4,5]}"#)
        // Both wait for the same refresh.
        try index.refresh()
        #expect(index.snapshot.views[0].overlay != nil)
        _ = try index.apply(.merging(["sizes": 6], into: "1"))
        _ = try index.apply(.merging(["sizes": 7], into: "2"))
        try index.forceMerge()
        #expect(
            try FastFieldSearcher(index).ids(["terms": ["sizes": [3, 6, 7]]]) == ["0", "1", "2"])
        #expect(try FastFieldSearcher(index).ids(["terms": ["sizes": [1, 2, 4, 5]]]).isEmpty)
        #expect(try index.text("0") == #"{"sizes":3}"#)
    }

    @Test("keep the literal of documents that only share a segment with a changed one")
    func literals() throws {
        let index = try make([
            #"{"price":1.5}"#, #"{"price": 2.2510, "name" : "a"}"#, #"{"price":"3.10"}"#,
            #"{"stock":null}"#,
        ])
        _ = try index.apply(.merging(["price": 9, "stock": 1], into: "0"))
        try index.forceMerge()
        #expect(try index.text("1") == #"{"price": 2.2510, "name" : "a"}"#)
        #expect(try index.text("2") == #"{"price":"3.10"}"#)
        #expect(try index.text("3") == #"{"stock":null}"#)
        #expect(try index.text("0") == #"{"price":9.0,"stock":1}"#)
    }

    @Test("of documents that are not there say so, and leave nothing of a source batch")
    func missing() throws {
        let index = try make([#"{"price":1.5}"#])
        #expect(throws: IndexError.self) { try index.apply(.merging(["price": 1], into: "none")) }
        #expect(throws: IndexError.self) {
            try index.apply(
                SourceBatch(
                    source: "catalog",
                    operations: [
                        .merging(["price": 8], into: "0"), .merging(["price": 1], into: "none"),
                    ], position: [1]))
        }
        #expect(try index.text("0") == #"{"price":1.5}"#)
        #expect(try index.get(id: "0")?.version == 1)
        #expect(index.sourceProgress("catalog").applied == nil)
    }
}
