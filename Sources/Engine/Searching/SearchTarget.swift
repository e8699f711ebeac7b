import Index
import JSON
import Schema
import Segments

/// One index a search reads: its state at one moment, held for as long as the request or the
/// context
/// that pinned it.
package struct SearchTarget: Sendable {
    package let entry: IndexEntry
    package let snapshot: IndexSnapshot
    package let mapping: IndexMapping
    /// Filters of the aliases the index was reached by, of which one must match; nil when it was
    /// reached by its own name or by an alias without one.
    package let aliasFilters: [JSONValue]?
    /// What the matching `indices_boost` entry says.
    package var boost: Float = 1
}

extension Engine {
    /// The indices an expression reaches, each pinned at its newest snapshot.
    package func targets(
        of expression: IndexExpression, _ options: IndicesOptions
    ) throws -> [SearchTarget] {
        let state = self.state
        return try expression.resolve(in: state, options: options).compactMap { resolved in
            guard let entry = state.indices[resolved.name] else { return nil }
            return try target(entry, via: resolved.via)
        }
    }

    func target(_ entry: IndexEntry, via names: [String]) throws -> SearchTarget {
        let index = try openForReading(entry)
        let mapping = index.mapping
        return SearchTarget(
            entry: entry, snapshot: index.snapshot, mapping: mapping,
            aliasFilters: Self.filters(of: entry, via: names))
    }

    private static func filters(of entry: IndexEntry, via names: [String]) -> [JSONValue]? {
        var filters: [JSONValue] = []
        for name in names {
            guard name != entry.name, let filter = entry.aliases[name]?.filter else { return nil }
            filters.append(filter)
        }
        return filters.isEmpty ? nil : filters
    }
}
