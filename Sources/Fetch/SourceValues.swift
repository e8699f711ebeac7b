import JSON

/// Values at a dotted path of a document: through objects, and through every element of lists.
package enum SourceValues {
    package static func values(at path: String, in source: JSONValue) -> [JSONValue] {
        var found: [JSONValue] = []
        collect(path[...], in: source, into: &found)
        return found
    }

    private static func collect(
        _ path: Substring, in value: JSONValue, into found: inout [JSONValue]
    ) {
        switch value {
        case .array(let elements):
            for element in elements { collect(path, in: element, into: &found) }
        case .object(let object):
            if let exact = object[String(path)] { append(exact, into: &found) }
            var end = path.firstIndex(of: ".")
            while let dot = end {
                if let inner = object[String(path[..<dot])] {
                    collect(path[path.index(after: dot)...], in: inner, into: &found)
                }
                end = path[path.index(after: dot)...].firstIndex(of: ".")
            }
        default: break
        }
    }

    private static func append(_ value: JSONValue, into found: inout [JSONValue]) {
        switch value {
        case .array(let elements): for element in elements { append(element, into: &found) }
        case .null: break
        default: found.append(value)
        }
    }
}
