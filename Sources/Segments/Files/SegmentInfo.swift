import Primitives

/// What a segment says of itself: its spaces, fields and their statistics.
///
/// ```
/// info  = spaces:vint space* fields:vint field* statistics:vint statistic* patched?
/// space = number:u16 parent:u16 documents:u32 string    the root: no path, its own parent
/// field = number:u16 space:u16 postings:u8 norms:u8 column:u8 fingerprint:u64 string
/// statistic = field:u16 documents:vint totalTermFrequency:vint documentFrequency:vint
/// patched = fields:vint number:u16*                 absent when there are none
/// string = vint(length) byte*
/// ```
/// Patched fields were set in place in some document, whose source may hold an older value; the
/// column has the newest. The reserved fields are not listed. Example, a root of two documents and
/// nothing else: `01 0000 0000 02000000 00 00 00`.
struct SegmentInfo {
    /// By space number; the root always.
    var documentCounts: [SpaceNumber: Int] = [:]
    var fields = FieldInfos.empty
    var statistics: [FieldNumber: FieldStatistics] = [:]
    /// Ascending.
    var patchedFields: [FieldNumber] = []

    func write(to file: SegmentFileWriter) throws {
        let writer = ByteWriter()
        writer.writeVarUInt(UInt64(fields.spaces.count + 1))
        writeSpace(SpaceInfo(number: 0, path: ""), to: writer)
        for space in fields.spaces { writeSpace(space, to: writer) }
        let mapped = fields.all.filter { $0.number >= ReservedField.firstMapped }
        writer.writeVarUInt(UInt64(mapped.count))
        for field in mapped { writeField(field, to: writer) }
        writer.writeVarUInt(UInt64(statistics.count))
        for (field, counts) in statistics.sorted(by: { $0.key < $1.key }) {
            writer.write(field)
            writer.writeVarUInt(UInt64(counts.documentCount))
            writer.writeVarUInt(UInt64(counts.sumTotalTermFrequency))
            writer.writeVarUInt(UInt64(counts.sumDocumentFrequency))
        }
        if !patchedFields.isEmpty {
            writer.writeVarUInt(UInt64(patchedFields.count))
            for field in patchedFields { writer.write(field) }
        }
        try file.write(SectionKey(.info), writer.bytes)
    }

    private func writeSpace(_ space: SpaceInfo, to writer: ByteWriter) {
        writer.write(space.number)
        writer.write(space.parent)
        writer.write(UInt32(documentCounts[space.number] ?? 0))
        writer.writeVarUInt(UInt64(space.path.utf8.count))
        writer.write(space.path)
    }

    private func writeField(_ field: FieldInfo, to writer: ByteWriter) {
        writer.write(field.number)
        writer.write(field.space)
        writer.write(field.postings.rawValue)
        writer.write(UInt8(field.hasNorms ? 1 : 0))
        writer.write(field.column.rawValue)
        writer.write(field.analysisFingerprint)
        writer.writeVarUInt(UInt64(field.name.utf8.count))
        writer.write(field.name)
    }

    static func read(_ file: SegmentFile) throws(SegmentError) -> SegmentInfo {
        let section = try file.require(.info)
        try file.verify(section)
        do {
            return try parse(section.bytes)
        } catch {
            throw file.malformed(error.text, section)
        }
    }

    private struct Flaw: Error {
        let text: String
    }

    private static func parse(_ bytes: UnsafeRawBufferPointer) throws(Flaw) -> SegmentInfo {
        var info = SegmentInfo()
        do {
            var reader = ByteReader(bytes)
            let spaces = try readSpaces(&reader, &info)
            var fields: [FieldInfo] = []
            for _ in 0..<(try reader.readCount(limit: Int(UInt16.max))) {
                fields.append(try readField(&reader))
            }
            guard Set(fields.map(\.number)).count == fields.count,
                fields.allSatisfy({ $0.number >= ReservedField.firstMapped })
            else { throw Flaw(text: "two fields have one number") }
            info.fields = FieldInfos(fields, spaces: spaces)
            for _ in 0..<(try reader.readCount(limit: Int(UInt16.max))) {
                let field: FieldNumber = try reader.read()
                info.statistics[field] = FieldStatistics(
                    documentCount: try reader.readCount(),
                    sumTotalTermFrequency: Int64(try reader.readCount()),
                    sumDocumentFrequency: Int64(try reader.readCount()))
            }
            if !reader.isAtEnd {
                for _ in 0..<(try reader.readCount(limit: Int(UInt16.max))) {
                    info.patchedFields.append(try reader.read())
                }
            }
            return info
        } catch {
            throw Flaw(text: "\(error)")
        }
    }

    private static func readSpaces(
        _ reader: inout ByteReader, _ info: inout SegmentInfo
    ) throws -> [SpaceInfo] {
        var spaces: [SpaceInfo] = []
        for _ in 0..<(try reader.readCount(limit: SegmentLimits.spaces)) {
            let number: UInt16 = try reader.read()
            let parent: UInt16 = try reader.read()
            let documents: UInt32 = try reader.read()
            let path = try readText(&reader)
            guard info.documentCounts[number] == nil, documents <= SegmentLimits.documents else {
                throw Flaw(text: "space \(number) with \(documents) documents")
            }
            info.documentCounts[number] = Int(documents)
            if number > 0 {
                spaces.append(SpaceInfo(number: number, path: path, parent: parent))
            }
        }
        guard info.documentCounts[0] != nil, spaces.allSatisfy({ $0.parent < $0.number }) else {
            throw Flaw(text: "no root space")
        }
        return spaces
    }

    private static func readField(_ reader: inout ByteReader) throws -> FieldInfo {
        let number: UInt16 = try reader.read()
        let space: UInt16 = try reader.read()
        let detail: UInt8 = try reader.read()
        let norms: UInt8 = try reader.read()
        let kind: UInt8 = try reader.read()
        let fingerprint: UInt64 = try reader.read()
        let name = try readText(&reader)
        guard let postings = PostingsDetail(rawValue: detail),
            let column = ColumnKind(rawValue: kind)
        else { throw Flaw(text: "field \(number) has postings \(detail), column \(kind)") }
        return FieldInfo(
            number: number, name: name, space: space, postings: postings, hasNorms: norms != 0,
            column: column, analysisFingerprint: fingerprint)
    }

    private static func readText(_ reader: inout ByteReader) throws -> String {
        let bytes = try reader.readBytes(try reader.readCount(limit: reader.remaining))
        return String(decoding: bytes, as: UTF8.self)
    }
}
