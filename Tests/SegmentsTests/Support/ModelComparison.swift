import Primitives
import Segments
import Testing

/// What a brute-force pass over the documents says of one term.
struct ModelPostings {
    var docs: [UInt32] = []
    var frequencies: [UInt32] = []
    var positions: [[UInt32]] = []
}

extension ModelSegment {
    func postings(of field: FieldInfo) -> [[UInt8]: ModelPostings] {
        var found: [[UInt8]: ModelPostings] = [:]
        let values = values(of: field)
        for doc in 0..<values.texts.count {
            var entries: [[UInt8]: [UInt32]] = [:]
            for token in values.texts[doc] ?? [] {
                entries[Array(token.term.utf8), default: []].append(token.position)
            }
            for term in values.keywords[doc] ?? [] {
                entries[Array(term.utf8), default: []].append(0)
            }
            for (term, positions) in entries {
                found[term, default: ModelPostings()].docs.append(UInt32(doc))
                let frequency = field.postings == .documents ? 1 : positions.count
                found[term]?.frequencies.append(UInt32(frequency))
                found[term]?.positions.append(positions)
            }
        }
        return found
    }

    /// Compares everything a reader can be asked with the documents.
    func expectEqual(to reader: SegmentReader) throws {
        #expect(reader.documentCount == documents.count)
        #expect(reader.initialLiveDocs?.deletedCount ?? 0 == deleted.count)
        try expectStored(reader)
        for field in ModelSegment.infos.all where field.number >= ReservedField.firstMapped {
            try expectTerms(reader, field)
            try expectColumns(reader, field)
        }
        for space in ModelSegment.infos.spaces { try expectSpace(reader, space) }
        try expectReserved(reader)
    }

    private func expectStored(_ reader: SegmentReader) throws {
        let writer = ByteWriter()
        for (doc, document) in documents.enumerated() {
            writer.removeAll()
            try reader.appendSource(of: DocID(doc), to: writer)
            #expect(Array(writer.bytes) == document.source)
            writer.removeAll()
            try reader.appendID(of: DocID(doc), to: writer)
            #expect(text(writer) == document.id)
            let found = try withBytes(document.id) { try reader.find(id: $0) }
            let newest = documents.lastIndex { $0.id == document.id }
            #expect(found.map { Int($0) } == newest)
        }
        let stranger = try withBytes("nobody") { try reader.find(id: $0) }
        #expect(stranger == nil)
    }

