import Primitives
import Testing

@Suite("A fixed bit set")
struct FixedBitSetTests {
    @Test("equals a Set of integers", arguments: [1, 2, 63, 64, 65, 127, 128, 1000])
    func twin(bitCount: Int) {
        var random = SeededGenerator(seed: UInt64(bitCount))
        let bits = FixedBitSet(bitCount: bitCount)
        var twin: Set<Int> = []
        for _ in 0..<(bitCount * 2) {
            let index = random.below(bitCount)
            if random.chance(0.6) {
                #expect(bits.insert(index) == twin.insert(index).inserted)
            } else {
                bits.clear(index)
                twin.remove(index)
            }
        }
        check(bits, twin)
        let low = random.below(bitCount)
        let high = low + random.below(bitCount - low + 1)
        bits.setRange(low..<high)
        check(bits, twin.union(low..<high))
        let all = FixedBitSet(bitCount: bitCount)
        all.setAll()
        check(all, Set(0..<bitCount))
        all.andNot(bits)
        check(all, Set(0..<bitCount).subtracting(twin.union(low..<high)))
        all.or(bits)
        #expect(all.count() == bitCount)
        all.and(bits)
        check(all, twin.union(low..<high))
    }

    private func check(_ bits: FixedBitSet, _ twin: Set<Int>) {
        let sorted = twin.sorted()
        var visited: [Int] = []
        bits.forEachSetBit { visited.append($0) }
        #expect(visited == sorted)
        #expect(bits.count() == sorted.count && bits.isEmpty == sorted.isEmpty)
        for index in 0..<bits.bitCount {
            #expect(bits.firstSetBit(from: index) == sorted.first { $0 >= index })
        }
        let range = (bits.bitCount / 3)..<(bits.bitCount - bits.bitCount / 4)
        var output = [UInt32](repeating: 0, count: range.count + 1)
        let written = bits.writeSetBits(in: range, to: &output)
        #expect(output[..<written].map(Int.init) == sorted.filter { range.contains($0) })
    }
}
