import Analysis
import Compression
import Primitives

/// Documents not yet in a segment, inverted as they arrive. One indexing thread at a time.
///
/// Text comes as term ids of a vocabulary, so that a token costs an append to a flat stream; terms
/// are brought together only by `encode`.
package final class SegmentBuffer {
    /// Vocabularies of a buffer that passed this are forgotten by `removeAll`. Unit: bytes.
    package static let vocabularyLimit = 64 << 20

    /// Largest stream an emptied buffer keeps the memory of. Unit: bytes.
    private static let keptBytes = 1 << 20

    private struct AnalyzedText {
        let vocabulary: Vocabulary
        let tokens: TokenBuffer
    }

    private struct Space {
        var info: SpaceInfo
        let parents = FlatBuffer<UInt32>()
    }

    private var texts: [UInt64: AnalyzedText] = [:]
    /// Index: field number.
    private var fields: [FieldBuffer?] = []
    private var spaces: [SpaceNumber: Space] = [:]
    private var infos = FieldInfos.empty
    private let ids = ByteWriter(capacity: 1 << 12)
    private let idEnds = FlatBuffer<Int>()
    private let sources = ByteWriter(capacity: 1 << 16)
    private let sourceEnds = FlatBuffer<Int>()
    private var deleted: Set<DocID> = []
    /// Fields set in place.
    private var patched: Set<FieldNumber> = []
    /// Document of each child of the one being appended; 0 for the root itself.
    private var childDocs: [DocID] = []

    package init() {}

    /// Documents, deleted ones included.
    package var documentCount: Int { idEnds.count }
    package var deletedCount: Int { deleted.count }

    /// Memory held, vocabularies included. Unit: bytes.
    package var memoryBytes: Int {
        texts.values.reduce(documentBytes) { $0 + $1.vocabulary.memoryBytes }
    }

    /// Memory of the documents, without the vocabularies of their texts, which outlive them.
    /// Unit: bytes.
    package var documentBytes: Int {
        var total = ids.reservedBytes + sources.reservedBytes
        total += idEnds.memoryBytes + sourceEnds.memoryBytes
        for field in fields {
            guard let field else { continue }
            total += field.memoryBytes
            if field.info.analysisFingerprint == 0 { total += field.vocabulary.memoryBytes }
        }
        for space in spaces.values { total += space.parents.memoryBytes }
        return total
    }

    /// The token buffer for text of this analyzer, bound to this buffer's vocabulary. The caller
    /// empties it from document to document.
    package func tokens(for analyzer: Analyzer) -> TokenBuffer {
        if let known = texts[analyzer.fingerprint] { return known.tokens }
        let vocabulary = Vocabulary()
        let tokens = TokenBuffer(vocabulary: vocabulary)
        texts[analyzer.fingerprint] = AnalyzedText(vocabulary: vocabulary, tokens: tokens)
        return tokens
    }

    /// Takes a document over. On an error nothing of it is kept.
    package func append(
        _ doc: ParsedDocument, fields infos: FieldInfos, sequenceNumber: Int64, version: Int64
    ) throws(SegmentError) -> DocID {
        try validate(doc, fields: infos)
        return add(doc, fields: infos, sequenceNumber: sequenceNumber, version: version)
    }

    /// Whether a document can be taken over.
    package func validate(
        _ doc: ParsedDocument, fields infos: FieldInfos
    ) throws(SegmentError) {
        try DocumentValidation(doc, infos).check()
        guard documentCount < SegmentLimits.documents, childrenFit(doc) else {
            throw SegmentError(
                kind: .overLimit("\(SegmentLimits.documents) documents"), file: "buffer")
        }
    }

    /// Takes over a document that `validate` let pass; it becomes document `documentCount`.
    @discardableResult
    package func add(
        _ doc: ParsedDocument, fields infos: FieldInfos, sequenceNumber: Int64, version: Int64
    ) -> DocID {
        if !infos.isSame(as: self.infos) { self.infos = infos }
        let root = DocID(documentCount)
        appendChildren(doc, root, infos)
        appendTokens(doc)
        appendTerms(doc)
        for number in doc.numbers {
            let child = childDocs[Int(number.child)]
            buffer(number.field, nil).addNumber(child, number.value)
        }
        buffer(ReservedField.sequenceNumber, nil).addNumber(root, sequenceNumber)
        buffer(ReservedField.version, nil).addNumber(root, version)
        if doc.hasRouting { buffer(ReservedField.routing, nil).addTerm(root, doc.routing.bytes) }
        ids.write(contentsOf: doc.id.bytes)
        idEnds.append(ids.count)
        sources.write(contentsOf: doc.source.bytes)
        sourceEnds.append(sources.count)
        return root
    }

    private func childrenFit(_ doc: ParsedDocument) -> Bool {
        if doc.children.isEmpty { return true }
        return spaces.values.allSatisfy {
            $0.parents.count + doc.children.count <= SegmentLimits.documents
        }
    }

    private func appendChildren(_ doc: ParsedDocument, _ root: DocID, _ infos: FieldInfos) {
        childDocs.removeAll(keepingCapacity: true)
        childDocs.append(root)
        for child in doc.children {
            guard let info = infos.space(child.space) else { continue }
            let space = spaces[child.space] ?? Space(info: info)
            if spaces[child.space] == nil { spaces[child.space] = space }
            childDocs.append(DocID(space.parents.count))
            space.parents.append(childDocs[Int(child.parent)])
        }
    }

    private func appendTokens(_ doc: ParsedDocument) {
        for run in doc.runs {
            let vocabulary = doc.vocabularies[run.vocabulary]
            buffer(run.field, vocabulary).addTokens(
                childDocs[Int(run.child)], doc.termIDs.start + run.start,
                doc.positions.start + run.start, count: run.count, from: vocabulary)
        }
    }

    private func appendTerms(_ doc: ParsedDocument) {
        let bytes = doc.termBytes.bytes
        for term in doc.terms {
            let part = UnsafeRawBufferPointer(
                rebasing: bytes[term.start..<(term.start + term.count)])
            buffer(term.field, nil).addTerm(childDocs[Int(term.child)], part)
        }
    }

    /// The buffer of a field, which is among `infos`.
    private func buffer(_ number: FieldNumber, _ vocabulary: Vocabulary?) -> FieldBuffer {
        let index = Int(number)
        if index < fields.count, let known = fields[index] { return known }
        guard let info = infos[number] else {
            preconditionFailure("field \(number) is not among \(infos.all.count) fields")
        }
        let made = FieldBuffer(info, vocabulary: vocabulary ?? Vocabulary())
        while fields.count <= index { fields.append(nil) }
        fields[index] = made
        return made
    }

    package func delete(_ doc: DocID) {
        precondition(doc < documentCount, "document \(doc) of \(documentCount)")
        deleted.insert(doc)
    }

    /// Root fields some document has several numbers in.
    package var multiValuedFields: [FieldNumber] {
        fields.compactMap { field in
            guard let field, field.isMultiValued, field.info.space == 0 else { return nil }
            return field.info.number
        }
    }

    /// Sets numbers of root documents as in-place updates do: their sources stay.
    /// - Parameters:
    ///   - edits: ascending by field and document, each pair once.
    ///   - infos: has every field of the edits; those of the newest document or newer.
    package func setNumbers(_ edits: [ColumnEdit], fields infos: FieldInfos) {
        if edits.isEmpty { return }
        self.infos = infos
        for part in edits.byField {
            guard let field = part.first?.field else { continue }
            buffer(field, nil).setNumbers(part)
            if field >= ReservedField.firstMapped { patched.insert(field) }
        }
    }

    package func isDeleted(_ doc: DocID) -> Bool { deleted.contains(doc) }

    /// Appends the bytes of a document's source.
    package func appendSource(of doc: DocID, to writer: ByteWriter) {
        writer.write(contentsOf: part(doc, of: sources, ends: sourceEnds))
    }

    private func part(
        _ doc: DocID, of writer: ByteWriter, ends: FlatBuffer<Int>
    ) -> UnsafeRawBufferPointer {
        let start = doc == 0 ? 0 : ends[Int(doc) - 1]
        return UnsafeRawBufferPointer(rebasing: writer.bytes[start..<ends[Int(doc)]])
    }

    /// Writes everything as one segment; deleted documents are in it, and out of its live docs.
    package func encode(
        name: String, to sink: any SegmentSink, compression: SourceCompression = .init()
    ) throws {
        let file = try SegmentFileWriter(name: name, sink: sink)
        try encodeStored(file, compression)
        var info = SegmentInfo()
        info.fields = infos
        info.documentCounts[0] = documentCount
        for (number, space) in spaces.sorted(by: { $0.key < $1.key }) {
            info.documentCounts[number] = space.parents.count
            if space.parents.count > 0 {
                try file.write(SectionKey(.parents, space: number), space.parents.bytes)
            }
        }
        let scratch = TermScratch()
        for case let field? in fields {
            let count = info.documentCounts[field.info.space] ?? 0
            let encoder = FieldEncoder(
                field, documentCount: count, scratch: scratch, file: file)
            if let statistics = try encoder.write() {
                info.statistics[field.info.number] = statistics
            }
        }
        try encodeLiveDocs(file)
        info.patchedFields = patched.sorted()
        try info.write(to: file)
        try file.finish()
    }

    private func encodeStored(
        _ file: SegmentFileWriter, _ compression: SourceCompression
    ) throws {
        let source = SourceWriter(file, dictionary: dictionary(compression))
        let id = IDWriter()
        for doc in 0..<DocID(documentCount) {
            try source.add(part(doc, of: sources, ends: sourceEnds))
            id.add(part(doc, of: ids, ends: idEnds))
        }
        try source.finish()
        try id.finish(file)
    }

    /// Of all sources. Unit: bytes.
    package var sourceBytes: Int { sources.count }

    /// What sources are compressed with; nil when they are few, or short.
    private func dictionary(_ compression: SourceCompression) -> ZstdDictionary? {
        let (count, bytes) = (documentCount, sources.count)
        return compression.dictionary(documents: count, bytes: bytes) {
            var samples = DictionarySamples(documents: count, bytes: bytes)
            for doc in stride(from: 0, to: count, by: samples.step) {
                samples.add { appendSource(of: DocID(doc), to: $0) }
            }
            return samples
        }
    }

    private func encodeLiveDocs(_ file: SegmentFileWriter) throws {
        if deleted.isEmpty { return }
        let live = LiveDocs.deleting(Array(deleted), from: nil, documentCount: documentCount)
        let bytes = ByteWriter()
        live.encode(into: bytes)
        try file.write(SectionKey(.live), bytes.bytes)
    }

    /// Forgets all documents, for the next segment; vocabularies stay unless they grew too large,
    /// so that analysis remembers its tokens. Other memory goes, or an emptied buffer would be too
    /// large to be kept for its vocabularies.
    package func removeAll() {
        let isLarge =
            texts.values.reduce(0) { $0 + $1.vocabulary.memoryBytes }
            > SegmentBuffer.vocabularyLimit
        if isLarge { texts.removeAll() }
        fields.removeAll()
        spaces.removeAll()
        ids.removeAll(keepingCapacity: ids.reservedBytes <= SegmentBuffer.keptBytes)
        idEnds.removeAll()
        sources.removeAll(keepingCapacity: sources.reservedBytes <= SegmentBuffer.keptBytes)
        sourceEnds.removeAll()
        deleted.removeAll()
        patched.removeAll()
    }
}
