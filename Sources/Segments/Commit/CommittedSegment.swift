/// One segment as a commit point names it.
package struct CommittedSegment: Sendable, Equatable {
    /// Without extension.
    package let name: String
    /// Root documents, deleted ones included.
    package let documentCount: Int
    package let deletedCount: Int
    /// Size of the segment file. Unit: bytes.
    package let size: Int
    /// Generation of the live-docs file; 0 = the live docs inside the segment hold.
    package let liveGeneration: UInt64
    /// Generation of the columns file; 0 = no column was changed in place.
    package let columnGeneration: UInt64

    package init(
        name: String, documentCount: Int, deletedCount: Int, size: Int, liveGeneration: UInt64 = 0,
        columnGeneration: UInt64 = 0
    ) {
        self.name = name
        self.documentCount = documentCount
        self.deletedCount = deletedCount
        self.size = size
        self.liveGeneration = liveGeneration
        self.columnGeneration = columnGeneration
    }

    /// Every file the segment needs.
    package var files: [String] {
        var files = [IndexFile.segment(name).name]
        if liveGeneration > 0 { files.append(IndexFile.liveDocs(name, liveGeneration).name) }
        if columnGeneration > 0 { files.append(IndexFile.columns(name, columnGeneration).name) }
        return files
    }
}
