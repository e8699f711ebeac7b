import Glibc

/// Counts distinct 64-bit hashes: as a set up to a threshold, then in HyperLogLog registers.
/// - Source: Flajolet et al., "HyperLogLog", 2007; the estimator is Ertl's, "New cardinality
///   estimation algorithms for HyperLogLog sketches", 2017.
final class DistinctSketch {
    /// 2^14 registers: a standard error of 0.8 %.
    private static let precision: UInt64 = 14
    private static let registerCount = 1 << 14

    private let threshold: Int
    private let runtime: AggregationRuntime
    private var exact: Set<UInt64> = []
    private var charged = 0
    /// Empty while the set holds all.
    private var registers: [UInt8] = []

    init(threshold: Int, _ runtime: AggregationRuntime) {
        self.threshold = threshold
        self.runtime = runtime
    }

    func add(_ hash: UInt64) throws {
        if registers.isEmpty {
            exact.insert(hash)
            if exact.count > threshold { return try switchToRegisters() }
            if exact.count > charged {
                // As much again as there is: sets double.
                try runtime.account(max(64, charged) * 16)
                charged += max(64, charged)
            }
        } else {
            register(hash)
        }
    }

    private func switchToRegisters() throws {
        try runtime.account(DistinctSketch.registerCount)
        registers = [UInt8](repeating: 0, count: DistinctSketch.registerCount)
        for hash in exact { register(hash) }
        exact = []
        try runtime.account(-charged * 16)
        charged = 0
    }

    private func register(_ hash: UInt64) {
        let place = Int(hash >> (64 - DistinctSketch.precision))
        let rest = hash << DistinctSketch.precision | 1 << (DistinctSketch.precision - 1)
        registers[place] = max(registers[place], UInt8(rest.leadingZeroBitCount + 1))
    }

    func merge(_ other: DistinctSketch) throws {
        if other.registers.isEmpty {
            for hash in other.exact { try add(hash) }
            return
        }
        if registers.isEmpty { try switchToRegisters() }
        for place in registers.indices {
            registers[place] = max(registers[place], other.registers[place])
        }
    }

    var count: Int { registers.isEmpty ? exact.count : estimate() }

    private func estimate() -> Int {
        let longest = 64 - Int(DistinctSketch.precision)
        var histogram = [Double](repeating: 0, count: longest + 2)
        for value in registers { histogram[Int(value)] += 1 }
        let size = Double(DistinctSketch.registerCount)
        var sum = size * tau((size - histogram[longest + 1]) / size)
        for rank in stride(from: longest, through: 1, by: -1) {
            sum = 0.5 * (sum + histogram[rank])
        }
        sum += size * sigma(histogram[0] / size)
        return Int((size * size / (2 * log(2) * sum)).rounded())
    }

    private func sigma(_ start: Double) -> Double {
        if start == 1 { return .infinity }
        var (x, y, z) = (start, 1.0, start)
        while true {
            x *= x
            let before = z
            z += x * y
            y += y
            if z == before { return z }
        }
    }

    private func tau(_ start: Double) -> Double {
        if start == 0 || start == 1 { return 0 }
        var (x, y, z) = (start, 1.0, 1 - start)
        while true {
            x = x.squareRoot()
            let before = z
            y *= 0.5
            z -= (1 - x) * (1 - x) * y
            if z == before { return z / 3 }
        }
    }
}
