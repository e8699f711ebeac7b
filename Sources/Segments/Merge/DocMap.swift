/// Old to new doc IDs of one space of one merged segment.
package struct DocMap: Sendable {
    /// The new doc ID of a document that was left out.
    package static let dropped = DocID.max

    package let newDocs: [DocID]
    /// Documents that were kept.
    package let keptCount: Int
    /// What every document's new ID is above its old one; nil when that is not so.
    let shift: DocID?

    package init(_ newDocs: [DocID]) {
        self.newDocs = newDocs
        keptCount = newDocs.count { $0 != DocMap.dropped }
        let first = newDocs.first ?? 0
        let isShift =
            keptCount == newDocs.count
            && newDocs.indices.allSatisfy { newDocs[$0] == first + DocID($0) }
        shift = isShift ? first : nil
    }

    package subscript(doc: DocID) -> DocID { newDocs[Int(doc)] }

    package var dropsNothing: Bool { keptCount == newDocs.count }
}
