/// Page bounds are those of the values, values of a document ascend, and presence says where they
/// are.
struct NumericColumnCheck {
    private let column: NumericColumn
    private let key: SectionKey
    private let isRequired: Bool

    /// - Returns: nil for a field without numbers in the segment.
    init?(_ view: SegmentView, _ field: FieldInfo) throws {
        guard field.column == .numeric else { return nil }
        let found =
            field.space == 0
            ? try view.numericColumn(field.number) : try view.reader.numericColumn(field.number)
        isRequired =
            field.number == ReservedField.sequenceNumber || field.number == ReservedField.version
        key = SectionKey(.numericColumn, space: field.space, field: field.number)
        guard let found else {
            if !isRequired || view.reader.documentCount == 0 { return nil }
            throw SegmentError(
                kind: .malformed("\(field.name) is missing"), file: view.reader.name,
                section: "\(key)")
        }
        column = found
    }

    func check(_ report: inout CheckReport) throws {
        report.expect(
            !isRequired || column.presence == nil && !column.isMultiValued, key,
            "some document has no value")
        if let presence = column.presence { checkPresence(presence, &report) }
        var minimum = Int64.max
        var maximum = Int64.min
        for page in 0..<column.pageCount {
            checkPage(page, &report)
            minimum = min(minimum, column.bounds(page).minimum)
            maximum = max(maximum, column.bounds(page).maximum)
        }
        report.expect(
            column.minimum == minimum && column.maximum == maximum, key,
            "values lie in \(minimum)...\(maximum), not \(column.minimum)...\(column.maximum)")
        if column.isMultiValued { checkOrder(&report) }
    }

    private func checkPresence(
        _ presence: UnsafePointer<UInt64>, _ report: inout CheckReport
    ) {
        let rest = column.documentCount % 64
        if rest > 0 {
            report.expect(
                presence[column.documentCount / 64] >> UInt64(rest) == 0, key,
                "a document above \(column.documentCount) has a value")
        }
        for doc in 0..<DocID(column.documentCount) where column.isMultiValued {
            report.expect(
                column.hasValue(doc) == !column.valueRange(doc).isEmpty, key,
                "presence of document \(doc) is wrong")
        }
    }

    private func checkPage(_ page: Int, _ report: inout CheckReport) {
        let first = page * NumericColumn.pageSize
        let end = min(first + NumericColumn.pageSize, column.valueCount)
        let bounds = column.bounds(page)
        var minimum = Int64.max
        var maximum = Int64.min
        for index in first..<end {
            let value = column.value(at: index)
            if column.isMultiValued || column.hasValue(DocID(index)) {
                minimum = min(minimum, value)
                maximum = max(maximum, value)
            } else {
                report.expect(
                    value == bounds.minimum, key, "document \(index) has a value unseen")
            }
        }
        report.expect(
            bounds.minimum == minimum && bounds.maximum == maximum, key,
            "page \(page) lies in \(minimum)...\(maximum), not \(bounds)")
    }

    private func checkOrder(_ report: inout CheckReport) {
        for doc in 0..<DocID(column.documentCount) {
            for index in column.valueRange(doc).dropFirst() {
                report.expect(
                    column.value(at: index - 1) <= column.value(at: index), key,
                    "values of document \(doc) descend")
            }
        }
    }
}
