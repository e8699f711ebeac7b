/// How a term's occurrences in a field become a score.
package struct Similarity: Sendable, Equatable {
    package enum Kind: Sendable, Hashable {
        /// Lucene's `BM25Similarity`: without the factor k1 + 1.
        case bm25(k1: Float, b: Float)
        /// `LegacyBM25Similarity`: with the factor k1 + 1.
        case legacyBM25(k1: Float, b: Float)
        /// The boost, whatever the document: keyword fields and the `boolean` similarity.
        case constant
    }

    package let kind: Kind

    package init(_ kind: Kind) { self.kind = kind }

    package static func bm25(k1: Float = 1.2, b: Float = 0.75) -> Similarity {
        Similarity(.bm25(k1: k1, b: b))
    }

    package static func legacyBM25(k1: Float = 1.2, b: Float = 0.75) -> Similarity {
        Similarity(.legacyBM25(k1: k1, b: b))
    }

    package static var constant: Similarity { Similarity(.constant) }
    package static var boolean: Similarity { Similarity(.constant) }
}
