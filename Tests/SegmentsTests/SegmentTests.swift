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
}
