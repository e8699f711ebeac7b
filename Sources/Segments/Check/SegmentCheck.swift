/// Verifies every section of a segment: its checksums, its structure, and that structures agree
/// with one another. A segment without findings answers every query as the documents it was made
/// of.
package enum SegmentCheck {
    /// - Complexity: reads everything once; memory for the positions of the largest field.
    package static func check(_ reader: SegmentReader) -> [CheckFinding] {
        check(SegmentView(reader: reader, liveDocs: reader.initialLiveDocs))
    }

    /// Checks a segment with its companion files: live docs and replaced column pages.
    package static func check(_ view: SegmentView) -> [CheckFinding] {
        var report = CheckReport()
        let reader = view.reader
        for section in reader.file.allSections {
            report.run { _ in try reader.file.verify(section) }
        }
        report.run { report in try LiveDocsCheck(view).check(&report) }
        let isOther = view.liveDocs.map { $0.documentCount != reader.documentCount } ?? false
        if isOther || !report.findings.isEmpty { return report.findings }
        report.run { report in try InfoCheck(reader).check(&report) }
        report.run { report in try IDCheck(view).check(&report) }
        report.run { report in try SourceCheck(reader).check(&report) }
        for space in reader.fields.spaces {
            report.run { report in try ParentsCheck(reader, space).check(&report) }
        }
        for field in reader.fields.all {
            report.run { report in try TermsCheck(reader, field)?.check(&report) }
            report.run { report in try PostingsCheck(reader, field)?.check(&report) }
            report.run { report in try NumericColumnCheck(view, field)?.check(&report) }
            report.run { report in try OrdinalColumnCheck(reader, field)?.check(&report) }
        }
        return report.findings
    }
}
