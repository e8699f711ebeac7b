import Segments

/// The length of a document for a score: of one field, or of several weighted and added.
final class FieldLengths {
    struct Part {
        let norms: UnsafePointer<UInt8>?
        let weight: Float
    }

    /// Rounded lengths whose norms are looked up.
    private static let tableSize = 1024
    /// Norm of each length. Shape: [tableSize].
    private static let encoded: [UInt8] = (0..<tableSize).map { NormEncoding.encode($0) }

    private let parts: [Part]
    private let inverses: NormInverses
    private let isPlain: Bool
    /// Weighted length of each norm of each part. Shape: [parts, 256].
    private let lengths: UnsafeMutablePointer<Float>

    init(parts: [Part], inverses: NormInverses) {
        self.parts = parts
        self.inverses = inverses
        isPlain = parts.count == 1 && parts[0].weight == 1
        lengths = .allocate(capacity: max(1, parts.count) * 256)
        for (index, part) in parts.enumerated() where !isPlain {
            for norm in 0..<256 {
                lengths[index * 256 + norm] =
                    part.weight * Float(NormEncoding.decode(UInt8(norm)))
            }
        }
    }

    deinit { lengths.deallocate() }

    @inline(__always)
    func inverse(of doc: UInt32) -> Float { inverses.values[Int(norm(of: doc))] }

    /// As Lucene's `MultiNormsLeafSimScorer`: lengths are added as decoded, rounded, encoded again.
    @inline(__always)
    func norm(of doc: UInt32) -> UInt8 {
        if isPlain { return parts[0].norms?[Int(doc)] ?? 1 }
        var length: Float = 0
        for index in parts.indices {
            length += lengths[index &* 256 &+ Int(parts[index].norms?[Int(doc)] ?? 1)]
        }
        // In double the sum is exact, so that cutting it off rounds half up.
        let rounded = Int(Double(length) + 0.5)
        if rounded < FieldLengths.tableSize { return FieldLengths.encoded[rounded] }
        return NormEncoding.encode(rounded)
    }
}
