import Primitives
import Segments
import TestSupport
import Testing

@Suite("Live docs")
struct LiveDocsTests {
    @Test("are read as they were written", arguments: [0, 1, 63, 64, 65, 1000])
    func roundTrip(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        var live: LiveDocs?
        var deleted: Set<DocID> = []
        for _ in 0..<3 {
            let more = (0..<count).filter { _ in generator.chance(0.1) }.map { DocID($0) }
            deleted.formUnion(more)
            let next = LiveDocs.deleting(more, from: live, documentCount: count)
            let bytes = ByteWriter()
            next.encode(into: bytes)
            let read = try LiveDocs.decode(bytes.bytes, documentCount: count, name: "x.live-1")
            #expect(read.deletedCount == deleted.count && read.liveCount == count - deleted.count)
            for doc in 0..<DocID(count) { #expect(read.isLive(doc) == !deleted.contains(doc)) }
            live = read
        }
    }

    @Test("are refused when damaged, cut short, or another segment's")
    func damage() throws {
        var generator = SeededGenerator(seed: 1)
        let bytes = ByteWriter()
        LiveDocs.deleting([3, 70], from: nil, documentCount: 100).encode(into: bytes)
        for bit in 0..<(bytes.count * 8) {
            bytes.mutableBytes[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: SegmentError.self) {
                try LiveDocs.decode(bytes.bytes, documentCount: 100, name: "x.live-1")
            }
            bytes.mutableBytes[bit / 8] ^= 1 << UInt8(bit % 8)
        }
        for size in 0..<bytes.count where generator.chance(0.5) {
            let part = UnsafeRawBufferPointer(rebasing: bytes.bytes[..<size])
            #expect(throws: SegmentError.self) {
                try LiveDocs.decode(part, documentCount: 100, name: "x.live-1")
            }
        }
        #expect(throws: SegmentError.self) {
            try LiveDocs.decode(bytes.bytes, documentCount: 101, name: "x.live-1")
        }
    }
}
