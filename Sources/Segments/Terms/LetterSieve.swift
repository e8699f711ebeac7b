/// The nodes of one level of a prefix tree below which letters allow for a term within two edits of
/// a word.
///
/// An edit takes at most one letter of the word away, and brings at most one that it does not have.
/// Two edits leave nearly every beginning of two letters open, so that a walk would look at nearly
/// all nodes of the third level: vectors leave it the few that letters allow for.
struct LetterSieve {
    /// The level whose nodes are sieved.
    static let level = 2

    private typealias Vector = SIMD16<PrefixTree.Letters>
    private static let lanes = Vector(
        1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 1 << 14, 1 << 15)

    /// A bit a node, by sixteens. Shape: [nodes / 16, rounded up].
    private let bits: UnsafeMutablePointer<UInt16>

    /// - Parameter letters: of the word.
    init(_ nodes: PrefixTree.Level, _ letters: PrefixTree.Letters) {
        let steps = (nodes.count + PrefixTree.Level.padding - 1) / PrefixTree.Level.padding
        bits = .allocate(capacity: max(1, steps))
        let any = UnsafeRawPointer(nodes.any)
        let all = UnsafeRawPointer(nodes.all)
        let wanted = Vector(repeating: letters)
        let others = Vector(repeating: ~letters)
        let ones = Vector(repeating: 1)
        for step in 0..<steps {
            let has = any.loadUnaligned(fromByteOffset: step &* 64, as: Vector.self)
            let shared = all.loadUnaligned(fromByteOffset: step &* 64, as: Vector.self)
            var missing = wanted & ~has
            var added = shared & others
            missing &= missing &- ones
            missing &= missing &- ones
            added &= added &- ones
            added &= added &- ones
            let isOpen = (missing | added) .== Vector(repeating: 0)
            let open = Vector(repeating: 0).replacing(with: LetterSieve.lanes, where: isOpen)
            bits[step] = UInt16(truncatingIfNeeded: open.wrappedSum())
        }
    }

    func free() { bits.deallocate() }

    /// The nodes of the range that are left, ascending.
    @inline(__always)
    func forEach(in range: Range<Int>, _ body: (Int) -> Void) {
        var at = range.lowerBound
        while at < range.upperBound {
            let rest = bits[at &>> 4] &>> UInt16(at & 15)
            if rest == 0 {
                at = (at | 15) &+ 1
                continue
            }
            at &+= rest.trailingZeroBitCount
            if at < range.upperBound { body(at) }
            at &+= 1
        }
    }
}
