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
        // A bit of `End.placeholders` for each of its steps.
        precondition(template.utf8.count <= 64, "template of \(template.utf8.count) bytes")
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
        guard let found = end(of: steps, from: 0, at: 0, method) else {
            let others = methods(of: steps, from: 0, at: 0)
            return others.isEmpty ? .unknown : .otherMethods(others.sorted())
        }
        var captures: [String: String] = [:]
        var names = found.names.makeIterator()
        for (place, step) in steps.enumerated()
        where found.placeholders & (1 &<< UInt64(place)) != 0 {
            guard let name = names.next() else { break }
            captures[name] = step
        }
        return .found(Match(route: routes[found.route], captures: captures))
    }

    /// The lane of the route `find` finds; nil where it finds none.
    func lane(_ method: String, _ steps: [String]) -> Route.Lane? {
        end(of: steps, from: 0, at: 0, method).map { routes[$0.route].lane }
    }

    /// A route that a path ends at.
    private struct End {
        let route: Int
        let names: [String]
        /// A bit for each step of the path that a placeholder took.
        var placeholders: UInt64 = 0
    }

    private func end(
        of steps: [String], from node: Int, at place: Int, _ method: String
    ) -> End? {
        guard place < steps.count else {
            return nodes[node].routes[method].map { End(route: $0.route, names: $0.names) }
        }
        if let next = nodes[node].literals[steps[place]],
            let found = end(of: steps, from: next, at: place + 1, method)
        {
            return found
        }
        guard let next = nodes[node].placeholder else { return nil }
        var found = end(of: steps, from: next, at: place + 1, method)
        found?.placeholders |= 1 &<< UInt64(place)
        return found
    }

    /// Of the first path that ends somewhere: literal steps come first, so theirs are the methods
    /// that are named.
    private func methods(of steps: [String], from node: Int, at place: Int) -> [String] {
        guard place < steps.count else { return Array(nodes[node].routes.keys) }
        if let next = nodes[node].literals[steps[place]] {
            let found = methods(of: steps, from: next, at: place + 1)
            if !found.isEmpty { return found }
        }
        guard let next = nodes[node].placeholder else { return [] }
        return methods(of: steps, from: next, at: place + 1)
    }
}
