import Schema
import Search
import Segments

/// The objects of a nested query to show beside each hit.
package struct PlannedInnerHits: Sendable {
    package let name: String
    /// Dotted path of the objects.
    package let path: String
    /// From the first below the root to the objects' own.
    package let spaces: [SpaceNumber]
    /// Which objects.
    package let query: any Query
    /// What to show of them.
    package let request: SearchRequest
    package let sort: [PlannedSort]
}

extension PlanContext {
    /// Notes objects to show. Planned where the nested query stands.
    func add(
        _ spec: InnerHitsSpec, path: String, query: any Query
    ) throws(RequestError) {
        let name = spec.name ?? path
        guard !nestedScopes.contains(where: \.hasInnerHits) else {
            throw RequestError(
                .illegalArgument,
                "[inner_hits] of [\(path)] inside a nested query that has [inner_hits] too is not "
                    + "supported: leave the outer ones out")
        }
        guard !innerHits.contains(where: { $0.name == name }) else {
            throw RequestError(
                .illegalArgument,
                "[inner_hits] already contains an entry for key [\(name)]")
        }
        try spec.check(settings, name: name)
        guard let spaces = mapping.spaces(from: nil, to: path) else { return }
        let planner = SortPlanner(context: self)
        let scope = NestedScope(path: path, spaces: spaces, hasInnerHits: false)
        let sort = try within(scope) { _ throws(RequestError) in
            var sort: [PlannedSort] = []
            for level in spec.request.sort { sort.append(try planner.plan(level)) }
            return sort
        }
        add(
            PlannedInnerHits(
                name: name, path: path, spaces: spaces, query: query, request: spec.request,
                sort: sort))
    }
}
