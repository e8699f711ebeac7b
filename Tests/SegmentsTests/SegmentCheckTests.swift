import Primitives
import Segments
import TestSupport
import Testing

/// A fault whose checksums are right.
struct PlantedFault: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: SectionKind
    let field: FieldNumber
    let space: SpaceNumber
    let change: @Sendable (inout [UInt8]) -> Void

    var testDescription: String { name }

    init(
        _ name: String, _ kind: SectionKind, field: FieldNumber = 0, space: SpaceNumber = 0,
        _ change: @escaping @Sendable (inout [UInt8]) -> Void
    ) {
        self.name = name
        self.kind = kind
        self.field = field
        self.space = space
        self.change = change
    }
}

@Suite("A check")
struct SegmentCheckTests {
    private static let model: ModelSegment = {
        var generator = SeededGenerator(seed: 11)
        var model = ModelSegment.random(count: 600, using: &generator, words: 60)
        // Incompressible, so that one section is too large to be verified when it is opened.
        model.documents[7].source = (0..<40_000).map { _ in UInt8(generator.below(256)) }
        model.deleted = [5, 599]
        return model
    }()
    private static let encoded = Result { try model.encode() }

    @Test("finds nothing wrong with what is written and merged", arguments: [0, 1, 129, 600])
    func clean(count: Int) throws {
        var generator = SeededGenerator(seed: 3)
        var model = ModelSegment.random(count: count, using: &generator, words: 60)
        for doc in 0..<count where generator.chance(0.1) { model.deleted.insert(doc) }
        let view = try model.view()
        #expect(SegmentCheck.check(view.reader) == [])
        let sink = MemorySink()
        _ = try SegmentMerger(
            views: [view, view], fields: ModelSegment.infos, name: "m.seg"
        ).merge(to: sink)
        let merged = try SegmentReader.open(name: "m.seg", region: sink.takeRegion())
        // The same ids twice are its one fault.
        let findings = SegmentCheck.check(merged)
        #expect(findings.allSatisfy { $0.message.contains("live with one _id") })
        #expect(findings.isEmpty == (view.liveCount == 0))
    }

    /// Place of the first fingerprint in an id table.
    private static func fingerprints(_ table: [UInt8]) -> Int {
        12 + (4 << Int(table.integer(UInt32.self, at: 4)))
    }

    /// Place of the first block of ids: its form, a prefix of one byte, digits, bits, least number.
    private static func ids(_ bytes: [UInt8]) -> Int {
        12 + 4 * Int(bytes.integer(UInt32.self, at: 4))
    }

    /// Index of the first term record, by predicate on its document frequency and flag.
    private static func record(
        _ bytes: [UInt8], where isWanted: (_ frequency: UInt32, _ isInline: Bool) -> Bool
    ) -> Int {
        stride(from: 0, to: bytes.count, by: 16).first { at in
            let word = bytes.integer(UInt32.self, at: at)
            return isWanted(word & 0x7FFF_FFFF, word >> 31 != 0)
        } ?? 0
    }

    private static let title = ModelSegment.title
    private static let body = ModelSegment.body
    private static let price = ModelSegment.price
    private static let ratings = ModelSegment.ratings
    private static let brand = ModelSegment.brand
    private static let tags = ModelSegment.tags

