import Segments

/// One segment of the snapshot being searched.
package struct Leaf: Sendable {
    /// Position in the snapshot.
    package let index: Int
    package let view: SegmentView
    /// Documents in the leaves before this one: the offset from segment to snapshot numbering.
    package let docBase: Int

    /// Documents of the segment, or of the nested space looked at; deleted ones included.
    package let documentCount: Int

    package init(index: Int, view: SegmentView, docBase: Int) {
        self.index = index
        self.view = view
        self.docBase = docBase
        documentCount = view.reader.documentCount
    }

    /// The same segment with the documents of a nested space in place of the root's.
    package init(_ leaf: Leaf, space: SpaceReader) {
        index = leaf.index
        view = leaf.view
        docBase = leaf.docBase
        documentCount = space.documentCount
    }
}
