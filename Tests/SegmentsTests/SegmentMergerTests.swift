import Primitives
import Segments
import TestSupport
import Testing

@Suite("A merge")
struct SegmentMergerTests {
    private func merge(_ views: [SegmentView]) throws -> (reader: SegmentReader, maps: [DocMap]) {
        let sink = MemorySink()
        let merger = SegmentMerger(views: views, fields: ModelSegment.infos, name: "merged.seg")
        let maps = try merger.merge(to: sink)
        let region = sink.takeRegion()
        return (try SegmentReader.open(name: "merged.seg", region: region), maps)
    }

    @Test("answers like the live documents of its inputs", arguments: 1...6)
    func liveDocuments(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var models: [ModelSegment] = []
        var first = 0
        for _ in 0..<(1 + generator.below(4)) {
            let count = [0, 1, 60, 128, 300][generator.below(5)]
            var model = ModelSegment.random(count: count, using: &generator, firstID: first)
            first += count
            let share = [0, 0, 0.1, 0.9, 1][generator.below(5)]
            for doc in 0..<count where generator.chance(share) { model.deleted.insert(doc) }
            models.append(model)
        }
        let (reader, maps) = try merge(try models.map { try $0.view() })
        let expected = ModelSegment.merged(models)
        try expected.expectEqual(to: reader)
        var next: DocID = 0
        for (map, model) in zip(maps, models) {
            for doc in model.documents.indices {
                let isKept = !model.deleted.contains(doc)
                #expect(map[DocID(doc)] == (isKept ? next : DocMap.dropped))
                next += isKept ? 1 : 0
            }
        }
        let again = ModelSegment.random(count: 40, using: &generator, firstID: first)
        let view = SegmentView(reader: reader, liveDocs: nil)
        let (twice, _) = try merge([view, try again.view()])
        try ModelSegment.merged([expected, again]).expectEqual(to: twice)
    }

    @Test("writes in-place updates into its columns")
    func updates() throws {
        var generator = SeededGenerator(seed: 5)
        var model = ModelSegment.random(count: 700, using: &generator)
        let view = try model.view()
        var update = ColumnUpdate(view: view)
        let changes = (0..<90).map { _ in
            ColumnEdit(
                doc: DocID(generator.below(700)), field: ModelSegment.price,
                value: generator.chance(0.3) ? nil : Int64(generator.below(1 << 40)))
        }
        try update.set(changes.settled)
        for change in changes {
            model.documents[Int(change.doc)].numbers[ModelSegment.price] =
                change.value.map { [$0] } ?? []
        }
        let changed = SegmentView(
            reader: view.reader, liveDocs: nil, overlay: update.finish(), columnGeneration: 1)
        let (reader, _) = try merge([changed])
        try model.expectEqual(to: reader)
        let merged = SegmentView(reader: reader, liveDocs: nil)
        #expect(merged.patchedFields == [ModelSegment.price])
        let (again, _) = try merge([merged])
        #expect(SegmentView(reader: again, liveDocs: nil).patchedFields == [ModelSegment.price])
    }

    @Test("compresses sources in small blocks with a dictionary, and copies those from then on")
    func dictionary() throws {
        var generator = SeededGenerator(seed: 31)
        var first = ModelSegment.random(count: 900, using: &generator)
        for doc in first.documents.indices {
            let color = ["red", "green", "blue"][generator.below(3)]
            let price = generator.below(10_000)
            first.documents[doc].source = Array(
                """
                {"title":"A product of the finest kind","color":"\(color)","price":\(price),
                "description":"Made with care for people who care","stock":\(price % 7)}
                """.utf8)
        }
        first.deleted = [1, 2, 800]
        let second = ModelSegment.random(count: 300, using: &generator, firstID: 900)
        func merge(_ views: [SegmentView]) throws -> SegmentReader {
            var merger = SegmentMerger(views: views, fields: ModelSegment.infos, name: "m.seg")
            merger.compression = .from(100)
            let sink = MemorySink()
            _ = try merger.merge(to: sink)
            return try SegmentReader.open(name: "m.seg", region: sink.takeRegion())
        }
        let once = try merge([try first.view()])
        let expected = ModelSegment.merged([first])
        try expected.expectEqual(to: once)
        #expect(once.sections.contains { $0.key.kind == .sourceDictionary })
        #expect(SegmentCheck.check(once) == [])
        let view = SegmentView(reader: once, liveDocs: nil)
        let twice = try merge([view, try second.view()])
        let both = ModelSegment.merged([expected, second])
        try both.expectEqual(to: twice)
        // Blocks that lost documents are written anew among those that are copied.
        var thinned = both
        thinned.deleted = Set((0..<twice.documentCount).filter { $0 % 40 < 3 })
        let thin = LiveDocs.deleting(
            thinned.deleted.sorted().map { DocID($0) }, from: nil,
            documentCount: twice.documentCount)
        let again = try merge([SegmentView(reader: twice, liveDocs: thin)])
        #expect(again.sections.contains { $0.key.kind == .sourceDictionary })
        try ModelSegment.merged([thinned]).expectEqual(to: again)
        #expect(SegmentCheck.check(again) == [])
        // A small merge takes documents with a dictionary back into blocks.
        let live = LiveDocs.deleting(
            (0..<1180).map { DocID($0) }, from: nil, documentCount: twice.documentCount)
        let small = try merge([SegmentView(reader: twice, liveDocs: live)])
        #expect(small.sections.allSatisfy { $0.key.kind != .sourceDictionary })
        var rest = both
        rest.deleted = Set(0..<1180)
        try ModelSegment.merged([rest]).expectEqual(to: small)
    }

    @Test("can be cancelled")
    func cancelled() throws {
        var generator = SeededGenerator(seed: 5)
        let view = try ModelSegment.random(count: 50, using: &generator).view()
        let merger = SegmentMerger(
            views: [view], fields: ModelSegment.infos, name: "merged.seg")
        #expect(throws: SegmentError(kind: .cancelled, file: "merged.seg")) {
            try merger.merge(to: MemorySink(), isCancelled: { true })
        }
    }
}
