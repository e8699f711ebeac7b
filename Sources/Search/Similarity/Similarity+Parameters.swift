import Glibc

extension Similarity {
    /// Nil for constant scores.
    var parameters: (k1: Float, b: Float)? {
        switch kind {
        case .bm25(let k1, let b), .legacyBM25(let k1, let b): return (k1, b)
        case .constant: return nil
        }
    }

    /// What a query's boost is multiplied by before it meets the idf.
    var boostFactor: Float {
        if case .legacyBM25(let k1, _) = kind { return 1 + k1 }
        return 1
    }

    /// `ln(1 + (N - n + 0.5) / (n + 0.5))`, computed in double, as Lucene's `BM25Similarity`.
    static func inverseDocumentFrequency(_ documentFrequency: Int, of documentCount: Int) -> Float {
        let n = Double(documentFrequency)
        let total = Double(documentCount)
        return Float(log(1 + (total - n + 0.5) / (n + 0.5)))
    }
}
