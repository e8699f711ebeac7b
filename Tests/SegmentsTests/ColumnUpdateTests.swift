import Primitives
import Segments
import TestSupport
import Testing

@Suite("An in-place update")
struct ColumnUpdateTests {
    private func values(_ model: ModelSegment, _ field: FieldNumber) -> [[Int64]] {
        model.documents.map { $0.numbers[field] ?? [] }
    }

    private func edit(_ doc: DocID, _ value: Int64?) -> ColumnEdit {
        ColumnEdit(doc: doc, field: ModelSegment.price, value: value)
    }

    @Test("counts the last of several edits of one number")
    func settled() {
        let edits = [edit(5, 1), edit(2, 4), edit(5, nil), edit(2, 9), edit(7, nil)]
        let other = ColumnEdit(doc: 1, field: ReservedField.version, value: 3)
        #expect((edits + [other]).settled == [other, edit(2, 9), edit(5, nil), edit(7, nil)])
        #expect((edits + [other]).settled.byField.map(\.count) == [1, 3])
        #expect([ColumnEdit]().byField.isEmpty)
    }

    @Test("keeps a column without gaps one without gaps, for the readers that ask")
    func withoutGaps() throws {
        var generator = SeededGenerator(seed: 4)
        let view = try ModelSegment.random(count: 700, using: &generator).view()
        var update = ColumnUpdate(view: view)
        try update.set([ColumnEdit(doc: 600, field: ReservedField.version, value: 9)])
        let changed = SegmentView(
            reader: view.reader, liveDocs: nil, overlay: update.finish(), columnGeneration: 1)
        let column = try #require(try changed.numericColumn(ReservedField.version))
        #expect(column.presence == nil)
        #expect(column.value(at: 600) == 9)
        #expect(changed.patchedFields.isEmpty)
    }

    @Test("changes what a view answers, and survives its file", arguments: 1...5)
    func changes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let count = [1, 511, 512, 513, 1300][Int(seed) - 1]
        var model = ModelSegment.random(count: count, using: &generator)
        var view = try model.view()
        for round in 1...3 {
            var update = ColumnUpdate(view: view)
            var edits: [ColumnEdit] = []
            for _ in 0..<(1 + generator.below(30)) {
                let doc = generator.below(count)
                let value = generator.chance(0.3) ? nil : Int64(bitPattern: generator.next())
                edits.append(
                    ColumnEdit(doc: DocID(doc), field: ModelSegment.price, value: value))
                model.documents[doc].numbers[ModelSegment.price] = value.map { [$0] } ?? []
            }
            try update.set(edits.settled)
            let bytes = ByteWriter()
            update.finish().encode(into: bytes)
            let overlay = try ColumnOverlay.decode(bytes.bytes, name: "x.columns-\(round)")
            #expect(overlay.fields == [ModelSegment.price])
            view = SegmentView(
                reader: view.reader, liveDocs: nil, overlay: overlay,
                columnGeneration: UInt64(round))
            try expectNumbers(
                try view.numericColumn(ModelSegment.price), values(model, ModelSegment.price))
            try expectNumbers(
                try view.numericColumn(ReservedField.version), model.documents.map { [$0.version] })
        }
    }

    @Test("gives a field its first values")
    func firstValues() throws {
        var generator = SeededGenerator(seed: 2)
        var model = ModelSegment.random(count: 600, using: &generator)
        for doc in 0..<600 { model.documents[doc].numbers[ModelSegment.price] = nil }
        let view = try model.view()
        let before = try view.numericColumn(ModelSegment.price)
        #expect(before == nil)
        var update = ColumnUpdate(view: view)
        try update.set([edit(0, -7), edit(599, 7)])
        let changed = SegmentView(
            reader: view.reader, liveDocs: nil, overlay: update.finish(), columnGeneration: 1)
        model.documents[599].numbers[ModelSegment.price] = [7]
        model.documents[0].numbers[ModelSegment.price] = [-7]
        try expectNumbers(
            try changed.numericColumn(ModelSegment.price), values(model, ModelSegment.price))
    }

    @Test("refuses a field with several values")
    func multiValued() throws {
        var generator = SeededGenerator(seed: 2)
        let view = try ModelSegment.random(count: 200, using: &generator).view()
        var update = ColumnUpdate(view: view)
        #expect(throws: SegmentError.self) {
            try update.set([ColumnEdit(doc: 1, field: ModelSegment.ratings, value: 7)])
        }
    }

    @Test("is refused when its file is damaged")
    func damage() throws {
        var generator = SeededGenerator(seed: 3)
        let view = try ModelSegment.random(count: 300, using: &generator).view()
        var update = ColumnUpdate(view: view)
        try update.set([edit(1, 7)])
        let bytes = ByteWriter()
        update.finish().encode(into: bytes)
        for _ in 0..<200 {
            let bit = generator.below(bytes.count * 8)
            bytes.mutableBytes[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: SegmentError.self) {
                try ColumnOverlay.decode(bytes.bytes, name: "x.columns-1")
            }
            bytes.mutableBytes[bit / 8] ^= 1 << UInt8(bit % 8)
        }
    }
}
