import Primitives
import Segments
import TestSupport
import Testing

@Suite("A damaged segment")
struct SegmentDamageTests {
    /// Large enough for sections of several checksum pages.
    private static func model() -> ModelSegment {
        var generator = SeededGenerator(seed: 77)
        var model = ModelSegment.random(count: 400, using: &generator)
        for doc in model.documents.indices {
            // Incompressible, so that the source section spans pages.
            model.documents[doc].source = (0..<500).map { _ in UInt8(generator.below(256)) }
        }
        model.deleted = [3, 77]
        return model
    }

    /// Every answer a reader gives, as one checksum; throws what the reader throws.
    private static func digest(_ region: MemoryRegion) throws -> UInt32 {
        let reader = try SegmentReader.open(name: "flip.seg", region: region)
        let out = ByteWriter()
        out.write(UInt32(reader.documentCount))
        out.write(UInt32(reader.initialLiveDocs?.deletedCount ?? 0))
        for doc in 0..<DocID(reader.documentCount) {
            try reader.appendID(of: doc, to: out)
            try reader.appendSource(of: doc, to: out)
            let id = ByteWriter()
            try reader.appendID(of: doc, to: id)
            out.write(try reader.find(id: id.bytes) ?? .max)
        }
        for field in reader.fields.all {
            if let terms = try reader.terms(field.number) { try digest(terms, field, out) }
            if let norms = try reader.norms(field.number) {
                let count = reader.documentCount(of: field.space)
                out.write(contentsOf: UnsafeRawBufferPointer(start: norms, count: count))
            }
            if let column = try reader.numericColumn(field.number) {
                for index in 0..<column.valueCount { out.write(column.value(at: index)) }
                for page in 0..<column.pageCount {
                    out.write(column.bounds(page).minimum)
                    out.write(column.bounds(page).maximum)
                }
                for doc in 0..<DocID(column.documentCount) {
                    out.write(UInt32(column.valueRange(doc).count))
                }
            }
            if let column = try reader.ordinalColumn(field.number) {
                for index in 0..<column.valueCount { out.write(column.ordinal(at: index)) }
            }
        }
        for info in reader.fields.spaces {
            guard let space = try reader.space(info.number) else { continue }
            for doc in 0..<space.documentCount { out.write(space.parents[doc]) }
        }
        return CRC32C.checksum(out.bytes)
    }

    private static func digest(
        _ terms: TermDictionary, _ field: FieldInfo, _ out: ByteWriter
    ) throws {
        try terms.forEachTerm { term, ordinal, frequency in
            out.write(contentsOf: term)
            out.write(UInt32(frequency))
            if field.postings == .none { return true }
            let list = try terms.postings(ordinal)
            let decoded = DecodedPostings(list)
            for doc in decoded.docs { out.write(doc) }
            for frequency in decoded.frequencies { out.write(frequency) }
            for place in decoded.positions.joined() { out.write(place) }
            for block in 0..<list.blockCount { out.write(list.impact(block).maxFrequency) }
            for depth in [10, 100] { out.write(list.headBound(k: depth)?.frequency ?? 0) }
            return true
        }
    }

    @Test("answers as before or names file and section, wherever a bit flips")
    func flips() throws {
        let intact = try Self.model().encode()
        let expected = try Self.digest(intact)
        let sections = try SegmentReader.open(name: "flip.seg", region: intact).sections
        let kinds = Set(sections.map(\.key.kind))
        #expect(kinds.count >= 18)
        var generator = SeededGenerator(seed: 1)
        for kind in kinds.sorted(by: { $0.rawValue < $1.rawValue }) {
            let ofKind = sections.filter { $0.key.kind == kind }
            for _ in 0..<200 {
                let section = ofKind[generator.below(ofKind.count)]
                let place = section.offset + generator.below(section.size)
                try expectDamage(intact, place, generator.below(8), expected, "\(kind)")
            }
        }
    }

    @Test("answers as before or names file and section, when sources need a dictionary")
    func dictionaryFlips() throws {
        var generator = SeededGenerator(seed: 78)
        let intact = try ModelSegment.products(count: 300, using: &generator)
            .encode(compression: .from(100))
        let expected = try Self.digest(intact)
        let kinds: [SectionKind] = [.source, .sourceIndex, .sourceDictionary]
        let sections = try SegmentReader.open(name: "flip.seg", region: intact).sections
        for kind in kinds {
            let section = try #require(sections.first { $0.key.kind == kind })
            for _ in 0..<60 {
                let place = section.offset + generator.below(section.size)
                try expectDamage(intact, place, generator.below(8), expected, "\(kind)")
            }
        }
    }

    @Test("answers as before or names the file, when frame or table of contents is hit")
    func frameFlips() throws {
        let intact = try Self.model().encode()
        let expected = try Self.digest(intact)
        var generator = SeededGenerator(seed: 2)
        let sections = try SegmentReader.open(name: "flip.seg", region: intact).sections
        let end = sections.map { $0.offset + $0.size }.max() ?? 0
        for _ in 0..<60 {
            let place =
                generator.chance(0.2)
                ? generator.below(64) : end + generator.below(intact.count - end)
            try expectDamage(intact, place, generator.below(8), expected, "")
        }
    }

    private func expectDamage(
        _ intact: MemoryRegion, _ place: Int, _ bit: Int, _ expected: UInt32, _ section: String
    ) throws {
        let region = MemoryRegion.copy(of: intact.bytes)
        region.mutableBase[place] ^= 1 << UInt8(bit)
        do {
            #expect(try Self.digest(region) == expected, "bit \(bit) of byte \(place)")
        } catch let error as SegmentError {
            #expect(error.file == "flip.seg")
            #expect(error.section.hasPrefix(section) && !error.section.isEmpty)
        }
    }

    @Test("is refused when it is cut short or is something else")
    func truncated() throws {
        let intact = try Self.model().encode()
        for size in [0, 1, 63, 64, 127, 128, intact.count / 2, intact.count - 1] {
            let part = MemoryRegion.copy(
                of: UnsafeRawBufferPointer(rebasing: intact.bytes[..<size]))
            #expect(throws: SegmentError.self) {
                try SegmentReader.open(name: "cut.seg", region: part)
            }
        }
    }
}
