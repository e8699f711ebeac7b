/// A segment as a merge policy sees it.
package struct MergeCandidate: Sendable {
    package let name: String
    /// Unit: bytes.
    package let size: Int
    package let documentCount: Int
    package let deletedCount: Int

    package init(name: String, size: Int, documentCount: Int, deletedCount: Int) {
        self.name = name
        self.size = size
        self.documentCount = documentCount
        self.deletedCount = deletedCount
    }
}

/// Decides which segments become one.
package protocol MergePolicy: Sendable {
    /// Merges to begin now. Each is a list of indices into `segments`, ascending; none appears
    /// twice.
    func merges(of segments: [MergeCandidate]) -> [[Int]]
}
