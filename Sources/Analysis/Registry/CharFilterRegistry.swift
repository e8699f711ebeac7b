/// Every char filter, ascending by name.
package enum CharFilterRegistry {
    package static let all: [CharFilterType] = [
        HTMLStripCharFilter.registration,
        MappingCharFilter.registration,
        PatternReplaceCharFilter.registration,
    ]
}
