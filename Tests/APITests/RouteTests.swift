import API
import Engine
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
}