    static let faults: [PlantedFault] = [
        PlantedFault("terms out of order", .termText, field: body) { bytes in
            // The last byte of the last term.
            bytes[bytes.count - 1] = 0
        },
        PlantedFault("a shared prefix that is not", .termText, field: brand) { bytes in
            // The first entry behind the block's first term, whose length is the second byte.
            let at = 2 + Int(bytes[1])
            let shared = bytes[at] >> 4
            bytes[at] = (shared - 1) << 4 | (bytes[at] & 15)
        },
        PlantedFault("a key of another term", .termIndex, field: title) { bytes in
            bytes.set(bytes.integer(UInt64.self, at: 16) ^ 1, at: 16)
        },
        PlantedFault("a block's least prefix too long", .termIndex, field: title) { bytes in
            bytes[bytes.count - 1] += 1
        },
        PlantedFault("a longest term shorter than it is", .termIndex, field: title) { bytes in
            bytes.set(bytes.integer(UInt32.self, at: 8) + 1, at: 8)
        },
        PlantedFault("a document frequency too low", .termRecords, field: title) { bytes in
            let at = record(bytes) { frequency, isInline in !isInline && frequency % 128 > 2 }
            bytes.set(bytes.integer(UInt32.self, at: at) - 1, at: at)
        },
        PlantedFault("a total frequency too high", .termRecords, field: title) { bytes in
            let at = record(bytes) { frequency, isInline in !isInline && frequency < 10 }
            bytes.set(bytes.integer(UInt32.self, at: at + 12) + 1, at: at + 12)
        },
        PlantedFault("an impact of a list too small", .termRecords, field: title) { bytes in
            let at = record(bytes) { frequency, isInline in !isInline && frequency > 10 }
            bytes[at + 8] = 254
        },
        PlantedFault("a single document out of range", .termRecords, field: body) { bytes in
            let at = record(bytes) { _, isInline in isInline }
            bytes.set(UInt32(100_000), at: at + 4)
        },
        PlantedFault("documents out of order", .postings, field: brand) { bytes in
            // A delta of 0 in a tail of plain deltas.
            bytes[2] = 0
        },
        PlantedFault("a frequency of 0", .postings, field: title) { bytes in
            bytes[bytes.count - 1] = 0
            bytes[bytes.count - 2] = 0
        },
        PlantedFault("a last document that is not", .blockLastDocs, field: title) { bytes in
            bytes.set(bytes.integer(UInt32.self, at: 0) + 1, at: 0)
        },
        PlantedFault("an impact of a block too small", .blockImpacts, field: title) { bytes in
            bytes[0] = 255
            bytes[1] = 255
        },
        PlantedFault("a block with fewer documents", .blocks, field: body) { bytes in
            let at =
                stride(from: 0, to: bytes.count, by: 12).first {
                    bytes[$0 + 11] > 2 && bytes[$0 + 11] < 128
                } ?? 0
            bytes[at + 11] -= 1
        },
        PlantedFault("a head bound that lies", .headBounds, field: title) { bytes in
            bytes.set(UInt32(8 << 8 | 1), at: 8)
        },
        PlantedFault("a total frequency beside head bounds", .headBounds, field: title) { bytes in
            bytes.set(bytes.integer(UInt64.self, at: 0) + 1, at: 0)
        },
        PlantedFault("positions that descend", .positions, field: title) { bytes in
            for at in bytes.indices.dropLast() where bytes[at] < bytes[at + 1] {
                bytes.swapAt(at, at + 1)
            }
        },
        PlantedFault("a norm that is not the length", .norms, field: title) { bytes in
            let at = bytes.firstIndex { $0 > 0 && $0 < 20 } ?? 0
            bytes[at] += 1
        },
        PlantedFault("a norm above the length", .norms, field: body) { bytes in
            let at = bytes.firstIndex { $0 > 0 && $0 < 250 } ?? 0
            bytes[at] += 4
        },
        PlantedFault("a missing norm", .norms, field: body) { bytes in
            let at = bytes.firstIndex { $0 > 0 && $0 < 250 } ?? 0
            bytes[at] = 0
        },
        PlantedFault("a page minimum too low", .numericColumn, field: price) { bytes in
            let page = Int(bytes.integer(UInt32.self, at: 40))
            bytes.set(bytes.integer(Int64.self, at: page) - 1, at: page)
        },
        PlantedFault("a page maximum too low", .numericColumn, field: price) { bytes in
            let page = Int(bytes.integer(UInt32.self, at: 40))
            bytes.set(bytes.integer(Int64.self, at: page + 8) - 1, at: page + 8)
        },
        PlantedFault("a column maximum too high", .numericColumn, field: price) { bytes in
            bytes.set(bytes.integer(Int64.self, at: 24) + 1, at: 24)
        },
        PlantedFault("a value whose document seems to have none", .numericColumn, field: price) {
            bytes in
            let words = Int(bytes.integer(UInt32.self, at: 32))
            bytes.set(UInt64(0), at: words)
        },
        PlantedFault("a document above the last with a value", .numericColumn, field: price) {
            bytes in
            let words = Int(bytes.integer(UInt32.self, at: 32))
            bytes[words + 600 / 8] |= 1 << 7
        },
        PlantedFault("presence apart from the values", .numericColumn, field: ratings) { bytes in
            let words = Int(bytes.integer(UInt32.self, at: 32))
            bytes[words] ^= 1
        },
        PlantedFault("values of a document that descend", .numericColumn, field: ratings) { bytes in
            let data = Int(bytes.integer(UInt32.self, at: 44))
            for at in stride(from: data, to: bytes.count - 15, by: 8) {
                let next = bytes.integer(UInt64.self, at: at + 8)
                bytes.set(bytes.integer(UInt64.self, at: at), at: at + 8)
                bytes.set(next, at: at)
                if at > data + 200 { break }
            }
        },
        PlantedFault("documents without a version", .numericColumn, field: ReservedField.version) {
            bytes in
            // Says it is sparse, with the page table in the role of presence.
            bytes[12] |= 2
            bytes.set(bytes.integer(UInt32.self, at: 40), at: 32)
            bytes += [UInt8](repeating: 0, count: 80)
        },
        PlantedFault("an ordinal out of range", .ordinalColumn, field: tags) { bytes in
            bytes.set(UInt16.max, at: bytes.count - 2)
        },
        PlantedFault("ordinals that descend", .ordinalColumn, field: tags) { bytes in
            let data = Int(bytes.integer(UInt32.self, at: 20))
            for at in stride(from: data, to: bytes.count - 3, by: 2) {
                let next = bytes.integer(UInt16.self, at: at + 2)
                bytes.set(bytes.integer(UInt16.self, at: at), at: at + 2)
                bytes.set(next, at: at)
            }
        },
        PlantedFault("documents whose ordinals begin behind their end", .ordinalColumn, field: tags)
        {
            bytes in
            let steps = Int(bytes.integer(UInt32.self, at: 16)) + (600 / 16 + 1) * 4
            bytes[steps + 5] = 255
        },
        PlantedFault(
            "ordinals that begin behind those of a later block", .ordinalColumn, field: tags
        ) { bytes in
            let steps = Int(bytes.integer(UInt32.self, at: 16)) + (600 / 16 + 1) * 4
            bytes[steps + 31] = 255
        },
        PlantedFault("steps of three bytes", .ordinalColumn, field: tags) { bytes in
            bytes[14] = 3
        },
        PlantedFault("an ordinal of another document", .ordinalColumn, field: brand) { bytes in
            let data = Int(bytes.integer(UInt32.self, at: 20))
            bytes[data] = bytes[data] == 0 ? 1 : 0
        },
        PlantedFault("an id missing from the table", .idTable) { bytes in
            // Entries of ten bits behind fingerprints of twelve.
            let docs = fingerprints(bytes) + 600 * 12 / 8
            let first = bytes.integer(UInt32.self, at: docs)
            bytes.set(first & ~(1023 << 10) | (first & 1023) << 10, at: docs)
        },
        PlantedFault("a document that is not there, in the table", .idTable) { bytes in
            let docs = fingerprints(bytes) + 600 * 12 / 8
            bytes.set(bytes.integer(UInt16.self, at: docs) | 1023, at: docs)
        },
        PlantedFault("a fingerprint of another id", .idTable) { bytes in
            bytes[fingerprints(bytes)] ^= 1
        },
        PlantedFault("one id in two documents", .ids) { bytes in
            // The ids p0 to p31 become p1 to p32.
            bytes.set(bytes.integer(Int64.self, at: ids(bytes) + 5) + 1, at: ids(bytes) + 5)
        },
        PlantedFault("ids of a form that is not", .ids) { bytes in bytes[ids(bytes)] = 2 },
        PlantedFault("a prefix longer than its block", .ids) { bytes in
            bytes[ids(bytes) + 1] = 0x7F
        },
        PlantedFault("numbered ids of too many digits", .ids) { bytes in
            bytes[ids(bytes) + 3] = 19
        },
        PlantedFault("numbered ids of too many bits", .ids) { bytes in
            bytes[ids(bytes) + 4] = 58
        },
        PlantedFault("a numbered id below zero", .ids) { bytes in
            bytes.set(Int64(-1), at: ids(bytes) + 5)
        },
        PlantedFault("a source that does not decompress", .source) { bytes in
            bytes[bytes.count - 1] ^= 0xFF
            bytes[20] ^= 0xFF
        },
        PlantedFault("an unknown source codec", .source) { bytes in bytes[0] = 9 },
        PlantedFault("a source block of other documents", .sourceIndex) { bytes in
            // The second of ten bits each.
            bytes[10] ^= 1 << 3
        },
        PlantedFault("parents that descend", .parents, space: 1) { bytes in
            bytes.set(UInt32(599), at: 0)
        },
        PlantedFault("a parent that is not there", .parents, space: 2) { bytes in
            bytes.set(UInt32(100_000), at: bytes.count - 4)
        },
        PlantedFault("statistics of another segment", .info) { bytes in
            bytes[bytes.count - 1] ^= 1
        },
    ]

