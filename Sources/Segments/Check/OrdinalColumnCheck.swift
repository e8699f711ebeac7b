/// Ordinals exist, ascend within a document, and are as many of each as the dictionary says.
struct OrdinalColumnCheck {
    private let column: OrdinalColumn
    private let key: SectionKey

    /// - Returns: nil for a field without ordinals in the segment.
    init?(_ reader: SegmentReader, _ field: FieldInfo) throws {
        guard field.column == .ordinal else { return nil }
        key = SectionKey(.ordinalColumn, space: field.space, field: field.number)
        guard let found = try reader.ordinalColumn(field.number) else {
            if try reader.terms(field.number) == nil { return nil }
            throw SegmentError(
                kind: .malformed("is missing"), file: reader.name, section: "\(key)")
        }
        column = found
    }

    func check(_ report: inout CheckReport) throws {
        var counts = [Int](repeating: 0, count: column.ordinalCount + 1)
        for doc in 0..<DocID(column.documentCount) {
            if report.isFull { return }
            var last: Int64 = -1
            let range = column.isMultiValued ? column.valueRange(doc) : Int(doc)..<Int(doc) + 1
            for index in range {
                let ordinal = Int(column.ordinal(at: index))
                let limit = column.ordinalCount + (column.isMultiValued ? 0 : 1)
                guard ordinal < limit else {
                    report.add(key, "document \(doc) has ordinal \(ordinal) of \(limit)")
                    continue
                }
                report.expect(
                    Int64(ordinal) > last, key, "ordinals of document \(doc) do not ascend")
                last = Int64(ordinal)
                counts[ordinal] += 1
            }
        }
        for ordinal in 0..<column.ordinalCount {
            let expected = column.terms.documentFrequency(TermOrdinal(ordinal))
            report.expect(
                counts[ordinal] == expected, key,
                "ordinal \(ordinal) is in \(counts[ordinal]) documents, not \(expected)")
        }
    }
}
