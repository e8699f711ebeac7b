import Primitives
import Segments
import TestSupport
import Testing

@Suite("A commit point")
struct CommitTests {
    private func point(_ random: inout SeededGenerator, generation: UInt64 = 7) -> CommitPoint {
        var point = CommitPoint(
            generation: generation, logGeneration: random.next(),
            nextSequenceNumber: Int64(random.below(1 << 40)))
        point.logNumber = random.next()
        point.nextSegment = random.next()
        point.nextGeneration = random.next()
        point.segments = (0..<random.below(5)).map { number in
            CommittedSegment(
                name: "s\(number)", documentCount: random.below(1000),
                deletedCount: random.below(10), size: random.below(1 << 40),
                liveGeneration: UInt64(random.below(3)), columnGeneration: UInt64(random.below(3)))
        }
        let fields = (0..<random.below(20)).map { number in
            FieldInfo(
                number: ReservedField.firstMapped + FieldNumber(number), name: "field.\(number)",
                space: SpaceNumber(random.below(3)),
                postings: PostingsDetail.allCases[random.below(4)], hasNorms: random.chance(0.5),
                column: ColumnKind.allCases[random.below(3)], analysisFingerprint: random.next())
        }
        point.fields = FieldInfos(
            fields, spaces: [SpaceInfo(number: 1, path: "a"), SpaceInfo(number: 2, path: "a.b")])
        point.mapping = (0..<random.below(300)).map { _ in UInt8(random.below(256)) }
        point.settings = Array("{}".utf8)
        point.sourcePositions = ["postgres": [1, 2, 3], "sqlite": []]
        point.pendingCursors = ["rename": [9]]
        return point
    }

    private func decode(_ bytes: [UInt8]) throws -> CommitPoint {
        try bytes.withUnsafeBytes { try CommitPoint.decode($0, name: "commit-7") }
    }

    @Test("reads back as it was written")
    func roundTrip() throws {
        try forEachSeed(50) { random in
            let point = point(&random)
            try #require(try decode(point.encode()) == point)
        }
    }

    @Test("refuses every changed byte and every shorter file")
    func damage() throws {
        var random = SeededGenerator(seed: 3)
        let bytes = point(&random).encode()
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= UInt8(1 + random.below(255))
            #expect(throws: SegmentError.self) { try decode(damaged) }
            #expect(throws: SegmentError.self) { try decode(Array(bytes[..<index])) }
        }
    }

    @Test("counts only when it verifies and its files are there; an older one stands in")
    func newest() throws {
        var random = SeededGenerator(seed: 4)
        let directory = MemoryDirectory()
        let store = CommitStore(directory)
        #expect(try store.newest() == nil)
        var first = point(&random, generation: 1)
        first.segments = []
        var second = first
        second.generation = 2
        var third = first
        third.generation = 3
        third.segments = [CommittedSegment(name: "s", documentCount: 1, deletedCount: 0, size: 1)]
        for point in [first, second, third] { try store.write(point) }
        #expect(try store.newest() == second)
        let file = try directory.create("commit-2")
        file.close()
        #expect(try store.newest() == first)
        try directory.delete("commit-1")
        #expect(throws: SegmentError.self) { try store.newest() }
    }

    @Test("names files in a way that can be read back")
    func names() {
        let files: [IndexFile] = [
            .commit(1), .log(22), .segment("s3"), .liveDocs("s3", 4), .columns("s3", 5),
            .temporary("s3.seg.tmp"),
        ]
        for file in files { #expect(IndexFile(file.name) == file) }
        for name in ["lost+found", "commit-x", "s3.other", "s3.live-", "README"] {
            #expect(IndexFile(name) == nil)
        }
    }
}

@Suite("A live-docs file")
struct LiveDocsFileTests {
    @Test("reads back as it was written, and refuses every damage")
    func roundTrip() throws {
        try forEachSeed(30) { random in
            let count = random.below(300)
            let bits = FixedBitSet(bitCount: count)
            for doc in 0..<count where random.chance(0.7) { bits.set(doc) }
            let docs = LiveDocs(bits)
            let bytes = LiveDocsFile.encode(docs)
            let again = try decode(bytes, count)
            try #require(again.deletedCount == docs.deletedCount)
            for doc in 0..<DocID(count) { try #require(again.isLive(doc) == docs.isLive(doc)) }
            var damaged = bytes
            damaged[random.below(bytes.count)] ^= UInt8(1 + random.below(255))
            #expect(throws: SegmentError.self) { try decode(damaged, count) }
            #expect(throws: SegmentError.self) { try decode(bytes, count + 64) }
        }
    }

    private func decode(_ bytes: [UInt8], _ count: Int) throws -> LiveDocs {
        try bytes.withUnsafeBytes {
            try LiveDocsFile.decode($0, name: "s.live-1", documentCount: count)
        }
    }
}
