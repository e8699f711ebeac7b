/// A segment on its way into a merged one, with the maps of its document spaces.
struct MergeInput {
    let view: SegmentView
    let maps: [SpaceNumber: DocMap]

    var reader: SegmentReader { view.reader }

    /// - Parameter next: the first doc ID of each space; moved past this input's documents.
    init(
        _ view: SegmentView, spaces: [SpaceInfo], next: inout [SpaceNumber: DocID]
    ) throws(SegmentError) {
        self.view = view
        var maps: [SpaceNumber: DocMap] = [:]
        var first = next[0] ?? 0
        var docs = [DocID](repeating: DocMap.dropped, count: view.reader.documentCount)
        for doc in docs.indices where view.liveDocs?.isLive(DocID(doc)) ?? true {
            docs[doc] = first
            first += 1
        }
        next[0] = first
        maps[0] = DocMap(docs)
        for space in spaces {
            guard let reader = try view.reader.space(space.number),
                let parents = maps[reader.parentSpace]
            else { continue }
            maps[space.number] = try MergeInput.children(reader, parents, view, &next)
        }
        self.maps = maps
    }

    private static func children(
        _ space: SpaceReader, _ parents: DocMap, _ view: SegmentView,
        _ next: inout [SpaceNumber: DocID]
    ) throws(SegmentError) -> DocMap {
        var first = next[space.number] ?? 0
        var docs = [DocID](repeating: DocMap.dropped, count: space.documentCount)
        for doc in docs.indices {
            let parent = Int(space.parents[doc])
            guard parent < parents.newDocs.count else {
                throw SegmentError(
                    kind: .malformed("parent \(parent) of \(parents.newDocs.count)"),
                    file: view.reader.name,
                    section: "\(SectionKey(.parents, space: space.number))")
            }
            if parents.newDocs[parent] == DocMap.dropped { continue }
            docs[doc] = first
            first += 1
        }
        next[space.number] = first
        return DocMap(docs)
    }
}
