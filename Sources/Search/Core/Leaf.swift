import Segments

/// One segment of the snapshot being searched.
package struct Leaf {
    /// Position in the snapshot.
    package let index: Int
    package let view: SegmentView
    /// Documents in the leaves before this one: the offset from segment to snapshot numbering.
    package let docBase: Int

    package init(index: Int, view: SegmentView, docBase: Int) {
        self.index = index
        self.view = view
        self.docBase = docBase
    }

    /// Documents of the segment, deleted ones included.
    package var documentCount: Int { view.reader.documentCount }
}
