import JSON
import Primitives
import QueryDSL
import Schema
import Search
import Segments

/// A nested object to show as a hit.
package struct NestedHitContent {
    let object: NestedHits.Hit
    let path: String
    let shape: HitShape
    let sort: [JSONValue]
    let showsScore: Bool

    package init(
        object: NestedHits.Hit, path: String, shape: HitShape, sort: [JSONValue], showsScore: Bool
    ) {
        self.object = object
        self.path = path
        self.shape = shape
        self.sort = sort
        self.showsScore = showsScore
    }
}

extension HitWriter {
    /// Writes a nested object of a hit: its own part of the source, and where it stood.
    package func write(
        _ content: NestedHitContent, in hit: TopDocs.Hit, to writer: JSONWriter
    ) throws {
        let view = snapshot.views[hit.leaf]
        let levels = nestedLevels(of: content.path, content.object.offsets)
        writer.beginObject()
        writer.member("_index", index)
        try writeID(hit, view, to: writer)
        writer.member("_nested", Self.place(levels[...]))
        if content.shape.showsVersion {
            try writeNumber("_version", ReservedField.version, hit, view, to: writer)
        }
        if content.shape.showsSequenceNumber {
            try writeNumber("_seq_no", ReservedField.sequenceNumber, hit, view, to: writer)
            writer.member("_primary_term", 1)
        }
        writer.key("_score")
        if content.showsScore { writer.value(content.object.score) } else { writer.null() }
        if let projection = content.shape.source {
            try writeSource(projection, content.path, levels, hit, view, to: writer)
        }
        try writeColumns(content, hit, view, to: writer)
        if !content.sort.isEmpty { writer.member("sort", .array(content.sort)) }
        writer.endObject()
    }

    /// The nested levels of a path, each with the object's place in it.
    private func nestedLevels(
        of path: String, _ offsets: [Int]
    ) -> [(name: String, offset: Int)] {
        var levels: [(name: String, offset: Int)] = []
        var start = path.startIndex
        let ends = path.indices.filter { path[$0] == "." } + [path.endIndex]
        for end in ends where mapping.nestedSpace(String(path[..<end])) != nil {
            guard levels.count < offsets.count else { break }
            levels.append((String(path[start..<end]), offsets[levels.count]))
            if end < path.endIndex { start = path.index(after: end) }
        }
        return levels
    }

    private static func place(_ levels: ArraySlice<(name: String, offset: Int)>) -> JSONValue {
        guard let first = levels.first else { return .null }
        var place: JSONObject = [
            "field": .string(first.name), "offset": .integer(Int64(first.offset)),
        ]
        if levels.count > 1 { place["_nested"] = Self.place(levels.dropFirst()) }
        return .object(place)
    }

    private func writeSource(
        _ projection: SourceProjection, _ path: String, _ levels: [(name: String, offset: Int)],
        _ hit: TopDocs.Hit, _ view: SegmentView, to writer: JSONWriter
    ) throws {
        let bytes = ByteWriter(capacity: 1024)
        try view.reader.appendSource(of: hit.doc, to: bytes)
        var value = try JSONValue(parsing: bytes.bytes)
        for (name, offset) in levels {
            let objects = SourceValues.values(at: name, in: value)
            guard offset < objects.count else { return }
            value = objects[offset]
        }
        writer.key("_source")
        try Array(value.serialized().utf8).withUnsafeBytes {
            try projection.without(prefix: path + ".").write($0, to: writer, parser: JSONParser())
        }
    }

    private func writeColumns(
        _ content: NestedHitContent, _ hit: TopDocs.Hit, _ view: SegmentView,
        to writer: JSONWriter
    ) throws {
        var found: [(String, [JSONValue])] = []
        for field in content.shape.docValueFields {
            let isReserved = field.pattern.hasPrefix("_")
            found += try FieldFetch.columnValues(
                of: field, isReserved ? hit.doc : content.object.object, view, mapping: mapping,
                nestedPath: content.path)
        }
        if found.isEmpty { return }
        writer.key("fields")
        writer.beginObject()
        for (path, values) in found {
            writer.key(path)
            writer.value(.array(values))
        }
        writer.endObject()
    }
}
