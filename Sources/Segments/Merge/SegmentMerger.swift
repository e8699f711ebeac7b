import Primitives

/// Writes one segment out of several: live documents in the order of their inputs, children of
/// deleted ones left out, in-place updates written into their columns.
package struct SegmentMerger {
    package let views: [SegmentView]
    package let fields: FieldInfos
    package let name: String
    package var compression = SourceCompression()

    /// - Parameter fields: of the merged segment; fields of an input that are not among them are
    ///   left out.
    package init(views: [SegmentView], fields: FieldInfos, name: String) {
        self.views = views
        self.fields = fields
        self.name = name
    }

    /// - Parameter isCancelled: asked now and then; true ends the merge with `.cancelled`.
    /// - Returns: one map an input.
    package func merge(
        to sink: any SegmentSink, isCancelled: () -> Bool = { false }
    ) throws -> [DocMap] {
        var next: [SpaceNumber: DocID] = [:]
        var inputs: [MergeInput] = []
        for view in views {
            inputs.append(try MergeInput(view, spaces: fields.spaces, next: &next))
        }
        guard next.values.allSatisfy({ $0 <= SegmentLimits.documents }) else {
            throw SegmentError(kind: .overLimit("\(next[0] ?? 0) documents"), file: name)
        }
        let file = try SegmentFileWriter(name: name, sink: sink)
        return try withoutActuallyEscaping(isCancelled) { isCancelled in
            let check = CancellationCheck(name: name, isCancelled: isCancelled)
            try write(inputs, next, file, check)
            return inputs.map { $0.maps[0] ?? DocMap([]) }
        }
    }

    private func write(
        _ inputs: [MergeInput], _ counts: [SpaceNumber: DocID], _ file: SegmentFileWriter,
        _ check: CancellationCheck
    ) throws {
        var info = SegmentInfo()
        info.fields = fields
        for (space, count) in counts { info.documentCounts[space] = Int(count) }
        try SourceMerger(inputs, file, check, compression).merge()
        try mergeIDs(inputs, file, check)
        for space in fields.spaces { try mergeParents(space, inputs, file) }
        for field in fields.all {
            let merger = FieldMerger(
                field, inputs, documentCount: info.documentCounts[field.space] ?? 0, file, check)
            if let statistics = try merger.merge() { info.statistics[field.number] = statistics }
        }
        let patched = Set(inputs.flatMap { $0.view.patchedFields })
        info.patchedFields = patched.filter { fields[$0] != nil }.sorted()
        try info.write(to: file)
        try file.finish()
    }

    private func mergeIDs(
        _ inputs: [MergeInput], _ file: SegmentFileWriter, _ check: CancellationCheck
    ) throws {
        let writer = IDWriter()
        let id = ByteWriter()
        for input in inputs {
            guard let map = input.maps[0] else { continue }
            for doc in map.newDocs.indices where map.newDocs[doc] != DocMap.dropped {
                if doc % 1024 == 0 { try check() }
                id.removeAll()
                try input.reader.ids.append(DocID(doc), to: id)
                writer.add(id.bytes)
            }
        }
        try writer.finish(file)
    }

    private func mergeParents(
        _ space: SpaceInfo, _ inputs: [MergeInput], _ file: SegmentFileWriter
    ) throws {
        let parents = FlatBuffer<UInt32>()
        for input in inputs {
            guard let reader = try input.reader.space(space.number),
                let map = input.maps[space.number], let parentMap = input.maps[space.parent]
            else { continue }
            for doc in map.newDocs.indices where map.newDocs[doc] != DocMap.dropped {
                parents.append(parentMap[reader.parents[doc]])
            }
        }
        if parents.count == 0 { return }
        try file.write(SectionKey(.parents, space: space.number), parents.bytes)
    }
}

/// Ends a merge that is no longer wanted.
struct CancellationCheck {
    let name: String
    let isCancelled: () -> Bool

    func callAsFunction() throws(SegmentError) {
        if isCancelled() { throw SegmentError(kind: .cancelled, file: name) }
    }
}
