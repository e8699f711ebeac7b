/// What the postings of a field record. Each case includes the ones before.
package enum PostingsDetail: UInt8, Sendable, Comparable, CaseIterable {
    case none, documents, frequencies, positions

    package static func < (left: PostingsDetail, right: PostingsDetail) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// How the values of a field are stored by document.
package enum ColumnKind: UInt8, Sendable, CaseIterable {
    case none, numeric, ordinal
}

/// One field as a segment sees it; frozen in each segment.
package struct FieldInfo: Sendable, Equatable {
    package let number: FieldNumber
    /// Full dotted path.
    package let name: String
    package let space: SpaceNumber
    package let postings: PostingsDetail
    package let hasNorms: Bool
    package let column: ColumnKind
    /// Of the analyzer that made the terms; 0 for fields that are not analyzed.
    package let analysisFingerprint: UInt64

    package init(
        number: FieldNumber, name: String, space: SpaceNumber = 0,
        postings: PostingsDetail = .none, hasNorms: Bool = false, column: ColumnKind = .none,
        analysisFingerprint: UInt64 = 0
    ) {
        self.number = number
        self.name = name
        self.space = space
        self.postings = postings
        self.hasNorms = hasNorms
        self.column = column
        self.analysisFingerprint = analysisFingerprint
    }

    /// Fields with postings or an ordinal column have a term dictionary.
    package var hasTerms: Bool { postings != .none || column == .ordinal }
}
