/// Counts over all documents of a segment, deleted ones included, that relevance needs of a field.
package struct FieldStatistics: Sendable, Equatable {
    /// Documents with at least one term of the field.
    package var documentCount: Int
    package var sumTotalTermFrequency: Int64
    package var sumDocumentFrequency: Int64

    package init(
        documentCount: Int = 0, sumTotalTermFrequency: Int64 = 0, sumDocumentFrequency: Int64 = 0
    ) {
        self.documentCount = documentCount
        self.sumTotalTermFrequency = sumTotalTermFrequency
        self.sumDocumentFrequency = sumDocumentFrequency
    }

    package static func + (left: FieldStatistics, right: FieldStatistics) -> FieldStatistics {
        FieldStatistics(
            documentCount: left.documentCount + right.documentCount,
            sumTotalTermFrequency: left.sumTotalTermFrequency + right.sumTotalTermFrequency,
            sumDocumentFrequency: left.sumDocumentFrequency + right.sumDocumentFrequency)
    }
}
