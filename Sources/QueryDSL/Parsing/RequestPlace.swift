import JSON

/// Where in a request's body the reading stands, for messages.
package struct RequestPlace: Sendable {
    /// nil where a body was built rather than read.
    let document: JSONDocument?
    /// Dotted path from the root of the body.
    let path: String
    /// Clauses around this one.
    let depth: Int

    package init(document: JSONDocument?, path: String = "", depth: Int = 0) {
        self.document = document
        self.path = path
        self.depth = depth
    }

    func child(_ key: String) -> RequestPlace {
        RequestPlace(
            document: document, path: path.isEmpty ? key : path + "." + key, depth: depth)
    }

    func element(_ index: Int) -> RequestPlace {
        RequestPlace(document: document, path: path + "[\(index)]", depth: depth)
    }

    var deeper: RequestPlace { RequestPlace(document: document, path: path, depth: depth + 1) }

    /// A fault of the syntax at a node of the body.
    func fault(
        _ reason: String, at node: JSONNode, suggestion: String? = nil
    ) -> RequestError {
        fault(.parsing, reason, at: node, suggestion: suggestion)
    }

    /// A fault at a node of the body.
    func fault(
        _ kind: RequestError.Kind, _ reason: String, at node: JSONNode,
        suggestion: String? = nil, cause: RequestError.Cause? = nil
    ) -> RequestError {
        let position = document?.position(of: node)
        return RequestError(
            kind, reason, path: path, line: position?.line, column: position?.column,
            suggestion: suggestion, cause: cause)
    }

    /// The same fault, placed here unless it has a place already.
    func placing(_ error: RequestError, at node: JSONNode) -> RequestError {
        guard error.line == nil, error.path.isEmpty else { return error }
        return fault(
            error.kind, error.reason, at: node, suggestion: error.suggestion, cause: error.cause)
    }
}

extension JSONNode {
    /// As the messages of a Java parser name what a value begins with.
    var token: String {
        switch kind {
        case .object: "START_OBJECT"
        case .array: "START_ARRAY"
        case .string: "VALUE_STRING"
        case .integer, .unsignedInteger, .double: "VALUE_NUMBER"
        case .boolean: "VALUE_BOOLEAN"
        case .null: "VALUE_NULL"
        }
    }

    /// The text of a scalar as a lenient parser reads it; nil for objects, arrays and null.
    var scalarText: String? {
        switch kind {
        case .string: string
        case .boolean: boolean.map { String($0) }
        case .integer: integer.map { String($0) }
        case .unsignedInteger: unsignedInteger.map { String($0) }
        case .double: double.map { JSONNumber.text($0) }
        case .object, .array, .null: nil
        }
    }
}
