import Segments
import Synchronization

/// What a field's length does to a term's score, for each of the 256 norms.
///
/// The score of every similarity is `weight - weight / (1 + frequency * inverse[norm])` in float:
/// BM25 as Lucene writes it, and a constant when the inverse is so large that the quotient
/// vanishes. It grows with `frequency * inverse`, rounding included, which is what makes bounds
/// out of (frequency, norm) pairs exact.
///
/// `@unchecked Sendable`: written in the initialiser only.
final class NormInverses: @unchecked Sendable {
    /// Makes `weight / (1 + inverse)` vanish beside `weight` without becoming denormal.
    static let infinite: Float = 1e30

    /// Shape: [256].
    let values: UnsafePointer<Float>
    let averageLength: Float
    let similarity: Similarity
    let hasNorms: Bool

    /// For lists that are not scored.
    static let unused = NormInverses(
        similarity: .constant, statistics: FieldStatistics(), hasNorms: false)

    /// What a table depends on.
    private struct Key: Hashable {
        let kind: Similarity.Kind
        let averageLength: Float
        let hasNorms: Bool
    }

    /// Tables of late, so that requests over the same snapshot share theirs.
    private static let known = Mutex<[Key: NormInverses]>([:])

    /// The table for a field's statistics, made when no request needed it before.
    static func shared(
        similarity: Similarity, statistics: FieldStatistics, hasNorms: Bool
    ) -> NormInverses {
        let key = Key(
            kind: similarity.kind, averageLength: averageLength(of: statistics), hasNorms: hasNorms)
        if let table = known.withLock({ $0[key] }) { return table }
        let made = NormInverses(
            similarity: similarity, statistics: statistics, hasNorms: hasNorms)
        known.withLock { tables in
            if tables.count >= SearchLimits.normTables { tables.removeAll() }
            tables[key] = made
        }
        return made
    }

    /// - Parameter hasNorms: false gives every document the length 1, as Lucene does.
    init(similarity: Similarity, statistics: FieldStatistics, hasNorms: Bool) {
        let storage = UnsafeMutablePointer<Float>.allocate(capacity: 256)
        storage.initialize(repeating: NormInverses.infinite, count: 256)
        values = UnsafePointer(storage)
        self.similarity = similarity
        self.hasNorms = hasNorms
        averageLength = NormInverses.averageLength(of: statistics)
        guard let (k1, b) = similarity.parameters else { return }
        for norm in 0..<256 {
            let length = hasNorms ? Float(NormEncoding.decode(UInt8(norm))) : 1
            storage[norm] = 1 / (k1 * ((1 - b) + b * length / averageLength))
        }
        // No posting refers to these two; a zero keeps them out of every bound.
        if hasNorms {
            storage[Int(NormEncoding.absent)] = 0
            storage[Int(Impact.none)] = 0
        }
    }

    deinit { values.deallocate() }

    private static func averageLength(of statistics: FieldStatistics) -> Float {
        if statistics.documentCount == 0 { return 1 }
        return Float(
            Double(statistics.sumTotalTermFrequency) / Double(statistics.documentCount))
    }
}
