import ChangeCapture
import Engine
import HTTPServer
import JSON
import Primitives

/// One request on its way to a handler: route found, parameters checked, body at hand.
///
/// One thread, one request: not Sendable.
package final class Call {
    package let engine: Engine
    package let sources: CaptureService
    private let figures: @Sendable () -> HTTPServerFigures?
    package let request: HTTPRequest
    package let parameters: QueryParameters
    private let captures: [String: String]
    private lazy var parser = JSONParser()
    private let inlineBody: ByteWriter?

    package init(
        engine: Engine, sources: CaptureService = .none,
        serverFigures: @escaping @Sendable () -> HTTPServerFigures? = { nil },
        request: HTTPRequest, parameters: QueryParameters, captures: [String: String]
    ) {
        self.engine = engine
        self.sources = sources
        figures = serverFigures
        self.request = request
        self.parameters = parameters
        self.captures = captures
        if request.body.count == 0, let source = parameters["source"] {
            let bytes = ByteWriter(capacity: source.utf8.count)
            bytes.write(source)
            inlineBody = bytes
        } else {
            inlineBody = nil
        }
    }

    /// The body, or the `source` parameter in its place, with readable padding behind it.
    package var body: UnsafeRawBufferPointer {
        inlineBody?.padded ?? request.body.padded
    }

    package var hasBody: Bool { body.contains { $0 > 0x20 } }

    /// Of the server the request came from, if one is there.
    package var serverFigures: HTTPServerFigures? { figures() }

    package func capture(_ name: String) -> String? { captures[name] }

    /// A part of the path the template promises.
    package func part(_ name: String) throws -> String {
        guard let value = captures[name], !value.isEmpty else {
            throw APIError(.illegalArgument("[\(name)] is missing in the path"))
        }
        return value
    }

    package var indices: IndexExpression { IndexExpression(captures["index"]) }

    /// The body as JSON, nil when there is none. Valid while the call is.
    package func json() throws -> JSONNode? {
        guard hasBody else { return nil }
        return try parser.parse(body, paddedTail: true)
    }

    /// The body as JSON, required to be an object.
    package func jsonObject() throws -> JSONNode {
        guard let root = try json() else { throw APIError(.bodyRequired) }
        guard root.isObject else {
            throw APIError(
                .parsing("Expected a JSON object in the body but found \(root.kind.name)"))
        }
        return root
    }

    /// The body as an owned value; an empty object when there is none.
    package func value() throws -> JSONValue {
        guard let root = try json() else { return .object(JSONObject()) }
        guard root.isObject else {
            throw APIError(
                .parsing("Expected a JSON object in the body but found \(root.kind.name)"))
        }
        return root.value
    }

    /// The flags of index expressions over a route's own defaults.
    package func indicesOptions(_ defaults: IndicesOptions) throws -> IndicesOptions {
        var options = defaults
        options.ignoresUnavailable = try parameters.flag(
            "ignore_unavailable", default: defaults.ignoresUnavailable)
        options.allowsNone = try parameters.flag("allow_no_indices", default: defaults.allowsNone)
        guard let words = parameters.list("expand_wildcards") else { return options }
        options.expandsOpen = false
        options.expandsClosed = false
        options.expandsHidden = false
        for word in words {
            switch word {
            case "open": options.expandsOpen = true
            case "closed": options.expandsClosed = true
            case "hidden": options.expandsHidden = true
            case "none":
                options.expandsOpen = false
                options.expandsClosed = false
                options.expandsHidden = false
            case "all":
                options.expandsOpen = true
                options.expandsClosed = true
                options.expandsHidden = true
            default:
                throw APIError(.illegalArgument("No valid expand wildcard value [\(word)]"))
            }
        }
        return options
    }
}
