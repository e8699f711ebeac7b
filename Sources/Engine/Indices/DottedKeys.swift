import JSON

/// Settings as requests write them: nested objects, dotted keys, or both.
package enum DottedKeys {
    /// Every scalar and list under its full key, in the order given.
    package static func flatten(_ settings: JSONValue) -> [(key: String, value: JSONValue)] {
        var pairs: [(key: String, value: JSONValue)] = []
        flatten(settings, under: "", into: &pairs)
        return pairs
    }

    private static func flatten(
        _ value: JSONValue, under prefix: String,
        into pairs: inout [(key: String, value: JSONValue)]
    ) {
        guard case .object(let object) = value else {
            if !prefix.isEmpty { pairs.append((prefix, value)) }
            return
        }
        for (key, member) in object {
            flatten(member, under: prefix.isEmpty ? key : prefix + "." + key, into: &pairs)
        }
    }

    /// The object whose `flatten` gives these pairs. Where a shorter key holds a value, the rest
    /// of a
    /// longer one stays dotted.
    package static func nest(_ pairs: [(key: String, value: JSONValue)]) -> JSONValue {
        var root = JSONObject()
        for (key, value) in pairs { insert(value, at: key, into: &root) }
        return .object(root)
    }

    private static func insert(_ value: JSONValue, at path: String, into object: inout JSONObject) {
        guard let dot = path.firstIndex(of: ".") else {
            object[path] = value
            return
        }
        let head = String(path[..<dot])
        switch object[head] {
        case .none, .object?:
            var inner = object[head]?.object ?? JSONObject()
            insert(value, at: String(path[path.index(after: dot)...]), into: &inner)
            object[head] = .object(inner)
        default: object[path] = value
        }
    }

    /// A scalar as settings show it; nil for null, lists and objects.
    package static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .boolean(let flag): flag ? "true" : "false"
        case .null, .array, .object: nil
        default: value.serialized()
        }
    }
}
