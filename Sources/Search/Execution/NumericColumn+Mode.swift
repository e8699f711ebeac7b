import Segments

/// One number out of a document's several.
extension NumericColumn {
    /// - Returns: nil when the document has no value.
    func value(
        of doc: DocID, _ mode: SortKey.Mode, _ interpretation: NumericInterpretation
    ) -> Int64? {
        let range = valueRange(doc)
        if range.isEmpty { return nil }
        if range.count == 1 { return value(at: range.lowerBound) }
        switch mode {
        case .min: return value(at: range.lowerBound)
        case .max: return value(at: range.upperBound - 1)
        case .sum: return interpretation.encode(sum(range, interpretation))
        case .avg:
            return interpretation.encode(sum(range, interpretation) / Double(range.count))
        case .median:
            let middle = range.lowerBound + range.count / 2
            let upper = interpretation.decode(value(at: middle))
            if range.count % 2 == 1 { return value(at: middle) }
            return interpretation.encode((interpretation.decode(value(at: middle - 1)) + upper) / 2)
        }
    }

    private func sum(_ range: Range<Int>, _ interpretation: NumericInterpretation) -> Double {
        range.reduce(0) { $0 + interpretation.decode(value(at: $1)) }
    }
}

extension NumericInterpretation {
    /// The number a column value stands for.
    package func decode(_ encoded: Int64) -> Double {
        switch self {
        case .integer: return Double(encoded)
        case .floating: return NumericEncoding.decode(encoded)
        case .scaled(let factor): return Double(encoded) / factor
        }
    }

    /// The column value that stands for a number; integers are rounded half away from zero.
    package func encode(_ value: Double) -> Int64 {
        switch self {
        case .integer: return Int64(exactly: value.rounded()) ?? (value < 0 ? .min : .max)
        case .floating: return NumericEncoding.encode(value)
        case .scaled(let factor):
            let scaled = (value * factor).rounded()
            return Int64(exactly: scaled) ?? (scaled < 0 ? .min : .max)
        }
    }
}
