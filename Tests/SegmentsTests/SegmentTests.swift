import Primitives
import Segments
import TestSupport
import Testing

@Suite("A segment")
struct SegmentTests {
    @Test("answers like its documents", arguments: [0, 1, 2, 127, 128, 129, 700])
    func roundTrip(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count) + 1)
        let model = ModelSegment.random(count: count, using: &generator)
        try model.expectEqual(to: try model.open())
    }

    @Test(
        "has all terms of documents with a few, hundreds and tens of thousands",
        arguments: [(most: 3, documents: 1), (4, 16), (20, 47), (300, 33), (66_000, 40)])
    func manyTerms(most: Int, documents: Int) throws {
        var generator = SeededGenerator(seed: UInt64(most))
        var model = ModelSegment.random(count: documents, using: &generator)
        let full = generator.below(documents)
        for doc in model.documents.indices {
            let count = doc == full ? most : generator.below(min(most, 20))
            model.documents[doc].keywords[ModelSegment.tags] = (0..<count).map { "t\($0)" }
        }
        let reader = try model.open()
        try model.expectEqual(to: reader)
        #expect(SegmentCheck.check(reader) == [])
    }
}
