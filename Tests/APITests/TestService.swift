import API
import AllocationCount
import Engine
import Foundation
import HTTPServer
import JSON
import Primitives

/// An engine in a scratch folder behind the router, without sockets.
final class TestService {
    let folder: String
    private(set) var engine: Engine
    private var router: RequestRouter

    init() throws {
        folder = NSTemporaryDirectory() + "aisle-api-" + UUID().uuidString
        engine = try Engine(
            EngineConfiguration(dataFolder: folder), budget: MemoryBudget(limit: 1 << 30))
        router = RequestRouter(engine: engine)
    }

    deinit {
        engine.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Closes the engine and opens another on the same folder.
    func restart() throws {
        engine.close()
        engine = try Engine(
            EngineConfiguration(dataFolder: folder), budget: MemoryBudget(limit: 1 << 30))
        router = RequestRouter(engine: engine)
    }

    struct Answer {
        let status: Int
        let text: String
        let headers: [String: String]

        var json: JSONValue { (try? JSONValue(parsing: text)) ?? .null }

        /// A value at a path such as `hits.hits.0._id`.
        func value(_ path: String) -> JSONValue? {
            var current: JSONValue? = json
            for part in path.split(separator: ".") {
                if let index = Int(part), current?.array != nil {
                    current = current?[index]
                } else {
                    current = current?[String(part)]
                }
            }
            return current
        }
    }

    /// Allocations the calling thread makes to answer a request.
    func allocations(_ method: String, _ target: String, _ body: String) -> UInt64 {
        guard let target = HTTPTarget(target) else { return 0 }
        let request = HTTPRequest(
            method: method, target: target,
            headers: HTTPHeaders([("content-type", "application/json")]), body: HTTPBody(body.utf8))
        let before = allocation_count()
        let response = router.respond(to: request)
        let count = allocation_count() - before
        return response.status == 200 ? count : 0
    }

    @discardableResult
    func send(
        _ method: String, _ target: String, _ body: String = "",
        headers: [(name: String, value: String)] = [("content-type", "application/json")]
    ) -> Answer {
        guard let target = HTTPTarget(target) else {
            return Answer(status: 0, text: "", headers: [:])
        }
        let response = router.respond(
            to: HTTPRequest(
                method: method, target: target, headers: HTTPHeaders(headers),
                body: HTTPBody(body.utf8)))
        return Answer(
            status: response.status, text: String(decoding: response.body.bytes, as: UTF8.self),
            headers: Dictionary(
                response.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
        )
    }
}
