import Segments

/// One level of a sort.
package struct SortKey: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case score
        /// Document number over all leaves (`_doc`).
        case document
        case numeric(FieldNumber)
        case ordinal(FieldNumber)
        /// External id, in byte order.
        case id
    }

    /// Where documents without a value go, in both directions.
    package enum Missing: Sendable, Equatable {
        case first
        case last
        /// They sort as if they had this value.
        case value(SortValue)
    }

    /// Which of a document's several values counts.
    package enum Mode: Sendable, Equatable {
        case min
        case max
        case sum
        case avg
        case median
    }

    package var kind: Kind
    package var descending: Bool
    package var missing: Missing
    package var mode: Mode
    /// What the column's numbers stand for; only sum, avg and median need to know.
    package var interpretation: NumericInterpretation

    /// - Parameter mode: nil is OpenSearch's default: min ascending, max descending.
    package init(
        _ kind: Kind, descending: Bool = false, missing: Missing = .last, mode: Mode? = nil,
        interpretation: NumericInterpretation = .integer
    ) {
        self.kind = kind
        self.descending = descending
        self.missing = missing
        self.mode = mode ?? (descending ? .max : .min)
        self.interpretation = interpretation
    }
}
