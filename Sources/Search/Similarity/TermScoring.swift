import Segments

/// The numbers that turn a frequency and a norm into a score, with what explain says of them.
struct TermScoring {
    /// One line of the idf explanation: a term's share.
    struct Part {
        /// Where there are several.
        let term: [UInt8]?
        let documentFrequency: Int
        let documentCount: Int
        let idf: Float
    }

    /// Boost times idf, the score's limit.
    let weight: Float
    let boost: Float
    let idf: Float
    private let first: Part
    private let others: [Part]
    let inverses: NormInverses

    /// - Parameters:
    ///   - part: of the first term.
    ///   - others: of the terms of a phrase that follow it.
    init(boost: Float, part: Part, others: [Part] = [], inverses: NormInverses) {
        let similarity = inverses.similarity
        self.inverses = inverses
        first = part
        self.others = others
        self.boost = similarity.parameters == nil ? boost : boost * similarity.boostFactor
        // Lucene adds the idfs of a phrase in double.
        idf = Float(others.reduce(Double(part.idf)) { $0 + Double($1.idf) })
        weight = similarity.parameters == nil ? boost : self.boost * idf
    }

    @inline(__always)
    func score(frequency: Float, norm: UInt8) -> Float {
        weight - weight / (1 + frequency * inverses.values[Int(norm)])
    }

    /// The score for a product of frequency and inverse norm.
    @inline(__always)
    static func score(_ weight: Float, _ product: Float) -> Float {
        weight - weight / (1 + product)
    }
}

extension TermScoring {
    /// Lucene's tree for one score: boost, idf and tf.
    ///
    /// - Parameter isPhrase: the frequency is a phrase's.
    func explain(frequency: Float, norm: UInt8, isPhrase: Bool = false) -> Explanation {
        let value = score(frequency: frequency, norm: norm)
        let details = explainBoost() + [explainIDF(), explainTF(frequency, norm, isPhrase)]
        return .match(
            value, "score(freq=\(frequency)), computed as boost * idf * tf from:", details)
    }

    private func explainBoost() -> [Explanation] {
        boost == 1 ? [] : [.match(boost, "boost")]
    }

    private func explainIDF() -> Explanation {
        if others.isEmpty { return TermScoring.explain(first) }
        return .match(idf, "idf, sum of:", ([first] + others).map(TermScoring.explain))
    }

    private static func explain(_ part: Part) -> Explanation {
        .match(
            part.idf, "idf, computed as log(1 + (N - n + 0.5) / (n + 0.5)) from:",
            [
                .match(
                    Float(part.documentFrequency), "n, number of documents containing term"),
                .match(
                    Float(part.documentCount), "N, total number of documents with field"),
            ])
    }

    private func explainTF(
        _ frequency: Float, _ norm: UInt8, _ isPhrase: Bool
    ) -> Explanation {
        guard let (k1, b) = inverses.similarity.parameters else { return .match(1, "tf") }
        let tf = 1 - 1 / (1 + frequency * inverses.values[Int(norm)])
        let counted =
            isPhrase
            ? "phraseFreq=\(frequency)" : "freq, occurrences of term within document"
        var details: [Explanation] = [
            .match(frequency, counted),
            .match(k1, "k1, term saturation parameter"),
        ]
        if inverses.hasNorms {
            let length = Float(NormEncoding.decode(norm))
            let isExact = NormEncoding.decode(norm) < 40
            details += [
                .match(b, "b, length normalization parameter"),
                .match(
                    length, isExact ? "dl, length of field" : "dl, length of field (approximate)"),
                .match(inverses.averageLength, "avgdl, average length of field"),
            ]
            return .match(
                tf, "tf, computed as freq / (freq + k1 * (1 - b + b * dl / avgdl)) from:", details)
        }
        return .match(tf, "tf, computed as freq / (freq + k1) from:", details)
    }
}
