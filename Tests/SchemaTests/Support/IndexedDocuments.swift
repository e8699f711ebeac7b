import JSON
import Primitives
import Schema
import Segments

/// Documents parsed by a mapping that grows with them, in one segment to look into.
struct IndexedDocuments {
    let mapping: IndexMapping
    let reader: SegmentReader

    /// - Parameter documents: JSON texts; their ids are 0, 1, …
    init(
        _ mapping: JSONValue, _ documents: [String], settings: JSONValue = .null
    ) throws {
        let settings = try IndexSettings.parse(settings)
        var current = try IndexMapping.parse(
            mapping, analyzers: settings.analyzers(), limits: settings.mappingLimits)
        let buffer = SegmentBuffer()
        var parser = DocumentParser(mapping: current)
        let document = ParsedDocument()
        for (number, text) in documents.enumerated() {
            while let update = try Self.parse(text, number, parser, document, buffer) {
                current = try current.merging(update)
                parser = DocumentParser(mapping: current)
            }
            _ = try buffer.append(
                document, fields: current.fieldInfos, sequenceNumber: Int64(number), version: 1)
        }
        let sink = MemorySink()
        try buffer.encode(name: "test", to: sink)
        reader = try SegmentReader.open(name: "test", region: sink.takeRegion())
        self.mapping = current
    }

    private static func parse(
        _ text: String, _ number: Int, _ parser: DocumentParser, _ document: ParsedDocument,
        _ buffer: SegmentBuffer
    ) throws -> DynamicUpdate? {
        let writer = ByteWriter()
        writer.write(text)
        return try parser.parse(
            source: writer.bytes, id: String(number), routing: nil, into: document, buffer: buffer)
    }

    private func number(of path: String) -> FieldNumber {
        switch path {
        case "_field_names": ReservedField.fieldNames
        case "_ignored": ReservedField.ignored
        default: mapping.field(path)?.number ?? .max
        }
    }

    /// The column numbers of one document, ascending.
    func numbers(_ path: String, _ doc: DocID = 0) throws -> [Int64] {
        guard let column = try reader.numericColumn(number(of: path)), column.hasValue(doc) else {
            return []
        }
        return column.valueRange(doc).map { column.value(at: $0) }
    }

    /// The column numbers of one document as the values they stand for.
    func values(_ path: String, _ doc: DocID = 0) throws -> [Double] {
        let encoding = mapping.field(path)?.encoding ?? .integer
        return try numbers(path, doc).map { encoding.decode($0) }
    }

    /// The terms whose postings have the document, in byte order.
    func terms(_ path: String, _ doc: DocID = 0) throws -> [String] {
        try positions(path, doc).map(\.term)
    }

    /// The values of one document's ordinal column.
    func ordinals(_ path: String, _ doc: DocID = 0) throws -> [String] {
        try ordinals(number(of: path), doc)
    }

    func ordinals(_ number: FieldNumber, _ doc: DocID = 0) throws -> [String] {
        guard let column = try reader.ordinalColumn(number) else { return [] }
        return try column.valueRange(doc).map { index in
            let writer = ByteWriter()
            try column.term(column.ordinal(at: index), into: writer)
            return String(decoding: writer.bytes, as: UTF8.self)
        }
    }

    /// Terms and positions of one document, terms in byte order.
    func positions(_ path: String, _ doc: DocID = 0) throws -> [(term: String, positions: [Int])] {
        guard let dictionary = try reader.terms(number(of: path)) else { return [] }
        var found: [(term: String, positions: [Int])] = []
        try dictionary.forEachTerm(from: nil) { bytes, ordinal, _ in
            let text = String(decoding: bytes, as: UTF8.self)
            if let places = try Self.positions(dictionary.postings(ordinal), doc) {
                found.append((text, places))
            }
            return true
        }
        return found
    }

    private static func positions(_ list: PostingsList, _ doc: DocID) throws -> [Int]? {
        for block in 0..<list.blockCount {
            var docs = [UInt32](repeating: 0, count: PostingsList.blockSize)
            var frequencies = docs
            let count = list.decodeDocuments(block, into: &docs)
            guard let index = docs[..<count].firstIndex(of: doc) else { continue }
            guard list.hasPositions else { return [] }
            list.decodeFrequencies(block, into: &frequencies)
            let before = frequencies[..<index].reduce(0) { $0 + Int($1) }
            let (bytes, width) = list.positions(block)
            return (before..<before + Int(frequencies[index])).map { place in
                switch width {
                case 1: Int(bytes.load(fromByteOffset: place, as: UInt8.self))
                case 2: Int(bytes.loadUnaligned(fromByteOffset: place * 2, as: UInt16.self))
                default: Int(bytes.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self))
                }
            }
        }
        return nil
    }
}

/// A mapping of one field, `f`.
func fieldMapping(_ definition: JSONValue) -> JSONValue { ["properties": ["f": definition]] }

/// The error a document is refused with under a mapping; nil when it is taken.
func refusal(of text: String, by mapping: JSONValue) throws -> DocumentError? {
    do {
        _ = try IndexedDocuments(mapping, [text])
        return nil
    } catch let error as DocumentError {
        return error
    }
}
