/// A document space below the root: the objects of one nested path.
package struct SpaceInfo: Sendable, Equatable {
    /// At least 1.
    package let number: SpaceNumber
    /// Full dotted path of the nested field.
    package let path: String
    /// The space its parents live in; lower than `number`.
    package let parent: SpaceNumber

    package init(number: SpaceNumber, path: String, parent: SpaceNumber = 0) {
        self.number = number
        self.path = path
        self.parent = parent
    }
}
