import JSON
import Primitives
import Schema
import Segments

/// Something wrong in an index folder.
package struct FolderFinding: Sendable, Equatable {
    /// Name of the file; empty for the folder itself.
    package let file: String
    /// Kind of section, with its space and field; empty where that is not known.
    package let section: String
    package let message: String
}

/// What a check of one index folder saw.
package struct FolderReport: Sendable {
    package struct Segment: Sendable {
        package let name: String
        package let documents: Int
        package let deleted: Int
        /// Unit: bytes.
        package let size: Int
    }

    /// Of the newest commit point that verifies.
    package internal(set) var commitGeneration: UInt64?
    package internal(set) var segments: [Segment] = []
    /// Records of the log that a start would apply again.
    package internal(set) var logRecords = 0
    /// Files that no commit point names: left behind, and deleted at the next start.
    package internal(set) var strayFiles: [String] = []
    package internal(set) var findings: [FolderFinding] = []

    package var isClean: Bool { findings.isEmpty }
}

/// Verifies an index folder as deeply as its bytes allow, without changing it: commit point,
/// mapping, every section of every segment, live documents, changed columns, log.
///
/// The daemon must not be writing to it. As much as can be read of a damaged folder is.
package enum FolderCheck {
    package static func check(_ directory: any Directory) -> FolderReport {
        var report = FolderReport()
        let untouched = UntouchedDirectory(directory)
        guard let point = newestCommit(untouched, &report) else { return report }
        report.commitGeneration = point.generation
        checkMapping(point, &report)
        for segment in point.segments { check(segment, untouched, &report) }
        checkLog(point, untouched, &report)
        listStrays(point, untouched, &report)
        return report
    }

    private static func newestCommit(
        _ directory: any Directory, _ report: inout FolderReport
    ) -> CommitPoint? {
        let store = CommitStore(directory)
        do {
            guard let newest = try store.generations().first else {
                report.add("", "there is no commit point in \(directory.path)")
                return nil
            }
            do {
                let point = try store.read(newest)
                for file in point.files where !directory.exists(file) {
                    report.add(point.fileName, "names \(file), which is missing")
                }
            } catch {
                report.add(IndexFile.commit(newest).name, error)
            }
            return try store.newest()
        } catch {
            report.add("", error)
            return nil
        }
    }

    private static func checkMapping(_ point: CommitPoint, _ report: inout FolderReport) {
        do {
            let settings = try IndexSettings.restore(try LiveIndex.json(point.settings))
            let mapping = try IndexMapping.restore(
                try LiveIndex.json(point.mapping), analyzers: try settings.analyzers(),
                limits: settings.mappingLimits)
            for field in mapping.fieldInfos.all where point.fields[field.number] != field {
                report.add(
                    point.fileName, "field \(field.number), \(field.name), differs in the mapping")
            }
        } catch {
            report.add(point.fileName, "mapping or settings cannot be read: \(error)")
        }
    }

    private static func check(
        _ segment: CommittedSegment, _ directory: any Directory, _ report: inout FolderReport
    ) {
        let file = IndexFile.segment(segment.name).name
        let reader: SegmentReader
        do {
            reader = try SegmentReader.open(
                name: segment.name, region: try directory.openRegion(file))
        } catch {
            report.add(file, error)
            return
        }
        for finding in SegmentCheck.check(reader) {
            report.findings.append(
                FolderFinding(file: file, section: finding.section, message: finding.message))
        }
        if reader.documentCount != segment.documentCount {
            report.add(
                file,
                "\(reader.documentCount) documents where the commit point says "
                    + "\(segment.documentCount)")
        }
        checkLiveDocs(segment, reader, directory, &report)
        checkColumns(segment, directory, &report)
        report.segments.append(
            FolderReport.Segment(
                name: segment.name, documents: reader.documentCount,
                deleted: segment.deletedCount, size: reader.sizeBytes))
    }

    private static func checkLiveDocs(
        _ segment: CommittedSegment, _ reader: SegmentReader, _ directory: any Directory,
        _ report: inout FolderReport
    ) {
        var live = reader.initialLiveDocs
        var name = IndexFile.segment(segment.name).name
        if segment.liveGeneration > 0 {
            name = IndexFile.liveDocs(segment.name, segment.liveGeneration).name
            do {
                live = try directory.read(name).withUnsafeBytes {
                    try LiveDocsFile.decode($0, name: name, documentCount: reader.documentCount)
                }
            } catch {
                report.add(name, error)
                return
            }
        }
        let deleted = live?.deletedCount ?? 0
        if deleted != segment.deletedCount {
            report.add(
                name,
                "\(deleted) deleted documents where the commit point says \(segment.deletedCount)")
        }
    }

    private static func checkColumns(
        _ segment: CommittedSegment, _ directory: any Directory, _ report: inout FolderReport
    ) {
        guard segment.columnGeneration > 0 else { return }
        let name = IndexFile.columns(segment.name, segment.columnGeneration).name
        do {
            _ = try directory.read(name).withUnsafeBytes {
                try ColumnOverlay.decode($0, name: name)
            }
        } catch {
            report.add(name, error)
        }
    }

    private static func checkLog(
        _ point: CommitPoint, _ directory: any Directory, _ report: inout FolderReport
    ) {
        do {
            let replay = try LogReplay(
                directory, from: point.logGeneration, after: point.logNumber)
            report.logRecords = replay.records.count
        } catch {
            report.add(IndexFile.log(point.logGeneration).name, error)
        }
    }

    private static func listStrays(
        _ point: CommitPoint, _ directory: any Directory, _ report: inout FolderReport
    ) {
        let named = Set(point.files)
        for file in (try? directory.list()) ?? [] where !named.contains(file) {
            if case .log(let generation) = IndexFile(file), generation >= point.logGeneration {
                continue
            }
            report.strayFiles.append(file)
        }
    }
}

extension FolderReport {
    fileprivate mutating func add(_ file: String, _ message: String) {
        findings.append(FolderFinding(file: file, section: "", message: message))
    }

    fileprivate mutating func add(_ file: String, _ error: any Error) {
        let section = (error as? SegmentError)?.section ?? ""
        findings.append(FolderFinding(file: file, section: section, message: "\(error)"))
    }
}
