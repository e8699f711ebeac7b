import Primitives
import Segments
import TestSupport
import Testing

@Suite("Compression of sources")
struct SourceCompressionTests {
    private func size(_ kind: SectionKind, _ reader: SegmentReader) -> Int {
        reader.sections.filter { $0.key.kind == kind }.reduce(0) { $0 + $1.size }
    }

    private func merge(
        _ readers: [SegmentReader], _ compression: SourceCompression
    ) throws -> SegmentReader {
        let views = readers.map { SegmentView(reader: $0, liveDocs: nil) }
        var merger = SegmentMerger(views: views, fields: ModelSegment.infos, name: "m.seg")
        merger.compression = compression
        let sink = MemorySink()
        _ = try merger.merge(to: sink)
        return try SegmentReader.open(name: "m.seg", region: sink.takeRegion())
    }

    private func open(_ region: MemoryRegion) throws -> SegmentReader {
        try SegmentReader.open(name: "model.seg", region: region)
    }

    @Test("makes a dictionary for many documents, and takes it over for few", arguments: 1...4)
    func takesOver(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var compression = SourceCompression.from(40)
        compression.makeMinimum = 200
        let many = ModelSegment.products(count: 200 + random.below(300), using: &random)
        let first = try open(try many.encode(compression: compression))
        try many.expectEqual(to: first)
        #expect(size(.sourceDictionary, first) > 256)
        let plain = try open(try many.encode())
        #expect(size(.sourceDictionary, plain) == 0)
        #expect(size(.source, first) < size(.source, plain))

        let few = ModelSegment.products(count: 40 + random.below(99), using: &random, firstID: 700)
        #expect(size(.sourceDictionary, try open(try few.encode(compression: compression))) == 0)
        compression.adopt(from: [plain, first])
        let second = try open(try few.encode(compression: compression))
        try few.expectEqual(to: second)
        #expect(size(.sourceDictionary, second) == size(.sourceDictionary, first))
        #expect(SegmentCheck.check(first) + SegmentCheck.check(second) == [])

        // What has the same dictionary is copied as it is.
        compression.makeMinimum = 10_000
        let both = try merge([first, second], compression)
        try ModelSegment.merged([many, few]).expectEqual(to: both)
        #expect(size(.source, both) == size(.source, first) + size(.source, second))
        #expect(SegmentCheck.check(both) == [])
    }

    @Test("leaves few documents without a dictionary, and short ones")
    func few() throws {
        var random = SeededGenerator(seed: 9)
        let many = ModelSegment.products(count: 300, using: &random)
        let first = try open(try many.encode(compression: .from(100)))
        var compression = SourceCompression.from(100)
        compression.adopt(from: [first])
        let few = ModelSegment.products(count: 99, using: &random)
        #expect(size(.sourceDictionary, try open(try few.encode(compression: compression))) == 0)
        compression.worth = 1000
        #expect(size(.sourceDictionary, try open(try many.encode(compression: compression))) == 0)
    }

    @Test("takes a known dictionary in merges, and makes one in large ones")
    func merges() throws {
        var random = SeededGenerator(seed: 10)
        let models = (0..<4).map { number in
            ModelSegment.products(count: 150, using: &random, firstID: number * 150)
        }
        let plain = try models.map { try open(try $0.encode()) }
        let trained = try open(try models[0].encode(compression: .from(100)))
        var compression = SourceCompression.from(100)
        compression.growth = 2
        compression.makeMinimum = 400
        compression.adopt(from: [trained])
        let dictionary = size(.sourceDictionary, trained)
        let small = try merge(Array(plain[1...2]), compression)
        try ModelSegment.merged(Array(models[1...2])).expectEqual(to: small)
        #expect(size(.sourceDictionary, small) == dictionary)
        compression.growth = 1
        let large = try merge([trained, small, plain[3]], compression)
        try ModelSegment.merged(models).expectEqual(to: large)
        #expect(![0, dictionary].contains(size(.sourceDictionary, large)))
        #expect(SegmentCheck.check(large) == [])
    }

