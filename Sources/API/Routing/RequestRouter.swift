import ChangeCapture
import Engine
import HTTPServer
import Primitives

/// From a request to its response: finds the route, checks what was sent, runs the handler, and
/// lays
/// the answer out as the parameters ask. Needs no socket.
package struct RequestRouter: Sendable {
    private let engine: Engine
    private let sources: CaptureService
    private let serverFigures: @Sendable () -> HTTPServerFigures?
    private let trie: RouteTrie

    /// - Parameters:
    ///   - sources: the change sources that feed the engine.
    ///   - serverFigures: of the server the requests come from, if one is there.
    package init(
        engine: Engine, sources: CaptureService = .none,
        serverFigures: @escaping @Sendable () -> HTTPServerFigures? = { nil },
        routes: [Route] = RouteTable.all
    ) {
        self.engine = engine
        self.sources = sources
        self.serverFigures = serverFigures
        self.trie = RouteTrie(routes)
    }

    /// Which threads a request belongs to; unknown paths are answered with the admin ones.
    package func lane(of request: HTTPRequest) -> Route.Lane {
        trie.lane(request.method, request.target.segments) ?? .admin
    }

    package func respond(to request: HTTPRequest) -> HTTPResponse {
        let parameters = QueryParameters(request.target.queryItems.map { ($0.name, $0.value) })
        var reply: Reply
        do {
            reply = try answer(request, parameters)
        } catch {
            reply = ErrorTable.answer(for: error).reply()
        }
        return finish(reply, request, parameters)
    }

    private func answer(_ request: HTTPRequest, _ parameters: QueryParameters) throws -> Reply {
        let uri = request.target.raw
        let match: RouteTrie.Match
        switch trie.find(request.method, request.target.segments) {
        case .found(let found): match = found
        case .otherMethods(let allowed):
            throw APIError(.wrongMethod(uri: uri, method: request.method, allowed: allowed))
        case .unknown: throw APIError(.unknownPath(uri: uri, method: request.method))
        }
        try parameters.check(against: match.route, path: request.target.path)
        try checkContentType(request)
        let call = Call(
            engine: engine, sources: sources, serverFigures: serverFigures, request: request,
            parameters: parameters, captures: match.captures)
        return try match.route.handler(call)
    }

    private func checkContentType(_ request: HTTPRequest) throws {
        guard request.body.count > 0, let type = request.headers["content-type"] else { return }
        // What clients send, without taking the text apart.
        if type == "application/json" || type == "application/x-ndjson" { return }
        let media =
            type.split(separator: ";").first.map(String.init)?.lowercased()
            .filter { $0 != " " } ?? ""
        let isKnown =
            media.isEmpty || media.hasSuffix("/json") || media.hasSuffix("+json")
            || media.hasSuffix("/x-ndjson") || media.hasSuffix("+x-ndjson")
        guard isKnown else { throw APIError(.contentType(type)) }
    }

    // MARK: layout

    private func finish(
        _ reply: Reply, _ request: HTTPRequest, _ parameters: QueryParameters
    ) -> HTTPResponse {
        var response = HTTPResponse(status: reply.status)
        for (name, value) in reply.headers { response.headers.append((name: name, value: value)) }
        if let opaque = request.headers["x-opaque-id"] {
            response.headers.append((name: "X-Opaque-Id", value: opaque))
        }
        switch reply.content {
        case .none:
            response.headers.append((name: "content-type", value: MediaType.json))
        case .text(let text):
            response.body.write(text)
            response.headers.append(
                (name: "content-type", value: reply.mediaType ?? MediaType.text))
        case .json(let bytes):
            let isYAML = parameters["format"] == "yaml"
            response.body = layOut(bytes, parameters, isYAML: isYAML)
            response.headers.append(
                (name: "content-type", value: isYAML ? MediaType.yaml : MediaType.json))
        }
        return response
    }

    private func layOut(
        _ json: ByteWriter, _ parameters: QueryParameters, isYAML: Bool
    ) -> ByteWriter {
        let filter = parameters["filter_path"].flatMap { ResponseFilter($0) }
        let isPretty = (try? parameters.flag("pretty")) ?? false
        guard filter != nil || isPretty || isYAML else { return json }
        var bytes = Array(json.bytes)
        if let filter { bytes = filter.apply(to: bytes) }
        if isYAML {
            bytes = YAMLText.layOut(bytes)
        } else if isPretty {
            bytes = PrettyText.layOut(bytes)
        }
        let output = ByteWriter(capacity: bytes.count)
        bytes.withUnsafeBytes { output.write(contentsOf: $0) }
        return output
    }

    private enum MediaType {
        static let json = "application/json; charset=UTF-8"
        static let text = "text/plain; charset=UTF-8"
        static let yaml = "application/yaml; charset=UTF-8"
    }
}
