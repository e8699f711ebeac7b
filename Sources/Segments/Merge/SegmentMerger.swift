/// Old to new doc IDs of one merged segment; `UInt32.max` = dropped.
package struct DocMap: Sendable {
    package static let dropped = DocID.max

    package let newDocs: [DocID]

    package init(_ newDocs: [DocID]) { self.newDocs = newDocs }

    package subscript(doc: DocID) -> DocID { newDocs[Int(doc)] }
}

/// Writes one segment out of several: live documents in the order of their inputs.
package struct SegmentMerger {
    package let views: [SegmentView]
    package let fields: FieldInfos
    package let name: String

    package init(views: [SegmentView], fields: FieldInfos, name: String) {
        self.views = views
        self.fields = fields
        self.name = name
    }

    /// - Parameter isCancelled: asked now and then; true ends the merge with an error.
    /// - Returns: one map an input.
    package func merge(
        to sink: any SegmentSink, isCancelled: () -> Bool = { false }
    ) throws -> [DocMap] {
        preconditionFailure("unwritten")
    }
}
