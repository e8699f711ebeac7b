import Index
import Primitives
import Search
import Segments

/// The ids of every document of a snapshot, some at a time.
final class DocumentWalk {
    private let views: [SegmentView]
    private var view = 0
    private var doc: DocID = 0
    private let id = ByteWriter(capacity: 64)

    init(_ snapshot: IndexSnapshot) { views = snapshot.views }

    /// - Returns: at most `limit` ids; nil at the end.
    func next(_ limit: Int) throws -> [String]? {
        var ids: [String] = []
        while view < views.count, ids.count < limit {
            let segment = views[view]
            guard doc < DocID(segment.reader.documentCount) else {
                view += 1
                doc = 0
                continue
            }
            if segment.liveDocs?.isLive(doc) ?? true {
                id.removeAll()
                try segment.reader.appendID(of: doc, to: id)
                ids.append(String(decoding: id.bytes, as: UTF8.self))
            }
            doc += 1
        }
        return ids.isEmpty ? nil : ids
    }
}
