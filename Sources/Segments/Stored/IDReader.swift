import Primitives

/// Finds and reads the `_id`s of a segment. Grammar: `IDWriter`.
struct IDReader: Sendable {
    private let file: SegmentFile
    private let ids: SectionData
    let table: IDTable
    let documentCount: Int
    private let blockCount: Int

    init(_ file: SegmentFile, documentCount: Int) throws(SegmentError) {
        self.file = file
        self.documentCount = documentCount
        ids = try file.require(.ids, size: 8)
        try file.verify(ids, 0, 8)
        let header = ids.values(UInt32.self, at: 0)
        blockCount = Int(header[1])
        guard Int(header[0]) == documentCount,
            blockCount == (documentCount + IDWriter.blockSize - 1) / IDWriter.blockSize,
            ids.count >= 8 + (blockCount + 1) * 4
        else { throw file.malformed("\(header[0]) ids for \(documentCount) documents", ids) }
        table = try IDTable(file, documentCount: documentCount)
    }

    /// Appends the bytes of a document's id.
    func append(_ doc: DocID, to writer: ByteWriter) throws(SegmentError) {
        try writer.withMutableTail(SegmentLimits.idBytes) { tail throws(SegmentError) in
            try read(doc, into: tail)
        }
    }

    /// Writes a document's id into memory for `SegmentLimits.idBytes`.
    /// - Returns: length of the id.
    private func read(
        _ doc: DocID, into output: UnsafeMutableRawBufferPointer
    ) throws(SegmentError) -> Int {
        let (start, end) = try block(of: doc)
        let place = Int(doc) % IDWriter.blockSize
        if file.version == 1 { return try readBytes(place, start, end, 0, output) }
        var scanner = VarIntScanner(ids.start, start + 1, end)
        let prefix = Int(scanner.next())
        let rest = scanner.offset + prefix
        guard start < end, rest <= end, prefix <= SegmentLimits.idBytes,
            let form = IDBlock.Form(rawValue: ids.start.load(fromByteOffset: start, as: UInt8.self))
        else { throw file.malformed("a block of ids", ids, at: start) }
        output.baseAddress?.copyMemory(from: ids.start + scanner.offset, byteCount: prefix)
        switch form {
        case .bytes: return try readBytes(place, rest, end, prefix, output)
        case .numbers: return try readNumber(place, rest, end, prefix, output)
        }
    }

    /// The verified bytes of a document's block.
    private func block(of doc: DocID) throws(SegmentError) -> (start: Int, end: Int) {
        precondition(doc < documentCount, "document \(doc) of \(documentCount)")
        let block = Int(doc) / IDWriter.blockSize
        let first = 8 + (blockCount + 1) * 4
        try file.verify(ids, 8 + block * 4, 8)
        let offsets = ids.values(UInt32.self, at: 8)
        let start = first + Int(offsets[block])
        let end = first + Int(offsets[block + 1])
        guard start <= end, end <= ids.count else {
            throw file.malformed("ids of block \(block) lie outside", ids)
        }
        try file.verify(ids, start, end - start)
        return (start, end)
    }

    /// Writes the `place`-th of byte strings with their lengths behind `prefix` bytes.
    private func readBytes(
        _ place: Int, _ start: Int, _ end: Int, _ prefix: Int,
        _ output: UnsafeMutableRawBufferPointer
    ) throws(SegmentError) -> Int {
        var at = start
        var rest = place
        while true {
            var scanner = VarIntScanner(ids.start, at, end)
            let length = Int(scanner.next())
            at = scanner.offset
            guard at + length <= end, prefix + length <= output.count else {
                throw file.malformed("an id of \(length) bytes", ids, at: at)
            }
            if rest == 0 {
                (output.baseAddress.map { $0 + prefix })?
                    .copyMemory(from: ids.start + at, byteCount: length)
                return prefix + length
            }
            rest -= 1
            at += length
        }
    }

    /// Writes the digits of the `place`-th number behind `prefix` bytes.
    private func readNumber(
        _ place: Int, _ start: Int, _ end: Int, _ prefix: Int,
        _ output: UnsafeMutableRawBufferPointer
    ) throws(SegmentError) -> Int {
        let packed = start + 10
        guard packed <= end else {
            throw file.malformed("a block of numbered ids", ids, at: start)
        }
        let digits = Int(ids.start.load(fromByteOffset: start, as: UInt8.self))
        let width = Int(ids.start.load(fromByteOffset: start + 1, as: UInt8.self))
        let least = ids.start.loadUnaligned(fromByteOffset: start + 2, as: Int64.self)
        guard digits <= IDBlock.digits, width <= PackedIntegers.widest,
            packed + PackedIntegers.bytes(place + 1, width: width) <= end,
            packed + PackedIntegers.bytes(place + 1, width: width) + PackedIntegers.slack
                <= ids.count
        else { throw file.malformed("ids of \(digits) digits, \(width) bits", ids, at: start) }
        let rest = PackedIntegers(ids.start + packed, width: width)[place]
        let number = least &+ Int64(truncatingIfNeeded: rest) &+ Int64(place)
        let length = prefix + (digits == 0 ? IDReader.digits(of: number) : digits)
        guard number >= 0, length <= output.count else {
            throw file.malformed("an id of number \(number)", ids, at: start)
        }
        var left = number
        for at in (prefix..<length).reversed() {
            output[at] = UInt8(truncatingIfNeeded: 48 + left % 10)
            left /= 10
        }
        return length
    }

    private static func digits(of number: Int64) -> Int {
        var count = 1
        var rest = number
        while rest >= 10 {
            count += 1
            rest /= 10
        }
        return count
    }

    /// The newest document with an id that `isWanted`.
    /// - Parameter hash: of the id, by `Hash64`.
    func find(
        _ id: UnsafeRawBufferPointer, hash: UInt64, where isWanted: (DocID) -> Bool
    ) throws(SegmentError) -> DocID? {
        var found: DocID?
        try table.search(file, hash: hash) { doc throws(SegmentError) in
            if try isEqual(doc, id), isWanted(doc) { found = doc }
            return found == nil
        }
        return found
    }

    private func isEqual(
        _ doc: DocID, _ id: UnsafeRawBufferPointer
    ) throws(SegmentError) -> Bool {
        // A closure that throws its own kind of error can't be passed on from here.
        let result = withUnsafeTemporaryAllocation(
            byteCount: SegmentLimits.idBytes, alignment: 8
        ) { scratch -> Result<Bool, SegmentError> in
            do throws(SegmentError) {
                let length = try read(doc, into: scratch)
                let found = UnsafeRawBufferPointer(rebasing: scratch[..<length])
                return .success(TermBytes.compare(found, id) == 0)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
