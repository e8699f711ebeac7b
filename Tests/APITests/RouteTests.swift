import API
import Engine
import HTTPServer
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
}
