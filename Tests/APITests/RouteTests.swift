import API
import Engine
import HTTPServer
import Primitives
import Testing

@Suite("The route table")
struct RouteTests {
    @Test("has one route a method and path, each with a name and known parameters")
    func unique() {
        var seen: Set<String> = []
        for route in RouteTable.all {
            for template in route.templates {
                for method in route.methods {
                    #expect(seen.insert(method + " " + template).inserted, "\(method) \(template)")
                }
            }
            let names = route.parameters.map(\.name)
            #expect(names.contains("pretty"))
            #expect(!route.name.isEmpty)
        }
    }

    @Test("knows the lane of a request as of the route that answers it")
    func lanes() throws {
        let service = try TestService()
        let router = RequestRouter(engine: service.engine)
        for route in RouteTable.all {
            for template in route.templates {
                let path = template.replacing(/\{\w+\}/, with: "x")
                for method in route.methods {
                    let request = HTTPRequest(
                        method: method, target: try #require(HTTPTarget(path)),
                        headers: HTTPHeaders(), body: HTTPBody([]))
                    #expect(router.lane(of: request) == route.lane, "\(method) \(template)")
                }
            }
        }
        let unknown = HTTPRequest(
            method: "GET", target: try #require(HTTPTarget("/_unknown/of/all")),
            headers: HTTPHeaders(), body: HTTPBody([]))
        #expect(router.lane(of: unknown) == .admin)
    }

    /// Paths of a table with the methods of each; a placeholder is named after its place.
    private static func table(
        using generator: inout SeededGenerator
    ) -> [[String]: Set<String>] {
        var table: [[String]: Set<String>] = [:]
        for _ in 0..<12 {
            let steps = (0..<Int.random(in: 1...4, using: &generator)).map { place in
                ["a", "b", "{x\(place)}"].randomElement(using: &generator) ?? "a"
            }
            for method in ["GET", "POST", "PUT"] where Bool.random(using: &generator) {
                table[steps, default: []].insert(method)
            }
        }
        return table
    }

    /// What a table answers: every path that fits is tried, those with literal steps first.
    private static func answer(
        _ table: [[String]: Set<String>], _ method: String, _ path: [String]
    ) -> String {
        let fitting = table.keys.filter { steps in
            steps.count == path.count
                && zip(steps, path).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }.sorted { left, right in
            left.map { $0.hasPrefix("{") ? 1 : 0 }
                .lexicographicallyPrecedes(right.map { $0.hasPrefix("{") ? 1 : 0 })
        }
        if let found = fitting.first(where: { table[$0]?.contains(method) == true }) {
            let captured = zip(found, path).filter { $0.0.hasPrefix("{") }.map { "\($0)=\($1)" }
            return "200 \(found.joined(separator: "/")) \(captured.joined(separator: " "))"
        }
        guard let first = fitting.first, let methods = table[first] else { return "400" }
        return "405 " + methods.sorted().joined(separator: ", ")
    }

    @Test("is asked path by path, literal steps first")
    func order() throws {
        let service = try TestService()
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<20 {
            let table = Self.table(using: &generator)
            let routes = table.map { steps, methods in
                let names = steps.filter { $0.hasPrefix("{") }
                let path = steps.joined(separator: "/")
                return Route(path, methods.sorted(), ["/" + path]) { call in
                    let captured = names.map {
                        "\($0)=\(call.capture(String($0.dropFirst().dropLast())) ?? "")"
                    }
                    return .text("\(path) \(captured.joined(separator: " "))")
                }
            }
            let router = RequestRouter(engine: service.engine, routes: routes)
            for _ in 0..<100 {
                let path = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                    ["a", "b", "c"].randomElement(using: &generator) ?? "a"
                }
                let method = ["GET", "POST", "PUT"].randomElement(using: &generator) ?? "GET"
                let target = try #require(HTTPTarget("/" + path.joined(separator: "/")))
                let response = router.respond(to: HTTPRequest(method: method, target: target))
                let text = String(decoding: response.body.bytes, as: UTF8.self)
                let allow = response.headers.first { $0.name.lowercased() == "allow" }?.value
                let found = response.status == 200 ? "200 \(text)" : "\(response.status)"
                let wanted = Self.answer(table, method, path)
                #expect(found + (allow.map { " \($0)" } ?? "") == wanted, "\(method) \(path)")
            }
        }
    }
}
