import JSON
import Schema

/// Which parts of the source a hit shows.
package struct SourceFilter: Sendable, Equatable {
    /// false: no source at all.
    package var isEnabled: Bool
    /// Dotted paths with `*`; empty: everything.
    package var includes: [String]
    /// Stronger than `includes`.
    package var excludes: [String]

    package static let all = SourceFilter(isEnabled: true, includes: [], excludes: [])
    package static let none = SourceFilter(isEnabled: false, includes: [], excludes: [])

    package init(isEnabled: Bool, includes: [String], excludes: [String]) {
        self.isEnabled = isEnabled
        self.includes = includes
        self.excludes = excludes
    }

    /// The whole source, unchanged.
    package var isTrivial: Bool { isEnabled && includes.isEmpty && excludes.isEmpty }
}
