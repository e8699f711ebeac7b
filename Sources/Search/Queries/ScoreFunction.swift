import Segments

/// One function of a `FunctionScoreQuery`.
package struct ScoreFunction: Sendable {
    package enum Modifier: String, Sendable {
        case none, log, log1p, log2p, ln, ln1p, ln2p, square, sqrt, reciprocal
    }

    package enum DecayShape: String, Sendable { case gauss, exp, linear }

    /// Which of a document's several values counts.
    package enum MultiValueMode: String, Sendable { case min, max, avg, sum }

    package struct FieldFactor: Sendable {
        package let field: FieldNumber
        package let interpretation: NumericInterpretation
        package let factor: Float
        package let modifier: Modifier
        /// Stands in for an absent value; nil makes an absent value an error.
        package let missing: Double?

        package init(
            field: FieldNumber, interpretation: NumericInterpretation, factor: Float = 1,
            modifier: Modifier = .none, missing: Double? = nil
        ) {
            self.field = field
            self.interpretation = interpretation
            self.factor = factor
            self.modifier = modifier
            self.missing = missing
        }
    }

    package struct Decay: Sendable {
        package let shape: DecayShape
        package let field: FieldNumber
        package let interpretation: NumericInterpretation
        package let origin: Double
        package let scale: Double
        package let offset: Double
        package let decay: Double
        package let mode: MultiValueMode

        package init(
            shape: DecayShape, field: FieldNumber, interpretation: NumericInterpretation,
            origin: Double, scale: Double, offset: Double = 0, decay: Double = 0.5,
            mode: MultiValueMode = .min
        ) {
            self.shape = shape
            self.field = field
            self.interpretation = interpretation
            self.origin = origin
            self.scale = scale
            self.offset = offset
            self.decay = decay
            self.mode = mode
        }
    }

    package enum Kind: Sendable {
        /// The weight alone.
        case weight
        case fieldValueFactor(FieldFactor)
        /// A number in `0..<1` that depends on the seed and the document (its number, or its
        /// value in `field`).
        case random(seed: Int64, field: FieldNumber?)
        case decay(Decay)
    }

    /// Documents the function is for; nil is all.
    package let filter: (any Query)?
    /// Multiplies the function's value.
    package let weight: Float?
    package let kind: Kind

    package init(filter: (any Query)? = nil, weight: Float? = nil, kind: Kind = .weight) {
        self.filter = filter
        self.weight = weight
        self.kind = kind
    }
}
