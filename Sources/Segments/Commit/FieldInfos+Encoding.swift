import Primitives

/// Fields and spaces as a commit point and the log write them: reserved fields are not written.
extension FieldInfos {
    package func encode(into writer: ByteWriter) {
        writer.writeVarUInt(UInt64(spaces.count))
        for space in spaces {
            writer.writeVarUInt(UInt64(space.number))
            writer.writeSized(Array(space.path.utf8))
            writer.writeVarUInt(UInt64(space.parent))
        }
        let mapped = all.filter { $0.number >= ReservedField.firstMapped }
        writer.writeVarUInt(UInt64(mapped.count))
        for field in mapped {
            writer.writeVarUInt(UInt64(field.number))
            writer.writeSized(Array(field.name.utf8))
            writer.writeVarUInt(UInt64(field.space))
            writer.write(field.postings.rawValue)
            writer.write(UInt8(field.hasNorms ? 1 : 0))
            writer.write(field.column.rawValue)
            writer.write(field.analysisFingerprint)
        }
    }

    /// - Parameter file: for errors.
    package init(decoding reader: inout ByteReader, file: String) throws {
        var spaces: [SpaceInfo] = []
        for _ in 0..<(try reader.readCount(limit: SegmentLimits.spaces)) {
            let number = try reader.readCount(limit: SegmentLimits.spaces)
            let path = String(decoding: try reader.readSized(), as: UTF8.self)
            let parent = try reader.readCount(limit: SegmentLimits.spaces)
            spaces.append(
                SpaceInfo(number: SpaceNumber(number), path: path, parent: SpaceNumber(parent)))
        }
        var fields: [FieldInfo] = []
        var numbers: Set<FieldNumber> = []
        for _ in 0..<(try reader.readCount(limit: Int(FieldNumber.max))) {
            let field = try FieldInfo(decoding: &reader, file: file)
            guard numbers.insert(field.number).inserted,
                field.number >= ReservedField.firstMapped
            else {
                throw SegmentError(
                    kind: .malformed("field number \(field.number)"), file: file,
                    section: "fields", offset: UInt64(reader.offset))
            }
            fields.append(field)
        }
        self.init(fields, spaces: spaces)
    }
}

extension FieldInfo {
    init(decoding reader: inout ByteReader, file: String) throws {
        let number = try reader.readCount(limit: Int(FieldNumber.max))
        let name = String(decoding: try reader.readSized(), as: UTF8.self)
        let space = try reader.readCount(limit: SegmentLimits.spaces)
        let postings = PostingsDetail(rawValue: try reader.read())
        let hasNorms = try reader.read(UInt8.self) == 1
        let column = ColumnKind(rawValue: try reader.read())
        guard let postings, let column else {
            throw SegmentError(
                kind: .malformed("field \(name)"), file: file, section: "fields",
                offset: UInt64(reader.offset))
        }
        self.init(
            number: FieldNumber(number), name: name, space: SpaceNumber(space),
            postings: postings, hasNorms: hasNorms, column: column,
            analysisFingerprint: try reader.read())
    }
}

extension ByteWriter {
    /// Writes a length and the bytes.
    package func writeSized(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { writeSized($0) }
    }

    /// Writes a length and the bytes.
    package func writeSized(_ bytes: UnsafeRawBufferPointer) {
        writeVarUInt(UInt64(bytes.count))
        write(contentsOf: bytes)
    }
}

extension ByteReader {
    /// Reads what `ByteWriter.writeSized` wrote.
    package mutating func readSized() throws(ByteReaderError) -> [UInt8] {
        [UInt8](try readSizedBytes())
    }

    /// Reads what `ByteWriter.writeSized` wrote, without a copy.
    package mutating func readSizedBytes() throws(ByteReaderError) -> UnsafeRawBufferPointer {
        try readBytes(try readCount(limit: remaining))
    }
}
