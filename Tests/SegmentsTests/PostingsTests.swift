import Analysis
import Primitives
import Segments
import TestSupport
import Testing

@Suite("A postings list")
struct PostingsTests {
    private static let field: FieldNumber = 16

    private static func infos(_ detail: PostingsDetail, _ hasNorms: Bool) -> FieldInfos {
        FieldInfos([
            FieldInfo(
                number: field, name: "f", postings: detail, hasNorms: hasNorms,
                analysisFingerprint: 1)
        ])
    }

    /// Documents with the term `x`, `frequency` times a document, between others of another term.
    private func make(
        _ occurrences: [(gap: Int, positions: [UInt32])], _ detail: PostingsDetail,
        hasNorms: Bool = true
    ) throws -> (SegmentReader, ModelPostings) {
        let vocabulary = Vocabulary()
        let ids = ["x", "y"].map { word in withBytes(word) { vocabulary.intern($0) } }
        let buffer = SegmentBuffer()
        let doc = ParsedDocument()
        var model = ModelPostings()
        func append(_ term: UInt32, _ positions: [UInt32]) throws {
            doc.removeAll()
            let number = buffer.documentCount
            withBytes("\(number)") { doc.setID($0) }
            doc.addTokens(
                field: Self.field, termIDs: [UInt32](repeating: term, count: positions.count),
                positions: positions, count: positions.count, vocabulary: vocabulary)
            _ = try buffer.append(
                doc, fields: Self.infos(detail, hasNorms), sequenceNumber: 0, version: 1)
        }
        for (gap, positions) in occurrences {
            for _ in 0..<gap { try append(ids[1], [0]) }
            model.docs.append(UInt32(buffer.documentCount))
            model.frequencies.append(detail == .documents ? 1 : UInt32(positions.count))
            model.positions.append(positions)
            try append(ids[0], positions)
        }
        let sink = MemorySink()
        try buffer.encode(name: "postings.seg", to: sink)
        let region = sink.takeRegion()
        return (try SegmentReader.open(name: "postings.seg", region: region), model)
    }

    @Test(
        "decodes to its documents, frequencies and positions",
        arguments: [1, 2, 127, 128, 129, 256, 1000, 4096], [PostingsDetail.documents, .positions])
    func decodes(count: Int, detail: PostingsDetail) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        let largest: [UInt32] = [10, 300, 70_000]
        let occurrences = (0..<count).map { index -> (gap: Int, positions: [UInt32]) in
            // Whole blocks of one kind: all frequencies 1, or positions of one, two or four bytes.
            let kind = index / 128 % 4
            let frequency = kind == 0 ? 1 : 1 + generator.below(5)
            let positions = (0..<frequency).map { _ in
                UInt32(generator.below(Int(largest[kind % 3])))
            }
            return (generator.chance(0.9) ? 0 : generator.below(20), positions.sorted())
        }
        let (reader, model) = try make(occurrences, detail)
        let terms = try #require(try reader.terms(Self.field))
        let list = try terms.postings(0)
        let decoded = DecodedPostings(list)
        #expect(decoded.docs == model.docs)
        #expect(decoded.frequencies == model.frequencies)
        if detail == .positions { #expect(decoded.positions == model.positions) }
        let plain = try terms.postings(0, positions: false)
        #expect(!plain.hasPositions && DecodedPostings(plain).docs == model.docs)
        for depth in [10, 100, 1000] where count >= depth {
            let bound = try #require(list.headBound(k: depth))
            let norms = try #require(try reader.norms(Self.field))
            let good = model.docs.indices.count { index in
                model.frequencies[index] >= bound.frequency
                    && norms[Int(model.docs[index])] <= bound.norm
            }
            #expect(good >= depth)
        }
    }

    @Test(
        "keeps a frequency and positions too large for a record", arguments: [1, 2, 65_535, 70_000])
    func singleDocument(frequency: Int) throws {
        let positions = (0..<UInt32(frequency)).map { $0 }
        let (reader, model) = try make([(3, positions)], .positions)
        let list = try #require(try reader.terms(Self.field)).postings(0)
        let decoded = DecodedPostings(list)
        #expect(list.totalTermFrequency == Int64(frequency))
        #expect(decoded.docs == model.docs && decoded.frequencies == model.frequencies)
        #expect(decoded.positions == model.positions)
        let reach = list.listImpact.maxFrequency
        #expect(reach == (frequency >= 65_535 ? .max : UInt32(frequency)))
    }

    @Test("has trivial head bounds without frequencies and norms")
    func trivialBounds() throws {
        let (reader, _) = try make(
            (0..<150).map { _ in (0, [0]) }, .documents, hasNorms: false)
        let list = try #require(try reader.terms(Self.field)).postings(0)
        #expect(list.headBound(k: 100) == HeadBound(frequency: 1, norm: 1))
        #expect(list.headBound(k: 1000) == nil)
    }
}

@Suite("A norm")
struct NormEncodingTests {
    @Test("is the byte Lucene's SmallFloat gives")
    func lucene() {
        // Lengths and bytes from org.apache.lucene.util.SmallFloat.intToByte4.
        let known = [
            1: 1, 23: 23, 24: 24, 39: 39, 40: 40, 41: 40, 42: 41, 54: 47, 56: 48, 100: 57, 1000: 87,
        ]
        for (length, norm) in known { #expect(Int(NormEncoding.encode(length)) == norm) }
        for norm in 1..<255 {
            #expect(NormEncoding.encode(NormEncoding.decode(UInt8(norm))) == norm)
        }
        #expect(NormEncoding.encode(0) == NormEncoding.empty)
    }
}

@Suite("A number in a column")
struct NumericEncodingTests {
    @Test("keeps the order of doubles")
    func doubles() {
        let ordered: [Double] = [
            -.infinity, -1e300, -2.5, -1, -1e-300, -0.0, 0.0, 1e-300, 1, 2.5, 1e300, .infinity,
        ]
        let encoded = ordered.map { NumericEncoding.encode($0) }
        #expect(encoded == encoded.sorted() && Set(encoded).count == encoded.count)
        for value in ordered {
            let decoded = NumericEncoding.decode(NumericEncoding.encode(value))
            #expect(decoded.bitPattern == value.bitPattern)
        }
    }
}
