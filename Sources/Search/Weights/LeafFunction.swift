import Glibc
import Segments

/// One score function in one leaf.
struct LeafFunction {
    let function: ScoreFunction
    private let column: NumericColumn?
    private let docBase: Int
    /// No value of the function in the leaf, weight included, is above this.
    let most: Double

    init(_ function: ScoreFunction, leaf: Leaf) throws {
        self.function = function
        docBase = leaf.docBase
        switch function.kind {
        case .weight: column = nil
        case .fieldValueFactor(let factor): column = try leaf.view.numericColumn(factor.field)
        case .random(_, let field):
            column = try field.map { try leaf.view.numericColumn($0) } ?? nil
        case .decay(let decay): column = try leaf.view.numericColumn(decay.field)
        }
        let weight = Double(function.weight ?? 1)
        most = weight < 0 ? .infinity : weight * LeafFunction.most(function.kind, column)
    }

    private static func most(_ kind: ScoreFunction.Kind, _ column: NumericColumn?) -> Double {
        switch kind {
        case .weight, .random, .decay: return 1
        case .fieldValueFactor(let factor):
            if factor.factor < 0 { return .infinity }
            var ends: [Double] = []
            if let column, column.minimum <= column.maximum {
                ends = [column.minimum, column.maximum].map { factor.interpretation.decode($0) }
            }
            if let missing = factor.missing { ends.append(missing) }
            // The reciprocal of a range around zero has no bound, a square none at its ends alone.
            if let least = ends.min(), least < 0 { return .infinity }
            let values = ends.map { factor.modifier.apply($0 * Double(factor.factor)) }
            return values.contains { $0.isNaN } ? .infinity : values.max() ?? 1
        }
    }

    /// Writes the value, weight included, of the documents at some indices of a block.
    func values(at indices: [Int], of block: DocBlock, into values: inout [Double]) throws {
        let weight = Double(function.weight ?? 1)
        switch function.kind {
        case .weight: for at in indices { values[at] = weight }
        case .fieldValueFactor(let factor):
            for at in indices { values[at] = try weight * value(factor, block.docs[at]) }
        case .random(let seed, let field):
            for at in indices { values[at] = weight * random(seed, field, block.docs[at]) }
        case .decay(let decay):
            let shape = DecayCurve(decay)
            for at in indices { values[at] = weight * value(decay, shape, block.docs[at]) }
        }
    }

    private func value(_ factor: ScoreFunction.FieldFactor, _ doc: DocID) throws -> Double {
        let number: Double
        if let column, case let range = column.valueRange(doc), !range.isEmpty {
            number = factor.interpretation.decode(column.value(at: range.lowerBound))
        } else if let missing = factor.missing {
            number = missing
        } else {
            throw SearchError(.invalid, "Missing value for field [#\(factor.field)]")
        }
        let result = factor.modifier.apply(number * Double(factor.factor))
        if result < 0 || result.isNaN {
            throw SearchError(
                .invalid,
                "field value function must not produce negative scores, but got: [\(result)] "
                    + "for field value: [\(number)]")
        }
        return result
    }

    /// Twenty-four mixed bits of seed and document as a fraction.
    private func random(_ seed: Int64, _ field: FieldNumber?, _ doc: DocID) -> Double {
        var key = UInt64(docBase + Int(doc))
        if field != nil {
            let range = column?.valueRange(doc) ?? 0..<0
            key = range.isEmpty ? 0 : UInt64(bitPattern: column?.value(at: range.lowerBound) ?? 0)
        }
        var mixed = key ^ UInt64(bitPattern: seed) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ (mixed >> 31)) & 0xFF_FFFF) / Double(1 << 24)
    }

    private func value(
        _ decay: ScoreFunction.Decay, _ shape: DecayCurve, _ doc: DocID
    ) -> Double {
        guard let column, case let range = column.valueRange(doc), !range.isEmpty else { return 1 }
        let distances = range.map {
            max(
                0,
                abs(decay.interpretation.decode(column.value(at: $0)) - decay.origin)
                    - decay.offset)
        }
        let sum = distances.reduce(0, +)
        switch decay.mode {
        case .min: return shape.value(distances.min() ?? 0)
        case .max: return shape.value(distances.max() ?? 0)
        case .sum: return shape.value(sum)
        case .avg: return shape.value(sum / Double(distances.count))
        }
    }
}

/// A decay function with its constants worked out.
struct DecayCurve {
    private let shape: ScoreFunction.DecayShape
    private let scale: Double

    init(_ decay: ScoreFunction.Decay) {
        shape = decay.shape
        switch decay.shape {
        case .gauss: scale = 0.5 * decay.scale * decay.scale / log(decay.decay)
        case .exp: scale = log(decay.decay) / decay.scale
        case .linear: scale = decay.scale / (1 - decay.decay)
        }
    }

    /// 1 at distance 0, falling.
    func value(_ distance: Double) -> Double {
        switch shape {
        case .gauss: return Glibc.exp(0.5 * distance * distance / scale)
        case .exp: return Glibc.exp(scale * distance)
        case .linear: return max(0, (scale - distance) / scale)
        }
    }
}

extension ScoreFunction.Modifier {
    func apply(_ value: Double) -> Double {
        switch self {
        case .none: return value
        case .log: return Glibc.log10(value)
        case .log1p: return Glibc.log10(value + 1)
        case .log2p: return Glibc.log10(value + 2)
        case .ln: return Glibc.log(value)
        case .ln1p: return Glibc.log1p(value)
        case .ln2p: return Glibc.log1p(value + 1)
        case .square: return value * value
        case .sqrt: return Glibc.sqrt(value)
        case .reciprocal: return 1 / value
        }
    }
}