    private func expectTerms(_ reader: SegmentReader, _ field: FieldInfo) throws {
        guard field.hasTerms else { return }
        let expected = postings(of: field)
        let sorted = expected.keys.sorted { $0.lexicographicallyPrecedes($1) }
        guard let terms = try reader.terms(field.number) else {
            #expect(expected.isEmpty)
            return
        }
        #expect(terms.termCount == sorted.count)
        let norms = try reader.norms(field.number)
        let writer = ByteWriter()
        var total: Int64 = 0
        for (ordinal, term) in sorted.enumerated() {
            guard let model = expected[term] else { continue }
            let found = try term.withUnsafeBytes { try terms.find($0) }
            #expect(found == UInt32(ordinal))
            writer.removeAll()
            try terms.term(UInt32(ordinal), into: writer)
            #expect(Array(writer.bytes) == term)
            let list = try terms.postings(UInt32(ordinal))
            try expect(list, model, field, norms)
            total += list.totalTermFrequency
        }
        let withTerms = Set(expected.values.flatMap(\.docs)).count
        #expect(
            reader.statistics(field.number)
                == FieldStatistics(
                    documentCount: withTerms, sumTotalTermFrequency: total,
                    sumDocumentFrequency: Int64(expected.values.reduce(0) { $0 + $1.docs.count })))
    }

    private func expect(
        _ list: PostingsList, _ model: ModelPostings, _ field: FieldInfo,
        _ norms: UnsafePointer<UInt8>?
    ) throws {
        #expect(list.documentFrequency == model.docs.count)
        #expect(list.blockCount == (model.docs.count + 127) / 128)
        #expect(list.totalTermFrequency == Int64(model.frequencies.reduce(0, +)))
        let decoded = DecodedPostings(list)
        #expect(decoded.docs == model.docs)
        #expect(decoded.frequencies == model.frequencies)
        if field.postings == .positions {
            #expect(list.hasPositions)
            #expect(decoded.positions == model.positions)
        }
        expectBounds(list, decoded, field, norms)
    }

    private func expectBounds(
        _ list: PostingsList, _ decoded: DecodedPostings, _ field: FieldInfo,
        _ norms: UnsafePointer<UInt8>?
    ) {
        var whole = Impact.empty
        for block in 0..<list.blockCount {
            var impact = Impact.empty
            for index in (block * 128)..<min(block * 128 + 128, decoded.docs.count) {
                let norm = norms?[Int(decoded.docs[index])] ?? 1
                impact.add(frequency: decoded.frequencies[index], norm: norm)
            }
            #expect(list.impact(block) == impact)
            whole.add(impact)
            #expect(
                list.lastDocs[block] == decoded.docs[min(block * 128 + 127, decoded.docs.count - 1)]
            )
        }
        #expect(list.listImpact == whole)
        for depth in [10, 100, 1000] {
            guard let bound = list.headBound(k: depth) else {
                #expect(decoded.docs.count < depth)
                continue
            }
            let good = decoded.docs.indices.count { index in
                decoded.frequencies[index] >= bound.frequency
                    && (norms?[Int(decoded.docs[index])] ?? 1) <= bound.norm
            }
            #expect(good >= depth)
        }
    }

    private func expectColumns(_ reader: SegmentReader, _ field: FieldInfo) throws {
        let values = values(of: field)
        if field.hasNorms, let norms = try reader.norms(field.number) {
            for (doc, tokens) in values.texts.enumerated() {
                let length = tokens.map { Set($0.map(\.position)).count }
                #expect(norms[doc] == length.map { NormEncoding.encode($0) } ?? 0)
            }
        }
        if field.column == .numeric {
            try expectNumbers(try reader.numericColumn(field.number), values.numbers)
        }
        if field.column == .ordinal {
            let sets = values.keywords.map { Set($0 ?? []).sorted() }
            try expectOrdinals(try reader.ordinalColumn(field.number), sets)
        }
    }

    private func expectSpace(_ reader: SegmentReader, _ info: SpaceInfo) throws {
        let expected = space(info.number)
        let found = try reader.space(info.number)
        #expect(found?.documentCount ?? 0 == expected.count)
        for (doc, entry) in expected.enumerated() {
            #expect(found.map { Int($0.parents[doc]) } == entry.parent)
        }
    }

    private func expectReserved(_ reader: SegmentReader) throws {
        try expectNumbers(
            try reader.numericColumn(ReservedField.version), documents.map { [$0.version] })
        try expectNumbers(
            try reader.numericColumn(ReservedField.sequenceNumber),
            documents.map { [$0.sequenceNumber] })
        try expectOrdinals(
            try reader.ordinalColumn(ReservedField.routing),
            documents.map { $0.routing.map { [$0] } ?? [] })
    }
}

/// Every posting of a list, through its block functions.
struct DecodedPostings {
    var docs: [UInt32] = []
    var frequencies: [UInt32] = []
    var positions: [[UInt32]] = []

