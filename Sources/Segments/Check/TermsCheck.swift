import Primitives

/// Terms ascend, and the index says of them what is so.
struct TermsCheck {
    private let terms: TermDictionary
    private let field: FieldInfo

    /// - Returns: nil for a field without terms in the segment.
    init?(_ reader: SegmentReader, _ field: FieldInfo) throws {
        guard let terms = try reader.terms(field.number) else { return nil }
        self.terms = terms
        self.field = field
    }

    private func key(_ kind: SectionKind) -> SectionKey {
        SectionKey(kind, space: field.space, field: field.number)
    }

    func check(_ report: inout CheckReport) throws {
        let size = TermDictionaryWriter.blockSize
        let last = ByteWriter()
        let term = ByteWriter()
        var cursor = terms.cursor(atBlock: 0)
        var longest = 0
        var least = 255
        var count = 0
        while cursor.next() {
            if report.isFull { return }
            guard cursor.shared <= term.count else { throw terms.broken() }
            term.truncate(to: cursor.shared)
            term.write(
                contentsOf: UnsafeRawBufferPointer(
                    start: cursor.suffix, count: cursor.suffixCount))
            let shared = TermBytes.commonPrefix(last.bytes, term.bytes)
            report.expect(
                count == 0 || TermBytes.compare(last.bytes, term.bytes) < 0, key(.termText),
                "term \(count) is not above the one before")
            report.expect(
                cursor.shared == shared, key(.termText),
                "term \(count) shares \(shared) bytes, not \(cursor.shared)")
            let block = count / size
            if count % size == 0 {
                checkFirst(block, term.bytes, cursor, &report)
                least = 255
            }
            least = min(least, shared)
            if count % size == size - 1 || count == terms.termCount - 1 {
                report.expect(
                    Int(terms.least[block]) == least, key(.termIndex),
                    "block \(block) shares \(least) bytes, not \(terms.least[block])")
            }
            longest = max(longest, term.count)
            count += 1
            last.removeAll()
            last.write(contentsOf: term.bytes)
        }
        report.expect(!cursor.isBroken, key(.termText), "ends after \(count) terms")
        report.expect(
            longest == terms.longest, key(.termIndex), "the longest term has \(longest) bytes")
        report.expect(
            terms.offsets[terms.blockCount] == terms.text.count, key(.termIndex),
            "blocks end at \(terms.offsets[terms.blockCount])")
    }

    /// The index's entry of a block whose first term the cursor has just read.
    private func checkFirst(
        _ block: Int, _ term: UnsafeRawBufferPointer, _ cursor: TermCursor,
        _ report: inout CheckReport
    ) {
        report.expect(
            terms.keys[block] == TermBytes.key(term), key(.termIndex),
            "the key of block \(block) is of another term")
        report.expect(
            Int(terms.offsets[block]) == cursor.entryOffset, key(.termIndex),
            "block \(block) begins at \(cursor.entryOffset), not \(terms.offsets[block])")
    }
}
