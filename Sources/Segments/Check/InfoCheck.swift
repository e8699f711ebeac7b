/// Every section belongs to a field or space the segment knows, and statistics to fields with
/// terms.
struct InfoCheck {
    private let reader: SegmentReader

    init(_ reader: SegmentReader) { self.reader = reader }

    func check(_ report: inout CheckReport) throws {
        for section in reader.file.allSections { check(section.key, &report) }
        for (number, counts) in reader.info.statistics {
            let field = reader.fields[number]
            let key = SectionKey(.info)
            report.expect(field?.hasTerms ?? false, key, "statistics of field \(number)")
            report.expect(
                counts.documentCount <= reader.documentCount(of: field?.space ?? 0), key,
                "field \(number) in \(counts.documentCount) documents")
        }
        for number in reader.info.patchedFields {
            let field = reader.fields[number]
            report.expect(
                field?.column == .numeric && field?.space == 0, SectionKey(.info),
                "field \(number) cannot have been set in place")
        }
        for space in reader.fields.spaces {
            report.expect(
                reader.documentCount(of: space.number) == 0
                    || reader.file.section(.parents, space: space.number) != nil,
                SectionKey(.parents, space: space.number), "is missing")
        }
    }

    private func check(_ key: SectionKey, _ report: inout CheckReport) {
        switch key.kind {
        case .info, .live, .ids, .idTable, .source, .sourceIndex, .sourceDictionary:
            report.expect(key.space == 0 && key.field == 0, key, "is of a field")
        case .parents:
            report.expect(
                key.field == 0 && reader.fields.space(key.space) != nil, key, "is of no space")
        case .termText, .termIndex, .termRecords, .postings, .blockLastDocs, .blockImpacts,
            .blocks, .headBounds, .positions, .norms, .numericColumn, .ordinalColumn:
            guard let field = reader.fields[key.field], field.space == key.space else {
                return report.add(key, "is of no field")
            }
            report.expect(isExpected(key.kind, field), key, "is not for such a field")
        }
    }

    private func isExpected(_ kind: SectionKind, _ field: FieldInfo) -> Bool {
        switch kind {
        case .norms: field.hasNorms
        case .numericColumn: field.column == .numeric
        case .ordinalColumn: field.column == .ordinal
        case .positions: field.postings == .positions
        case .headBounds: field.hasNorms || field.postings > .documents
        case .termText, .termIndex, .termRecords: field.hasTerms
        default: field.postings != .none
        }
    }
}
