/// One state of an index, immutable, shared by every request that began in it.
package final class IndexSnapshot: Sendable {
    package let views: [SegmentView]
    package let fields: FieldInfos
    package let generation: UInt64
    /// Live root documents.
    package let documentCount: Int

    package init(views: [SegmentView], fields: FieldInfos, generation: UInt64) {
        self.views = views
        self.fields = fields
        self.generation = generation
        documentCount = views.reduce(0) { $0 + $1.liveCount }
    }
}
