import Primitives
import Synchronization

/// One immutable segment, read from mapped or anonymous memory.
///
/// `@unchecked Sendable`: all but the caches is set in `init`; the mutex guards those.
package final class SegmentReader: @unchecked Sendable {
    package let name: String
    /// Root documents, deleted ones included.
    package let documentCount: Int
    package let fields: FieldInfos
    /// Live docs from the time of writing; nil = all live.
    package let initialLiveDocs: LiveDocs?
    let file: SegmentFile
    let info: SegmentInfo
    let ids: IDReader
    let sources: SourceReader

    /// Structures made at first use, by field.
    private struct Cache {
        var terms: [FieldNumber: TermDictionary] = [:]
        var numeric: [FieldNumber: NumericColumnStorage] = [:]
        var ordinal: [FieldNumber: OrdinalColumn] = [:]
    }

    private let cache = Mutex(Cache())

    private init(_ file: SegmentFile) throws(SegmentError) {
        self.file = file
        name = file.name
        info = try SegmentInfo.read(file)
        fields = info.fields
        documentCount = info.documentCounts[0] ?? 0
        ids = try IDReader(file, documentCount: documentCount)
        sources = try SourceReader(file, documentCount: documentCount)
        guard let live = file.section(.live) else {
            initialLiveDocs = nil
            return
        }
        try file.verify(live)
        initialLiveDocs = try LiveDocs.read(live.bytes, documentCount: documentCount, file: name)
    }

    /// Verifies header, table of contents and small sections; the rest at first touch.
    package static func open(
        name: String, region: MemoryRegion
    ) throws(SegmentError) -> SegmentReader {
        try SegmentReader(try SegmentFile(name: name, region: region))
    }

    /// Unit: bytes.
    package var sizeBytes: Int { file.sizeBytes }

    /// Documents of a space, deleted roots and their children included.
    package func documentCount(of space: SpaceNumber) -> Int { info.documentCounts[space] ?? 0 }

    package func statistics(_ field: FieldNumber) -> FieldStatistics {
        info.statistics[field] ?? FieldStatistics()
    }

    package func terms(_ field: FieldNumber) throws(SegmentError) -> TermDictionary? {
        if let known = cache.withLock({ $0.terms[field] }) { return known }
        guard let info = fields[field], let made = try TermDictionary(file, info) else {
            return nil
        }
        cache.withLock { $0.terms[field] = made }
        return made
    }

    /// One byte a document of the field's space (`NormEncoding`); nil when no document has the
    /// field.
    package func norms(_ field: FieldNumber) throws(SegmentError) -> UnsafePointer<UInt8>? {
        guard let info = fields[field], info.hasNorms,
            let section = file.section(.norms, space: info.space, field: field)
        else { return nil }
        try file.verify(section)
        guard section.count == documentCount(of: info.space) else {
            throw file.malformed("\(section.count) norms", section)
        }
        return section.values(UInt8.self, at: 0)
    }

    package func numericColumn(_ field: FieldNumber) throws(SegmentError) -> NumericColumn? {
        if let known = cache.withLock({ $0.numeric[field] }) { return known.column }
        guard let info = fields[field],
            let section = file.section(.numericColumn, space: info.space, field: field)
        else { return nil }
        let made = try NumericColumnStorage(file, section)
        guard made.column.documentCount == documentCount(of: info.space) else {
            throw file.malformed("\(made.column.documentCount) documents", section)
        }
        return cache.withLock { cache in
            if let first = cache.numeric[field] { return first.column }
            cache.numeric[field] = made
            return made.column
        }
    }

    package func ordinalColumn(_ field: FieldNumber) throws(SegmentError) -> OrdinalColumn? {
        if let known = cache.withLock({ $0.ordinal[field] }) { return known }
        guard let info = fields[field],
            let section = file.section(.ordinalColumn, space: info.space, field: field)
        else { return nil }
        let made = try OrdinalColumn(file, section, try terms(field))
        guard made.documentCount == documentCount(of: info.space) else {
            throw file.malformed("\(made.documentCount) documents", section)
        }
        cache.withLock { $0.ordinal[field] = made }
        return made
    }

    package func appendSource(of doc: DocID, to writer: ByteWriter) throws(SegmentError) {
        try sources.append(doc, to: writer)
    }

    package func appendID(of doc: DocID, to writer: ByteWriter) throws(SegmentError) {
        try ids.append(doc, to: writer)
    }

    /// The newest document with this `_id` that `isWanted`; of any, deleted or not, without.
    package func find(
        id: UnsafeRawBufferPointer, where isWanted: (DocID) -> Bool = { _ in true }
    ) throws(SegmentError) -> DocID? {
        try find(id: id, hash: Hash64.hash(id), where: isWanted)
    }

    /// - Parameter hash: of the id, by `Hash64`.
    package func find(
        id: UnsafeRawBufferPointer, hash: UInt64, where isWanted: (DocID) -> Bool
    ) throws(SegmentError) -> DocID? {
        if documentCount == 0 { return nil }
        return try ids.find(id, hash: hash, where: isWanted)
    }

    /// Nil when no document of the space is in this segment.
    package func space(_ number: SpaceNumber) throws(SegmentError) -> SpaceReader? {
        guard let space = fields.space(number),
            let section = file.section(.parents, space: number)
        else { return nil }
        try file.verify(section)
        let count = documentCount(of: number)
        guard section.count == count * 4 else {
            throw file.malformed("\(section.count) bytes for \(count) parents", section)
        }
        return SpaceReader(
            number: number, parentSpace: space.parent, documentCount: count,
            parents: section.values(UInt32.self, at: 0))
    }
}