    init(_ list: PostingsList) {
        var blockDocs = [UInt32](repeating: 0, count: 128)
        var blockFrequencies = [UInt32](repeating: 0, count: 128)
        for block in 0..<list.blockCount {
            let count = list.decodeDocuments(block, into: &blockDocs)
            list.decodeFrequencies(block, into: &blockFrequencies)
            #expect(count == list.blockSize(block))
            #expect(blockDocs[count...].allSatisfy { $0 == .max })
            #expect(blockFrequencies[count...].allSatisfy { $0 == 1 })
            docs += blockDocs[..<count]
            frequencies += blockFrequencies[..<count]
            guard list.hasPositions else { continue }
            let (bytes, width) = list.positions(block)
            var at = 0
            for index in 0..<count {
                let places = (0..<Int(blockFrequencies[index])).map { place -> UInt32 in
                    let offset = (at + place) * width
                    switch width {
                    case 1: return UInt32(bytes.load(fromByteOffset: offset, as: UInt8.self))
                    case 2:
                        return UInt32(bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
                    default: return bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
                    }
                }
                at += places.count
                positions.append(places)
            }
        }
    }
}

/// Compares a column with the values of each document.
func expectNumbers(_ column: NumericColumn?, _ expected: [[Int64]]) throws {
    guard let column else {
        #expect(expected.joined().isEmpty)
        return
    }
    #expect(column.documentCount == expected.count)
    #expect(column.isMultiValued == expected.contains { $0.count > 1 })
    #expect(column.minimum == expected.joined().min() && column.maximum == expected.joined().max())
    for (doc, values) in expected.enumerated() {
        #expect(column.hasValue(DocID(doc)) == !values.isEmpty)
        #expect(column.valueRange(DocID(doc)).map { column.value(at: $0) } == values.sorted())
    }
    for step in [1, 29, 100, 700] {
        let docs = stride(from: 0, to: expected.count, by: step).filter { !expected[$0].isEmpty }
            .map { UInt32($0) }
        var gathered = [Int64](repeating: 0, count: docs.count + 1)
        column.gather(docs, count: docs.count, into: &gathered)
        #expect(Array(gathered.dropLast()) == docs.map { expected[Int($0)].min() })
        if !column.isMultiValued { expectKept(column, docs, gathered.dropLast()) }
    }
    let slots =
        column.isMultiValued
        ? expected.flatMap { $0.sorted().map(Optional.some) } : expected.map(\.first)
    var page = [Int64](repeating: 0, count: NumericColumn.pageSize)
    for index in 0..<column.pageCount {
        let start = index * NumericColumn.pageSize
        let count = column.decodePage(index, into: &page)
        let part = slots[start..<min(start + NumericColumn.pageSize, slots.count)]
        #expect(count == part.count)
        #expect(zip(page, part).allSatisfy { $1 == nil || $0 == $1 })
        let present = part.compactMap { $0 }
        #expect(column.bounds(index).minimum == present.min() ?? .max)
        #expect(column.bounds(index).maximum == present.max() ?? .min)
        if !column.isMultiValued { expectRange(column, index, part, from: present.min()) }
    }
}

/// Compares what is kept of some documents in some ranges of values with what should be.
private func expectKept(_ column: NumericColumn, _ docs: [UInt32], _ values: ArraySlice<Int64>) {
    guard let minimum = values.min(), let maximum = values.max() else { return }
    let middle = values[values.count / 2]
    var scratch = [Int64](repeating: 0, count: docs.count)
    var kept = [UInt32](repeating: 0, count: docs.count)
    for (lower, upper) in [
        (minimum, maximum), (.min, .max), (minimum, minimum), (.min, middle), (middle, middle),
        (middle, .max), (Int64.max, .min),
    ] {
        let count = column.keep(
            docs, count: docs.count, from: lower, through: upper, scratch: &scratch, into: &kept)
        let expected = zip(docs, values).filter { $1 >= lower && $1 <= upper }.map(\.0)
        #expect(Array(kept[..<count]) == expected)
    }
}

/// Compares the documents of a page in some ranges of values with those of its slots.
private func expectRange(
    _ column: NumericColumn, _ page: Int, _ slots: ArraySlice<Int64?>, from minimum: Int64?
) {
    let values = slots.compactMap { $0 }.sorted()
    guard let minimum, let maximum = values.last else { return }
    let middle = values[values.count / 2]
    var docs = [UInt32](repeating: 0, count: NumericColumn.pageSize + 1)
    for (lower, upper) in [
        (minimum, maximum), (.min, .max), (minimum, minimum), (maximum, .max), (.min, middle),
        (middle, middle), (middle, .max), (.min, minimum &- (minimum == .min ? 0 : 1)),
        (Int64.max, .min),
    ] {
        let end = column.appendDocuments(
            ofPage: page, from: lower, through: upper, to: &docs, at: 0)
        let found = docs[..<end].filter { column.hasValue($0) }
        let expected = slots.indices.filter { index in
            slots[index].map { $0 >= lower && $0 <= upper } ?? false
        }
        #expect(found == expected.map { UInt32($0) })
    }
}

func expectOrdinals(_ column: OrdinalColumn?, _ expected: [[String]]) throws {
    guard let column else {
        #expect(expected.joined().isEmpty)
        return
    }
    let terms = Set(expected.joined()).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(column.ordinalCount == terms.count)
    #expect(column.isMultiValued == expected.contains { $0.count > 1 })
    let writer = ByteWriter()
    for (doc, values) in expected.enumerated() {
        let found = try column.valueRange(DocID(doc)).map { index -> String in
            writer.removeAll()
            try column.term(column.ordinal(at: index), into: writer)
            return text(writer)
        }
        #expect(found == values)
    }
    let docs = expected.indices.map { UInt32($0) }
    var gathered = [UInt32](repeating: 0, count: docs.count + 1)
    column.gather(docs, count: docs.count, into: &gathered)
    for (doc, values) in expected.enumerated() {
        let ordinal = values.first.flatMap { terms.firstIndex(of: $0) } ?? terms.count
        #expect(gathered[doc] == UInt32(ordinal))
    }
}
