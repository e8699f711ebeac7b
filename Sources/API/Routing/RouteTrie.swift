/// The route table as a tree of path steps, so that a request finds its route in as many steps as
/// its path has.
///
/// A literal step wins over a placeholder; where the literal leads nowhere the placeholder is
/// tried,
/// so that `/_all/_search` is an index expression although `_all` starts other paths.
struct RouteTrie: Sendable {
    struct Match {
        let route: Route
        let captures: [String: String]
    }

    enum Outcome {
        case found(Match)
        /// The path exists with other methods, in alphabetical order.
        case otherMethods([String])
        case unknown
    }

    private struct Node {
        var literals: [String: Int] = [:]
        var placeholder: Int?
        /// By method: the route and the names of the placeholders on the way.
        var routes: [String: (route: Int, names: [String])] = [:]
    }

    private let routes: [Route]
    private var nodes: [Node] = [Node()]

    init(_ routes: [Route]) {
        self.routes = routes
        for (number, route) in routes.enumerated() {
            for template in route.templates {
                for method in route.methods { insert(number, template, method) }
            }
        }
    }

    private mutating func insert(_ number: Int, _ template: String, _ method: String) {
        var at = 0
        var names: [String] = []
        for step in template.split(separator: "/") {
            if step.hasPrefix("{") {
                names.append(String(step.dropFirst().dropLast()))
                at = nodes[at].placeholder ?? addNode { nodes, new in nodes[at].placeholder = new }
            } else {
                let literal = String(step)
                at =
                    nodes[at].literals[literal]
                    ?? addNode { nodes, new in nodes[at].literals[literal] = new }
            }
        }
        precondition(
            nodes[at].routes[method] == nil, "two routes for \(method) \(template)")
        nodes[at].routes[method] = (number, names)
    }

    private mutating func addNode(_ link: (inout [Node], Int) -> Void) -> Int {
        nodes.append(Node())
        link(&nodes, nodes.count - 1)
        return nodes.count - 1
    }

    /// - Parameter steps: unescaped one by one, so that an escaped slash stays inside its step.
    func find(_ method: String, _ steps: [String]) -> Outcome {
        var others: Set<String> = []
        let match = walk(0, steps[...], [], method: method, others: &others)
        if let match { return .found(match) }
        return others.isEmpty ? .unknown : .otherMethods(others.sorted())
    }

    /// The lane of the route `find` finds; nil where it finds none.
    func lane(_ method: String, _ steps: [String]) -> Route.Lane? {
        route(from: 0, steps, at: 0, method).map { routes[$0].lane }
    }

    private func route(
        from node: Int, _ steps: [String], at place: Int, _ method: String
    ) -> Int? {
        guard place < steps.count else { return nodes[node].routes[method]?.route }
        if let next = nodes[node].literals[steps[place]],
            let found = route(from: next, steps, at: place + 1, method)
        {
            return found
        }
        guard let next = nodes[node].placeholder else { return nil }
        return route(from: next, steps, at: place + 1, method)
    }

    private func walk(
        _ at: Int, _ steps: ArraySlice<String>, _ captured: [String], method: String,
        others: inout Set<String>
    ) -> Match? {
        guard let step = steps.first else {
            let node = nodes[at]
            if let entry = node.routes[method] {
                let captures = Dictionary(
                    zip(entry.names, captured), uniquingKeysWith: { _, last in last })
                return Match(route: routes[entry.route], captures: captures)
            }
            // Literal paths come first, so theirs are the methods that are named.
            if others.isEmpty { others.formUnion(node.routes.keys) }
            return nil
        }
        let rest = steps.dropFirst()
        if let next = nodes[at].literals[step],
            let match = walk(next, rest, captured, method: method, others: &others)
        {
            return match
        }
        guard let next = nodes[at].placeholder else { return nil }
        return walk(next, rest, captured + [step], method: method, others: &others)
    }
}