    @Test("finds", arguments: faults)
    func planted(fault: PlantedFault) throws {
        let region = try Self.encoded.get()
        var wasChanged = false
        let key = SectionKey(fault.kind, space: fault.space, field: fault.field)
        let reader = try rewritten(region) { found, bytes in
            guard found == key else { return }
            let before = bytes
            fault.change(&bytes)
            wasChanged = bytes != before
        }
        #expect(wasChanged)
        let findings = SegmentCheck.check(reader)
        #expect(!findings.isEmpty)
    }

    @Test("finds sections left out")
    func missing() throws {
        let region = try Self.encoded.get()
        for kind in [SectionKind.norms, .parents, .numericColumn, .ordinalColumn, .blocks] {
            let reader = try rewritten(region) { key, bytes in
                if key.kind == kind { bytes = [] }
            }
            #expect(!SegmentCheck.check(reader).isEmpty, "\(kind)")
        }
    }

    @Test("finds sections of fields that are not")
    func strange() throws {
        let region = try Self.encoded.get()
        let original = try SegmentReader.open(name: "a.seg", region: region)
        let sink = MemorySink()
        let file = try SegmentFileWriter(name: "b.seg", sink: sink)
        for section in original.sections {
            let end = section.offset + section.size
            let bytes = UnsafeRawBufferPointer(rebasing: region.bytes[section.offset..<end])
            try file.write(section.key, bytes)
        }
        try withBytes("x") { try file.write(SectionKey(.norms, field: 99), $0) }
        try file.finish()
        let reader = try SegmentReader.open(name: "b.seg", region: sink.takeRegion())
        #expect(SegmentCheck.check(reader).map(\.section) == ["norms(0, 99)"])
    }

