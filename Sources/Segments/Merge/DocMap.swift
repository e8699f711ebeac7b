/// Old to new doc IDs of one space of one merged segment.
package struct DocMap: Sendable {
    /// The new doc ID of a document that was left out.
    package static let dropped = DocID.max

    package let newDocs: [DocID]
    /// Documents that were kept.
    package let keptCount: Int

    package init(_ newDocs: [DocID]) {
        self.newDocs = newDocs
        keptCount = newDocs.count { $0 != DocMap.dropped }
    }

    package subscript(doc: DocID) -> DocID { newDocs[Int(doc)] }

    package var dropsNothing: Bool { keptCount == newDocs.count }
}
