import Primitives

/// From hash to documents. Grammar: `IDWriter`.
struct IDTable: Sendable {
    let section: SectionData
    let documentCount: Int
    private let bits: Int
    private let fingerprintBits: Int
    let fingerprints: PackedIntegers
    private let documents: PackedIntegers

    /// Offset of the first start. Unit: bytes.
    private static let startsOffset = 8

    init(_ file: SegmentFile, documentCount: Int) throws(SegmentError) {
        section = try file.require(.idTable, size: IDTable.startsOffset)
        self.documentCount = documentCount
        try file.verify(section, 0, IDTable.startsOffset)
        bits = Int(section.values(UInt32.self, at: 4)[0])
        let shape = IDTable.Shape(documentCount: documentCount, version: file.version)
        fingerprintBits = shape.fingerprintBits
        guard bits == shape.bits, section.values(UInt32.self, at: 0)[0] == documentCount,
            section.count == shape.size
        else {
            throw file.malformed("\(section.count) bytes for \(documentCount) ids", section)
        }
        fingerprints = PackedIntegers(
            section.start + shape.fingerprintsOffset, width: shape.fingerprintBits)
        documents = PackedIntegers(
            section.start + shape.documentsOffset, width: shape.documentBits)
    }

    /// Where the parts of a table lie.
    struct Shape {
        let bits: Int
        let fingerprintBits: Int
        let documentBits: Int
        let fingerprintsOffset: Int
        let documentsOffset: Int
        let size: Int

        init(documentCount count: Int, version: UInt32) {
            // The first version: buckets of four, documents before fingerprints, both of whole
            // bytes.
            let isFirst = version == 1
            bits = Shape.bucketBits(count, load: isFirst ? 4 : 8)
            fingerprintBits = isFirst ? 16 : 12
            documentBits =
                isFirst ? 32 : PackedIntegers.width(of: UInt64(max(count, 2) - 1))
            let first = IDTable.startsOffset + 4 * ((1 << bits) + 1)
            let fingerprints = PackedIntegers.bytes(count, width: fingerprintBits)
            let documents = PackedIntegers.bytes(count, width: documentBits)
            fingerprintsOffset = isFirst ? first + documents : first
            documentsOffset = isFirst ? first : first + fingerprints
            size = first + fingerprints + documents + (isFirst ? 0 : PackedIntegers.slack)
        }

        /// Bits of a bucket number for so many documents.
        private static func bucketBits(_ count: Int, load: Int) -> Int {
            var bits = 1
            while load << bits < count { bits += 1 }
            return bits
        }
    }

    var starts: UnsafePointer<UInt32> {
        section.values(UInt32.self, at: IDTable.startsOffset)
    }

    /// Of a hash, down to its bucket.
    var shift: UInt64 { UInt64(64 - bits) }

    /// Of a hash, what its fingerprint is.
    var fingerprintMask: UInt64 { (1 << UInt64(fingerprintBits)) - 1 }

    /// The documents of a bucket that have the fingerprint of a hash, newest first, as long as
    /// `isOther` says so.
    func search(
        _ file: SegmentFile, hash: UInt64, while isOther: (DocID) throws(SegmentError) -> Bool
    ) throws(SegmentError) {
        let bucket = Int(hash >> shift)
        let first = IDTable.startsOffset + bucket * 4
        try file.verify(section, first, 8)
        let start = Int(starts[bucket])
        let end = Int(starts[bucket + 1])
        guard start <= end, end <= documentCount else {
            throw file.malformed("bucket \(bucket) from \(start) to \(end)", section)
        }
        if start == end { return }
        let shape = Shape(documentCount: documentCount, version: file.version)
        try verify(file, shape.fingerprintsOffset, shape.fingerprintBits, start..<end)
        for entry in start..<end where fingerprints[entry] == hash & fingerprintMask {
            try verify(file, shape.documentsOffset, shape.documentBits, entry..<(entry + 1))
            let doc = documents[entry]
            guard doc < documentCount else {
                throw file.malformed("document \(doc) of \(documentCount)", section)
            }
            if try !isOther(DocID(doc)) { return }
        }
    }

    private func verify(
        _ file: SegmentFile, _ offset: Int, _ width: Int, _ entries: Range<Int>
    ) throws(SegmentError) {
        let start = offset + entries.lowerBound * width / 8
        let end = offset + PackedIntegers.bytes(entries.upperBound, width: width)
        try file.verify(section, start, end - start)
    }

    /// A document of the table, whatever it says; to be read after the section was verified.
    func document(_ entry: Int) -> UInt64 { documents[entry] }

    var bucketsAscend: Bool {
        starts[0] == 0 && starts[1 << bits] == documentCount
            && NumericColumnStorage.ascend(starts, 1 << bits)
    }
}

extension IDTable {
    /// The bytes of a table.
    /// - Parameter hashes: of the ids, by document.
    static func encode(_ hashes: FlatBuffer<UInt64>) -> ByteWriter {
        let count = hashes.count
        let shape = Shape(documentCount: count, version: SegmentFormat.version)
        let shift = UInt64(64 - shape.bits)
        let table = ByteWriter(capacity: shape.size)
        table.write(UInt32(count))
        table.write(UInt32(shape.bits))
        var ends = [UInt32](repeating: 0, count: (1 << shape.bits) + 1)
        for index in 0..<count { ends[Int(hashes[index] >> shift) + 1] += 1 }
        for bucket in 0..<(1 << shape.bits) { ends[bucket + 1] += ends[bucket] }
        for start in ends { table.write(start) }
        var docs = [UInt32](repeating: 0, count: count)
        for doc in (0..<count).reversed() {
            let bucket = Int(hashes[doc] >> shift)
            docs[Int(ends[bucket])] = UInt32(doc)
            ends[bucket] += 1
        }
        let mask: UInt64 = (1 << UInt64(shape.fingerprintBits)) - 1
        PackedIntegers.append(count: count, width: shape.fingerprintBits, to: table) {
            hashes[Int(docs[$0])] & mask
        }
        PackedIntegers.append(count: count, width: shape.documentBits, to: table) {
            UInt64(docs[$0])
        }
        table.writeZeros(PackedIntegers.slack)
        return table
    }
}
