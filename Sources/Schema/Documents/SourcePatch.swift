import JSON
import Primitives
import Segments

/// Brings numbers of a document's JSON up to date. One thread.
final class SourcePatch {
    /// What the value of a field is; nil = it has none.
    struct Change {
        let field: MappedField
        let value: Int64?
        /// A value whose key is missing is added.
        let addsMissing: Bool
    }

    /// A change on its way down to its key.
    private struct Descent {
        let path: [UInt8]
        /// Where the rest of the path begins.
        var at = 0
        let value: JSONValue
        let addsMissing: Bool
    }

    private let parser = JSONParser()
    private let sink = FieldSink(slots: 0)

    /// Appends the source with the changes made; as it is when none differs from it.
    func append(
        _ source: UnsafeRawBufferPointer, _ changes: [Change], to writer: ByteWriter
    ) throws(JSONError) {
        let root = try parser.parse(source)
        sink.beginNumbers()
        var descents: [Descent] = []
        for change in changes {
            let path = Array(change.field.path.utf8)
            guard differs(root, change, path) else { continue }
            let shown = change.value.flatMap { change.field.type.sourceValue($0) }
            descents.append(
                Descent(path: path, value: shown ?? .null, addsMissing: change.addsMissing))
        }
        if descents.isEmpty { return writer.write(contentsOf: source) }
        write(root, descents, to: JSONWriter(writer))
    }

    // MARK: - Comparing

    /// Whether indexing the source would give the field another number than the change says.
    private func differs(_ root: JSONNode, _ change: Change, _ path: [UInt8]) -> Bool {
        var numbers: [Int64] = []
        collect(root, path, 0, change.field, &numbers)
        if numbers.count > 1 { return false }
        return numbers.first != change.value
    }

    private func collect(
        _ node: JSONNode, _ path: [UInt8], _ at: Int, _ field: MappedField,
        _ numbers: inout [Int64]
    ) {
        if node.isArray {
            for element in node.elements { collect(element, path, at, field, &numbers) }
            return
        }
        if at > path.count { return read(node, field, &numbers) }
        for member in node.members {
            if let next = Self.step(path, at, member.keyBytes) {
                collect(member.value, path, next, field, &numbers)
            }
        }
    }

    private func read(_ node: JSONNode, _ field: MappedField, _ numbers: inout [Int64]) {
        sink.move(to: field, child: 0)
        if node.isNull {
            try? field.type.indexNull(into: sink)
        } else {
            try? field.type.index(node, into: sink)
        }
        if sink.numberCount > 0 { numbers.append(sink.lastNumber) }
    }

    /// Where the path goes on behind a key, one beyond its end when the key is its last part; nil
    /// when the key does not lead there. Keys may have dots.
    private static func step(
        _ path: [UInt8], _ at: Int, _ key: UnsafeRawBufferPointer
    ) -> Int? {
        let end = at + key.count
        guard key.count > 0, end <= path.count, path[at..<end].elementsEqual(key) else {
            return nil
        }
        guard end == path.count || path[end] == UInt8(ascii: ".") else { return nil }
        return end + 1
    }

    // MARK: - Writing

    private func write(_ node: JSONNode, _ descents: [Descent], to writer: JSONWriter) {
        switch node.kind {
        case .array: writeArray(node, descents, to: writer)
        case .object: writeObject(node, descents, to: writer)
        default:
            // Nothing is below it: an object takes its place if it has anything to hold.
            let added = descents.filter { $0.addsMissing && !$0.value.isNull }
            if added.isEmpty { return writer.value(node) }
            writer.beginObject()
            add(added, to: writer)
            writer.endObject()
        }
    }

    /// The first object takes the changes.
    private func writeArray(_ node: JSONNode, _ descents: [Descent], to writer: JSONWriter) {
        var rest = descents
        writer.beginArray()
        for element in node.elements {
            if rest.isEmpty || !element.isObject {
                writer.value(element)
            } else {
                write(element, rest, to: writer)
                rest = []
            }
        }
        writer.endArray()
    }

    private func writeObject(_ node: JSONNode, _ descents: [Descent], to writer: JSONWriter) {
        var missing = descents
        writer.beginObject()
        for member in node.members {
            writer.key(member.keyBytes)
            var inner: [Descent] = []
            var replacement: JSONValue?
            missing.removeAll { descent in
                guard let next = Self.step(descent.path, descent.at, member.keyBytes) else {
                    return false
                }
                if next > descent.path.count {
                    replacement = descent.value
                } else {
                    var deeper = descent
                    deeper.at = next
                    inner.append(deeper)
                }
                return true
            }
            if let replacement {
                writer.value(replacement)
            } else if inner.isEmpty {
                writer.value(member.value)
            } else {
                write(member.value, inner, to: writer)
            }
        }
        add(missing.filter { $0.addsMissing && !$0.value.isNull }, to: writer)
        writer.endObject()
    }

    /// Adds members for paths of which nothing is there, an object once for all that is in it.
    private func add(_ descents: [Descent], to writer: JSONWriter) {
        var rest = descents
        while let first = rest.first {
            let path = first.path
            let end = path[first.at...].firstIndex(of: UInt8(ascii: ".")) ?? path.count
            let key = path[first.at..<end]
            key.withUnsafeBytes { writer.key($0) }
            if end == path.count {
                writer.value(first.value)
                rest.removeFirst()
                continue
            }
            let prefix = path[first.at...end]
            let inside = rest.filter { $0.path[$0.at...].starts(with: prefix) }
            rest.removeAll { $0.path[$0.at...].starts(with: prefix) }
            writer.beginObject()
            let deeper = inside.map { descent in
                var descent = descent
                descent.at += prefix.count
                return descent
            }
            add(deeper, to: writer)
            writer.endObject()
        }
    }
}