    @Test("makes a dictionary for sources unlike those of the known one")
    func unlike() throws {
        var random = SeededGenerator(seed: 12)
        let known = try open(
            try ModelSegment.products(count: 400, using: &random).encode(compression: .from(100)))
        var compression = SourceCompression.from(100)
        compression.adopt(from: [known])
        var other = ModelSegment.products(count: 400, using: &random, firstID: 400)
        for doc in other.documents.indices {
            let words = (0..<20).map { _ in "Wort\(random.below(3000))" }.joined(separator: ";")
            other.documents[doc].source = Array("<Artikel><Text>\(words)</Text></Artikel>".utf8)
        }
        let apart = try open(try other.encode(compression: compression))
        try other.expectEqual(to: apart)
        #expect(![0, size(.sourceDictionary, known)].contains(size(.sourceDictionary, apart)))
        let like = ModelSegment.products(count: 400, using: &random)
        let alike = try open(try like.encode(compression: compression))
        #expect(size(.sourceDictionary, alike) == size(.sourceDictionary, known))

        // Of two, what fits half of the documents does not fit them all.
        let both = try merge([known, apart], compression)
        let old = [0, size(.sourceDictionary, apart), size(.sourceDictionary, known)]
        #expect(!old.contains(size(.sourceDictionary, both)))
        #expect(SegmentCheck.check(both) == [])
    }

    @Test("finds a dictionary that is not what its hash says, be the other one known or not")
    func strange() throws {
        var random = SeededGenerator(seed: 13)
        let model = ModelSegment.products(count: 300, using: &random)
        let region = try model.encode(compression: .from(100))
        let intact = try open(region)
        try model.expectEqual(to: intact)
        let renamed = try rewritten(region) { key, bytes in
            if key.kind == .sourceDictionary { bytes[3] ^= 1 }
        }
        #expect(throws: SegmentError.self) {
            try renamed.appendSource(of: 7, to: ByteWriter())
        }
        #expect(!SegmentCheck.check(renamed).isEmpty)
        let broken = try rewritten(region) { key, bytes in
            if key.kind == .sourceDictionary { bytes[bytes.count / 2] ^= 1 }
        }
        #expect(!SegmentCheck.check(broken).isEmpty)
        #expect(SegmentCheck.check(intact) == [])
    }

    @Test("is refused when places of blocks would have more bits than can be packed")
    func wide() throws {
        var random = SeededGenerator(seed: 14)
        let region = try ModelSegment.products(count: 300, using: &random)
            .encode(compression: .from(100))
        for bits in [0, 58, 64, 255] as [UInt8] {
            #expect(throws: SegmentError.self) {
                try rewritten(region) { key, bytes in
                    if key.kind == .sourceIndex { bytes[8] = bits }
                }
            }
        }
    }

    @Test("passes over a dictionary that cannot be read")
    func damaged() throws {
        var random = SeededGenerator(seed: 11)
        var model = ModelSegment.products(count: 3500, using: &random)
        for doc in model.documents.indices {
            let digits = (0..<60).map { _ in String(random.below(1 << 16), radix: 16) }
            model.documents[doc].source = Array(#"{"code":"\#(digits.joined())"}"#.utf8)
        }
        let region = try model.encode(compression: .from(100))
        let section = try #require(
            try open(region).sections.first { $0.key.kind == .sourceDictionary })
        try #require(section.size > 16 << 10, "the section is verified when opened")
        region.mutableBase[section.offset + 99] ^= 4
        var compression = SourceCompression.from(100)
        compression.makeMinimum = 100_000
        compression.adopt(from: [try open(region)])
        #expect(size(.sourceDictionary, try open(try model.encode(compression: compression))) == 0)
    }
}
