import Primitives

/// Merges one field: norms, dictionary and postings, columns.
struct FieldMerger {
    /// An input that has the field.
    struct Part {
        let input: MergeInput
        let map: DocMap
    }

    let field: FieldInfo
    let parts: [Part]
    let documentCount: Int
    let file: SegmentFileWriter
    let check: CancellationCheck

    init(
        _ field: FieldInfo, _ inputs: [MergeInput], documentCount: Int, _ file: SegmentFileWriter,
        _ check: CancellationCheck
    ) {
        self.field = field
        self.documentCount = documentCount
        self.file = file
        self.check = check
        parts = inputs.compactMap { input in
            input.maps[field.space].map { Part(input: input, map: $0) }
        }
    }

    /// - Returns: the field's statistics; nil for a field without terms.
    func merge() throws -> FieldStatistics? {
        try check()
        if field.column == .numeric { try mergeNumbers() }
        guard field.hasTerms else { return nil }
        for part in parts {
            guard let known = part.input.reader.fields[field.number] else { continue }
            guard known.postings == field.postings, known.space == field.space else {
                throw SegmentError(
                    kind: .malformed("field \(field.name) is another one"),
                    file: part.input.reader.name)
            }
        }
        let norms = try mergeNorms()
        let terms = try TermMerger(self, norms: norms)
        guard let statistics = try terms.merge() else { return nil }
        if field.column == .ordinal { try mergeOrdinals(terms) }
        return statistics
    }

    /// Shape: [documentCount]; ones for a field without norms.
    private func mergeNorms() throws -> FlatBuffer<UInt8> {
        let norms = FlatBuffer<UInt8>(capacity: max(1, documentCount))
        norms.append(
            repeating: field.hasNorms ? NormEncoding.absent : 1, count: documentCount)
        if !field.hasNorms { return norms }
        var isPresent = false
        for part in parts {
            guard let old = try part.input.reader.norms(field.number) else { continue }
            isPresent = true
            for (doc, new) in part.map.newDocs.enumerated() where new != DocMap.dropped {
                norms[Int(new)] = old[doc]
            }
        }
        if isPresent {
            try file.write(
                SectionKey(.norms, space: field.space, field: field.number), norms.bytes)
        }
        return norms
    }

    private func mergeNumbers() throws {
        let docs = FlatBuffer<UInt32>()
        let values = FlatBuffer<Int64>()
        for part in parts {
            let column =
                field.space == 0
                ? try part.input.view.numericColumn(field.number)
                : try part.input.reader.numericColumn(field.number)
            guard let column else { continue }
            for (doc, new) in part.map.newDocs.enumerated() where new != DocMap.dropped {
                guard column.hasValue(DocID(doc)) else { continue }
                for index in column.valueRange(DocID(doc)) {
                    docs.append(new)
                    values.append(column.value(at: index))
                }
            }
        }
        try NumericColumnWriter.write(
            file, space: field.space, field: field.number, documentCount: documentCount,
            docs: docs.start, values: values.start, count: values.count)
    }

    private func mergeOrdinals(_ terms: TermMerger) throws {
        let docs = FlatBuffer<UInt32>()
        let ordinals = FlatBuffer<UInt32>()
        for (index, part) in parts.enumerated() {
            guard let column = try part.input.reader.ordinalColumn(field.number) else { continue }
            let newOrdinals = terms.ordinals[index]
            for (doc, new) in part.map.newDocs.enumerated() where new != DocMap.dropped {
                for value in column.valueRange(DocID(doc)) {
                    let ordinal = Int(column.ordinal(at: value))
                    guard ordinal < newOrdinals.count, newOrdinals[ordinal] < terms.termCount else {
                        throw SegmentError(
                            kind: .malformed("ordinal \(ordinal) has no term"),
                            file: part.input.reader.name, section: "\(sectionKey)")
                    }
                    docs.append(new)
                    ordinals.append(newOrdinals[ordinal])
                }
            }
        }
        try OrdinalColumnWriter.write(
            file, space: field.space, field: field.number, documentCount: documentCount,
            ordinalCount: terms.termCount, docs: docs.start, ordinals: ordinals.start,
            count: ordinals.count)
    }

    private var sectionKey: SectionKey {
        SectionKey(.ordinalColumn, space: field.space, field: field.number)
    }
}
