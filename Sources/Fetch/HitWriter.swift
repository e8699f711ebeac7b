import JSON
import Primitives
import QueryDSL
import Schema
import Search
import Segments

/// What each hit of an answer shows.
package struct HitShape: Sendable {
    /// Nil: no source.
    package var source: SourceProjection?
    package var showsScore = true
    package var showsVersion = false
    package var showsSequenceNumber = false
    /// Whether `_id` shows; `stored_fields: _none_` hides it.
    package var showsID = true
    /// Mapped fields to show, as patterns with an optional format.
    package var fields: [FetchedField] = []
    /// As `fields`, read from columns only.
    package var docValueFields: [FetchedField] = []
    /// Fields whose mapping says `store`.
    package var storedFields: [String] = []

    package init() {}
}

/// One entry of `fields` or `docvalue_fields`.
package struct FetchedField: Sendable {
    package let pattern: String
    package let format: String?

    package init(pattern: String, format: String?) {
        self.pattern = pattern
        self.format = format
    }
}

/// Turns matching documents of one index into the objects of `hits.hits`.
///
/// One request, one thread: not Sendable.
package final class HitWriter {
    let index: String
    let snapshot: IndexSnapshot
    let mapping: IndexMapping
    /// Nil: nothing is marked.
    package var highlighter: Highlighter?
    private let shape: HitShape
    private lazy var parser = JSONParser()
    private let bytes = ByteWriter(capacity: 4096)
    private let sources: CurrentSource
    /// By leaf, looked up once.
    private var columns: [LeafColumns?]

    /// The reserved columns most indices do without.
    private struct LeafColumns {
        let routing: OrdinalColumn?
        let ignored: OrdinalColumn?
    }

    package init(
        index: String, snapshot: IndexSnapshot, mapping: IndexMapping, shape: HitShape
    ) {
        self.index = index
        self.snapshot = snapshot
        self.mapping = mapping
        self.shape = shape
        sources = CurrentSource(mapping)
        columns = Array(repeating: nil, count: snapshot.views.count)
    }

    private func columns(_ leaf: Int, _ view: SegmentView) throws -> LeafColumns {
        if let known = columns[leaf] { return known }
        let found = LeafColumns(
            routing: try view.ordinalColumn(ReservedField.routing),
            ignored: try view.ordinalColumn(ReservedField.ignored))
        columns[leaf] = found
        return found
    }

    /// What one hit shows beyond its document.
    package struct Extras {
        /// Nil prints null, as when sorted by a field.
        package var score: Float?
        /// Printed sort values; empty when sorted by score alone.
        package var sort: [JSONValue] = []
        package var matchedQueries: [String] = []
        package var explanation: Explanation?
        /// Values of the field the hits are collapsed by.
        package var collapsed: (field: String, value: JSONValue)?
        /// Hits within the hit, by name: each an object with `hits`.
        package var innerHits: [(name: String, content: ByteWriter)] = []

        package init(score: Float?) { self.score = score }
    }

    package func write(_ hit: TopDocs.Hit, _ extras: Extras, to writer: JSONWriter) throws {
        let view = snapshot.views[hit.leaf]
        writer.beginObject()
        if let explanation = extras.explanation {
            writer.member("_shard", "[\(index)][0]")
            _ = explanation
        }
        writer.member("_index", index)
        if shape.showsID { try writeID(hit, view, to: writer) }
        if shape.showsVersion {
            try writeNumber("_version", ReservedField.version, hit, view, to: writer)
        }
        if shape.showsSequenceNumber {
            try writeNumber("_seq_no", ReservedField.sequenceNumber, hit, view, to: writer)
            writer.member("_primary_term", 1)
        }
        writer.key("_score")
        if let score = extras.score, shape.showsScore { writer.value(score) } else { writer.null() }
        let columns = try columns(hit.leaf, view)
        if let column = columns.routing { try writeRouting(hit, column, to: writer) }
        if let column = columns.ignored { try writeIgnored(hit, column, to: writer) }
        try writeContent(hit, view, extras, to: writer)
        if !extras.sort.isEmpty {
            writer.key("sort")
            writer.beginArray()
            for value in extras.sort { writer.value(value) }
            writer.endArray()
        }
        if !extras.matchedQueries.isEmpty {
            writer.member("matched_queries", .array(extras.matchedQueries.map { .string($0) }))
        }
        if !extras.innerHits.isEmpty {
            writer.key("inner_hits")
            writer.beginObject()
            for (name, content) in extras.innerHits {
                writer.key(name)
                writer.raw(content.bytes)
            }
            writer.endObject()
        }
        if let explanation = extras.explanation {
            writer.key("_explanation")
            ExplanationWriter.write(explanation, to: writer)
        }
        writer.endObject()
    }

    func writeID(
        _ hit: TopDocs.Hit, _ view: SegmentView, to writer: JSONWriter
    ) throws {
        bytes.removeAll()
        try view.reader.appendID(of: hit.doc, to: bytes)
        writer.key("_id")
        writer.value(bytes.bytes)
    }

    func writeNumber(
        _ name: StaticString, _ field: FieldNumber, _ hit: TopDocs.Hit, _ view: SegmentView,
        to writer: JSONWriter
    ) throws {
        guard let column = try view.numericColumn(field) else { return }
        writer.key(name)
        writer.value(ColumnValues.first(column, hit.doc) ?? 0)
    }

    private func writeRouting(
        _ hit: TopDocs.Hit, _ column: OrdinalColumn, to writer: JSONWriter
    ) throws {
        guard let text = try ColumnValues.texts(column, hit.doc).first else { return }
        writer.member("_routing", text)
    }

    private func writeIgnored(
        _ hit: TopDocs.Hit, _ column: OrdinalColumn, to writer: JSONWriter
    ) throws {
        let names = try ColumnValues.texts(column, hit.doc)
        if !names.isEmpty { writer.member("_ignored", .array(names.map { .string($0) })) }
    }

    // MARK: content

    private func writeContent(
        _ hit: TopDocs.Hit, _ view: SegmentView, _ extras: Extras, to writer: JSONWriter
    ) throws {
        let needsValues =
            !shape.fields.isEmpty || !shape.storedFields.isEmpty || highlighter != nil
        if shape.source != nil || needsValues {
            bytes.removeAll()
            try sources.append(hit.doc, of: view, to: bytes)
        }
        if let projection = shape.source, bytes.count > 0 {
            writer.key("_source")
            try projection.write(bytes.bytes, to: writer, parser: parser)
        }
        var found: [(String, [JSONValue])] = []
        if needsValues, bytes.count > 0 {
            let source = try JSONValue(parsing: bytes.bytes)
            try writeHighlights(of: source, hit, view, to: writer)
            found += try FieldFetch.values(of: shape.fields, in: source, mapping: mapping)
            found += storedValues(in: source)
        }
        for field in shape.docValueFields {
            found += try FieldFetch.columnValues(of: field, hit.doc, view, mapping: mapping)
        }
        if let collapsed = extras.collapsed { found.append((collapsed.field, [collapsed.value])) }
        guard !found.isEmpty else { return }
        writer.key("fields")
        writer.beginObject()
        var seen: Set<String> = []
        for (path, values) in found where seen.insert(path).inserted {
            writer.key(path)
            writer.value(.array(values))
        }
        writer.endObject()
    }

    private func writeHighlights(
        of source: JSONValue, _ hit: TopDocs.Hit, _ view: SegmentView, to writer: JSONWriter
    ) throws {
        guard let highlighter else { return }
        let marked = try highlighter.fragments(of: source) {
            let id = ByteWriter(capacity: 64)
            guard (try? view.reader.appendID(of: hit.doc, to: id)) != nil else { return "" }
            return String(decoding: id.bytes, as: UTF8.self)
        }
        if marked.isEmpty { return }
        writer.key("highlight")
        writer.beginObject()
        for (field, fragments) in marked {
            writer.key(field)
            writer.value(.array(fragments.map { .string($0) }))
        }
        writer.endObject()
    }

    private func storedValues(in source: JSONValue) -> [(String, [JSONValue])] {
        shape.storedFields.flatMap { pattern in
            mapping.fields(matching: pattern).compactMap { field -> (String, [JSONValue])? in
                guard mapping.serializedField(field.path)?["store"] == .boolean(true) else {
                    return nil
                }
                let values = SourceValues.values(at: field.parentPath ?? field.path, in: source)
                return values.isEmpty ? nil : (field.path, values)
            }
        }
    }
}

/// Values of columns, one document at a time: for the few documents of a page.
package enum ColumnValues {
    package static func first(_ column: NumericColumn, _ doc: DocID) -> Int64? {
        guard column.hasValue(doc) else { return nil }
        return column.value(at: column.valueRange(doc).lowerBound)
    }

    package static func all(_ column: NumericColumn, _ doc: DocID) -> [Int64] {
        guard column.hasValue(doc) else { return [] }
        return column.valueRange(doc).map { column.value(at: $0) }
    }

    package static func texts(
        _ column: OrdinalColumn, _ doc: DocID, _ format: TermFormat = .text
    ) throws -> [String] {
        let writer = ByteWriter(capacity: 64)
        return try column.valueRange(doc).compactMap { at in
            let ordinal = column.ordinal(at: at)
            guard Int(ordinal) < column.ordinalCount else { return nil }
            writer.removeAll()
            try column.term(ordinal, into: writer)
            return format.text(writer.bytes)
        }
    }
}
