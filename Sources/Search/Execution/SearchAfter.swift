/// The sort tuple of the last hit of the page before: only hits strictly after it are returned.
package struct SearchAfter: Sendable, Equatable {
    /// One value a sort key, in their order.
    package let values: [SortValue]

    package init(values: [SortValue]) { self.values = values }
}
