import Analysis
import Primitives
import Segments
import TestSupport
import Testing

@Suite("An id filter")
struct IDFilterTests {
    private func segment(_ ids: [String], _ name: String) throws -> SegmentReader {
        let buffer = SegmentBuffer()
        let document = ParsedDocument()
        for (number, id) in ids.enumerated() {
            document.removeAll()
            Array(id.utf8).withUnsafeBytes { document.setID($0) }
            Array("{}".utf8).withUnsafeBytes { document.setSource($0) }
            _ = try buffer.append(
                document, fields: .empty, sequenceNumber: Int64(number), version: 1)
        }
        let sink = MemorySink()
        try buffer.encode(name: name, to: sink)
        return try SegmentReader.open(name: name, region: sink.takeRegion())
    }

    private func hash(_ id: String) -> UInt64 {
        Array(id.utf8).withUnsafeBytes { Hash64.hash($0) }
    }

    @Test("names every segment that holds an id, last first, and few that do not")
    func holds() throws {
        try forEachSeed(5, from: 300) { random in
            let lists = (0..<6).map { _ in
                (0..<random.below(400)).map { _ in "p\(random.below(900))" }
            }
            let readers = try lists.enumerated().map { number, ids in
                ids.isEmpty ? nil : try segment(ids, "s\(number)")
            }
            let filter = try IDFilter(readers)
            var mistaken = 0
            for number in 0..<1200 {
                let id = "p\(number)"
                var named: [Int] = []
                var end = lists.count
                while let place = filter.last(before: end, mayHold: hash(id)) {
                    #expect(place < end)
                    named.append(place)
                    end = place
                }
                let holding = lists.indices.filter { lists[$0].contains(id) }
                #expect(Set(holding).isSubset(of: named))
                mistaken += named.count - holding.count
            }
            #expect(mistaken < 20)
        }
    }
}
