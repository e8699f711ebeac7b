import JSON
import Primitives
import Segments

/// Turns documents into what a `SegmentBuffer` takes, by one mapping. One thread; reused from
/// document to document.
///
/// The JSON is walked once on its tape. Keys are looked up by their bytes, level by level, and
/// each value goes to its field's type, its multi-fields and its `copy_to` targets. A key the
/// mapping does not know is described in a `DynamicUpdate`: the caller merges it into the mapping,
/// has the parser adopt the new one, and parses again.
package final class DocumentParser {
    package private(set) var mapping: IndexMapping
    private let json = JSONParser()
    private let sink: FieldSink
    private let dynamics: DynamicFields
    var document: ParsedDocument
    var childCount = 0
    private var id = ""

    package init(mapping: IndexMapping) {
        self.mapping = mapping
        document = ParsedDocument()
        sink = FieldSink(slots: mapping.fields.count)
        dynamics = DynamicFields(mapping)
    }

    /// Goes over to a mapping that grew out of the one at hand.
    /// - Returns: false when it is another, for which another parser has to be made.
    package func adopt(_ mapping: IndexMapping) -> Bool {
        guard mapping.lineage === self.mapping.lineage else { return false }
        self.mapping = mapping
        sink.grow(slots: mapping.fields.count)
        dynamics.mapping = mapping
        return true
    }

    /// Parses one document into `document`, which is emptied first.
    ///
    /// - Returns: nil when the document is ready; otherwise what the mapping lacks, and nothing in
    ///   `document` is usable.
    package func parse(
        source: UnsafeRawBufferPointer, id: String, routing: String?,
        into document: ParsedDocument, buffer: SegmentBuffer
    ) throws(DocumentError) -> DynamicUpdate? {
        self.document = document
        self.id = id
        childCount = 0
        document.removeAll()
        dynamics.begin()
        sink.begin(document, buffer)
        try setEnvelope(source, id, routing)
        let root = try parse(source)
        guard root.isObject else {
            throw DocumentError(
                .mapperParsing, "failed to parse",
                cause: FieldValueError(
                    .illegalArgument, "a document must be an object, but is \(root.kind.name)"))
        }
        try walk(root, mapping.root, child: 0)
        return dynamics.update
    }

    private func setEnvelope(
        _ source: UnsafeRawBufferPointer, _ id: String, _ routing: String?
    ) throws(DocumentError) {
        guard !id.isEmpty, id.utf8.count <= SchemaLimits.idBytes else {
            throw DocumentError(
                .illegalArgument,
                id.isEmpty
                    ? "if _id is specified it must not be empty"
                    : "id is too long, must be no longer than \(SchemaLimits.idBytes) bytes but "
                        + "was: \(id.utf8.count)")
        }
        if mapping.requiresRouting, routing == nil {
            throw DocumentError(.illegalArgument, "routing is required for [_doc]/[\(id)]")
        }
        var id = id
        id.withUTF8 { document.setID(UnsafeRawBufferPointer($0)) }
        if var routing {
            routing.withUTF8 { document.setRouting(UnsafeRawBufferPointer($0)) }
        } else {
            document.setRouting(nil)
        }
        document.setSource(source)
    }

    private func parse(_ source: UnsafeRawBufferPointer) throws(DocumentError) -> JSONNode {
        do {
            return try json.parse(source)
        } catch {
            let reason =
                error.kind == .empty ? "failed to parse, document is empty" : "failed to parse"
            throw DocumentError(
                .mapperParsing, reason, cause: FieldValueError(.jsonParse, error.description))
        }
    }

    // MARK: Objects

    private func walk(
        _ object: JSONNode, _ scope: ObjectScope, child: UInt16
    ) throws(DocumentError) {
        let isRoot = scope.path.isEmpty
        for member in object.members {
            let key = member.keyBytes
            if let entry = scope.entry(key) {
                try visit(member.value, entry, child: child)
            } else if key.contains(UInt8(ascii: ".")) {
                try walkDotted(member, scope, child: child)
            } else {
                if isRoot, key.first == UInt8(ascii: "_") { try refuseMetadata(member.key) }
                try unknown(member.key, member.value, scope, child: child)
            }
        }
    }

    private static let metadata: Set<String> = [
        "_doc_count", "_field_names", "_id", "_ignored", "_index", "_nested_path", "_routing",
        "_seq_no", "_source", "_version",
    ]

    private func refuseMetadata(_ key: String) throws(DocumentError) {
        guard Self.metadata.contains(key) else { return }
        throw DocumentError(
            .mapperParsing,
            "Field [\(key)] is a metadata field and cannot be added inside a document. Use the "
                + "index API request parameters.", at: key)
    }

    private func visit(
        _ value: JSONNode, _ entry: ObjectScope.Entry, child: UInt16
    ) throws(DocumentError) {
        switch entry {
        case .field(let slot): try index(value, slot, child: child)
        case .object(let scope): try visit(value, scope, child: child)
        case .alias(let path): throw Self.alias(path)
        }
    }

    private static func alias(_ path: String) -> DocumentError {
        DocumentError(
            .mapperParsing, "Cannot write to a field alias [\(path)].", at: path)
    }

    private func visit(
        _ value: JSONNode, _ scope: ObjectScope, child: UInt16
    ) throws(DocumentError) {
        switch value.kind {
        case .null: return
        case .array: for element in value.elements { try visit(element, scope, child: child) }
        case .object:
            guard scope.isEnabled else { return }
            guard scope.isNested else { return try walk(value, scope, child: child) }
            try walk(value, scope, child: try beginChild(scope, parent: child))
        default:
            guard scope.isEnabled else { return }
            throw DocumentError(
                .mapperParsing,
                "object mapping for [\(scope.path)] tried to parse field "
                    + "[\(FieldParameters.leaf(scope.path))] as object, but found a concrete value",
                at: scope.path)
        }
    }

    private func beginChild(_ scope: ObjectScope, parent: UInt16) throws(DocumentError) -> UInt16 {
        childCount += 1
        guard childCount <= mapping.limits.nestedObjects else {
            throw DocumentError(
                .mapperParsing,
                "The number of nested documents has exceeded the allowed limit of "
                    + "[\(mapping.limits.nestedObjects)]. This limit can be set by changing the "
                    + "[index.mapping.nested_objects.limit] index level setting.", at: scope.path)
        }
        return document.beginChild(space: scope.space, parent: parent)
    }

    /// `"a.b": 1` means `"a": {"b": 1}`.
    private func walkDotted(
        _ member: JSONMember, _ scope: ObjectScope, child: UInt16
    ) throws(DocumentError) {
        let key = member.key
        let parts = key.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty }) else {
            throw DocumentError(
                .illegalArgument,
                "object field starting or ending with a [.] makes object resolution ambiguous: "
                    + "[\(key)]", at: key)
        }
        var current = scope
        var child = child
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            guard let entry = current.entry(part) else {
                let rest = parts[index...].map(String.init)
                return try unknown(rest, member.value, current, child: child)
            }
            if isLast { return try visit(member.value, entry, child: child) }
            guard case .object(let inner) = entry else {
                throw DocumentError(
                    .mapperParsing,
                    "Could not dynamically add mapping for field [\(key)]. Existing mapping for "
                        + "[\(current.fullPath(String(part)))] must be of type object but found "
                        + "another type.", at: key)
            }
            guard inner.isEnabled else { return }
            if inner.isNested { child = try beginChild(inner, parent: child) }
            current = inner
        }
    }

    // MARK: Fields

    private func index(
        _ value: JSONNode, _ slot: Int, child: UInt16
    ) throws(DocumentError) {
        let field = mapping.fields[slot]
        if value.isArray {
            for element in value.elements { try index(element, slot, child: child) }
            return
        }
        try emit(value, field, child: child)
        for subfield in field.subfields {
            try emit(value, mapping.fields[subfield], child: child)
        }
        for target in field.copyTargets { try copy(value, to: target, child: child) }
    }

    private func copy(
        _ value: JSONNode, to target: String, child: UInt16
    ) throws(DocumentError) {
        if value.isNull { return }
        guard let field = mapping.field(target) else {
            let parts = target.split(separator: ".").map(String.init)
            return try unknown(parts, value, mapping.root, child: 0)
        }
        let owner = field.info.space == 0 ? 0 : child
        try emit(value, field, child: owner)
        for subfield in field.subfields {
            try emit(value, mapping.fields[subfield], child: owner)
        }
    }

    private func emit(
        _ value: JSONNode, _ field: MappedField, child: UInt16
    ) throws(DocumentError) {
        sink.move(to: field, child: child)
        do throws(FieldValueError) {
            if value.isNull {
                try field.type.indexNull(into: sink)
            } else {
                try field.type.index(value, into: sink)
            }
        } catch {
            guard field.ignoresMalformed, !value.isObject else {
                throw refusal(of: value, field, error)
            }
            sink.ignore()
        }
        if sink.hasEmitted, field.notesName, child == 0 { sink.noteName() }
    }

    private func refusal(
        of value: JSONNode, _ field: MappedField, _ cause: FieldValueError
    ) -> DocumentError {
        if cause.kind == .immenseTerm {
            return DocumentError(.illegalArgument, cause.reason, at: field.path, cause: cause)
        }
        return DocumentError(
            .mapperParsing,
            "failed to parse field [\(field.path)] of type [\(field.typeName)] in document with id "
                + "'\(id)'. Preview of field's value: '\(JavaText.preview(value))'",
            at: field.path, cause: cause)
    }

    // MARK: Unknown keys

    private func unknown(
        _ key: String, _ value: JSONNode, _ scope: ObjectScope, child: UInt16
    ) throws(DocumentError) {
        guard !key.isEmpty else {
            throw DocumentError(
                .illegalArgument, "field name cannot be an empty string", at: scope.path)
        }
        try unknown([key], value, scope, child: child)
    }

    private func unknown(
        _ parts: [String], _ value: JSONNode, _ scope: ObjectScope, child: UInt16
    ) throws(DocumentError) {
        if scope.dynamic == .ignore { return }
        try dynamics.add(parts, value, scope)
    }
}
