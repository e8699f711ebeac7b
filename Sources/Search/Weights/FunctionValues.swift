import Segments

/// Computes the functions of a `FunctionScoreQuery` for blocks of documents of one leaf.
final class FunctionValues {
    struct Entry {
        /// Score-free; nil where nothing matches.
        let filter: (any Scorer)?
        let isFiltered: Bool
        let value: LeafFunction
    }

    private let functions: [Entry]
    private let query: FunctionScoreQuery
    private let cap: Double
    /// No combined function value of the leaf is above this.
    private let most: Double
    private let spare = DocBlock()

    init(functions: [Entry], query: FunctionScoreQuery) {
        self.functions = functions
        self.query = query
        cap = Double(query.maxBoost ?? .greatestFiniteMagnitude)
        most = min(cap, FunctionValues.most(functions, query.scoreMode))
    }

    /// A document no function is for has the value 1.
    private static func most(
        _ functions: [Entry], _ mode: FunctionScoreQuery.ScoreMode
    ) -> Double {
        let bounds = functions.map { $0.value.most }
        switch mode {
        case .multiply: return bounds.reduce(1) { $0 * max(1, $1) }
        case .sum: return max(1, bounds.reduce(0) { $0 + max(0, $1) })
        case .avg:
            let weights = functions.map { Double($0.value.function.weight ?? 1) }
            guard let least = weights.min(), least > 0 else { return .infinity }
            return max(1, bounds.reduce(0) { $0 + max(0, $1) } / least)
        case .first, .max, .min: return bounds.reduce(1, max)
        }
    }

    /// Replaces the scores of a block.
    func change(_ block: DocBlock) throws {
        if block.count == 0 { return }
        let factors = try self.factors(of: block)
        for at in 0..<block.count {
            let score = combine(block.scores[at], factors[at])
            if score < 0 || score.isNaN {
                throw SearchError(
                    .invalid,
                    "function score query returned an invalid score: \(score) "
                        + "for doc: \(block.docs[at])")
            }
            block.scores[at] = Double(score)
        }
    }

    /// The combined value of all functions for each document of the block.
    func factors(of block: DocBlock) throws -> [Double] {
        let count = block.count
        var state = FactorState(count: count, mode: query.scoreMode)
        var values = [Double](repeating: 0, count: count)
        for entry in functions {
            let matching = try self.matching(entry, block)
            if matching?.isEmpty ?? false { continue }
            if let matching {
                try entry.value.values(at: matching, of: block, into: &values)
                for at in matching { state.add(values[at], at, entry.value.function.weight) }
            } else {
                try entry.value.values(at: Array(0..<count), of: block, into: &values)
                for at in 0..<count { state.add(values[at], at, entry.value.function.weight) }
            }
        }
        return state.finish()
    }

    /// Indices of the documents a function is for; nil is all.
    private func matching(_ entry: Entry, _ block: DocBlock) throws -> [Int]? {
        if !entry.isFiltered { return nil }
        guard let filter = entry.filter else { return [] }
        spare.copyDocuments(of: block)
        filter.skip(to: block.docs[0])
        try filter.retain(spare)
        var found: [Int] = []
        found.reserveCapacity(spare.count)
        var at = 0
        for index in 0..<spare.count {
            while block.docs[at] < spare.docs[index] { at += 1 }
            found.append(at)
        }
        return found
    }

    /// The query's score and the functions' value as one, as Lucene's `CombineFunction`.
    func combine(_ score: Double, _ factor: Double) -> Float {
        let factor = min(factor, cap)
        switch query.boostMode {
        case .multiply: return Float(score * factor)
        case .replace: return Float(factor)
        case .sum: return Float(score + factor)
        case .avg: return Float((factor + score) / 2)
        case .max: return Float(max(score, factor))
        case .min: return Float(min(score, factor))
        }
    }

    /// A bound of the changed score.
    func bound(_ inner: Float) -> Float {
        let score = combine(Double(inner), most)
        return score.isFinite ? score.nextUp : .infinity
    }

    /// What the query itself has to exceed for the changed score to exceed `threshold`.
    func innerThreshold(_ threshold: Float) -> Float {
        if threshold == -.infinity || !most.isFinite { return -.infinity }
        let limit = Double(threshold)
        let needed: Double
        switch query.boostMode {
        case .multiply: needed = most > 0 ? limit / most : -.infinity
        case .sum: needed = limit - most
        case .avg: needed = 2 * limit - most
        case .min: needed = limit
        case .max: needed = most <= limit ? limit : -.infinity
        case .replace: needed = -.infinity
        }
        // Two steps down cover the rounding of the division and of the final score.
        return needed.roundedDownToFloat.nextDown.nextDown
    }
}

/// Functions' values of a block on their way to one number a document.
struct FactorState {
    private let mode: FunctionScoreQuery.ScoreMode
    private var values: [Double]
    private var weights: [Double]
    private var isSet: [Bool]

    init(count: Int, mode: FunctionScoreQuery.ScoreMode) {
        self.mode = mode
        values = [Double](repeating: 0, count: count)
        weights = mode == .avg ? values : []
        isSet = [Bool](repeating: false, count: count)
    }

    mutating func add(_ value: Double, _ at: Int, _ weight: Float?) {
        if !isSet[at] {
            isSet[at] = true
            values[at] = value
        } else {
            switch mode {
            case .multiply: values[at] *= value
            case .sum, .avg: values[at] += value
            case .first: break
            case .max: values[at] = max(values[at], value)
            case .min: values[at] = min(values[at], value)
            }
        }
        if mode == .avg { weights[at] += Double(weight ?? 1) }
    }

    /// 1 where no function applied.
    func finish() -> [Double] {
        values.indices.map { at in
            if !isSet[at] { return 1 }
            if mode == .avg { return weights[at] == 0 ? 1 : values[at] / weights[at] }
            return values[at]
        }
    }
}