    @Test("finds live docs that are not the segment's")
    func liveDocs() throws {
        let reader = try SegmentReader.open(name: "l.seg", region: try Self.encoded.get())
        let whole = SegmentView(reader: reader, liveDocs: nil)
        #expect(!SegmentCheck.check(whole).isEmpty)
        let short = LiveDocs.deleting([], from: nil, documentCount: 5)
        #expect(!SegmentCheck.check(SegmentView(reader: reader, liveDocs: short)).isEmpty)
        let revived = LiveDocs.deleting([5], from: nil, documentCount: 600)
        let findings = SegmentCheck.check(SegmentView(reader: reader, liveDocs: revived))
        #expect(findings.contains { $0.message.contains("came back") })
    }

    @Test("names a damaged page")
    func damage() throws {
        let region = try Self.encoded.get()
        let sections = try SegmentReader.open(name: "d.seg", region: region).sections
        let large = try #require(sections.max { $0.size < $1.size })
        let copy = MemoryRegion.copy(of: region.bytes)
        copy.mutableBase[large.offset + large.size / 2] ^= 1
        // Sections over 16 KiB open unread.
        #expect(large.size > 1 << 14)
        let findings = SegmentCheck.check(try SegmentReader.open(name: "d.seg", region: copy))
        #expect(findings.map(\.section) == ["\(large.key)"])
    }
}
