/// One decoded block as a bit set, so that many candidates are tested and found without searching.
///
/// Covers documents from the block's first, rounded down to a multiple of 64, as far as `span`;
/// blocks that reach further are searched instead.
final class BlockBitmap {
    /// Candidates in one block from which the bitmap pays.
    static let worthwhile = 10
    /// The same where they are only tested: searching is without jumps then.
    static let worthwhileUnscored = 24
    /// Documents covered at most.
    static let span = 1 << 13
    /// Reach below which several documents share a word, so that words are put together in a
    /// register instead of being read and written for each document.
    private static let denseReach: UInt32 = 1 << 11

    /// Set as far as the block reaches. Shape: [wordCount].
    private let words: UnsafeMutablePointer<UInt64>
    /// Documents of the block before each word, once somebody asked. Shape: [wordCount].
    private let ranks: UnsafeMutablePointer<UInt8>
    private var base: UInt32 = 0
    private var reach: UInt32 = 0
    private var hasRanks = false
    /// What `fill(_:_:block:)` was last asked for.
    private var block = -1
    private var isUsable = false
    private static let wordCount = span / 64 + 2

    init() {
        let count = BlockBitmap.wordCount
        let memory = UnsafeMutableRawPointer.allocate(byteCount: count * 9, alignment: 8)
        words = memory.bindMemory(to: UInt64.self, capacity: count)
        ranks = (memory + count * 8).bindMemory(to: UInt8.self, capacity: count)
    }

    deinit { words.deallocate() }

    /// - Returns: false when the block reaches too far.
    @inline(__always)
    func fill(_ docs: UnsafePointer<UInt32>, _ count: Int) -> Bool {
        base = docs[0] & ~63
        reach = docs[count &- 1] &- base
        if reach >= UInt32(BlockBitmap.span) { return false }
        set(docs, count)
        return true
    }

    /// As `fill`, for a bitmap only ever asked for blocks of one list: the last one stays.
    @inline(__always)
    func fill(_ docs: UnsafePointer<UInt32>, _ count: Int, block: Int) -> Bool {
        if self.block != block {
            self.block = block
            isUsable = fill(docs, count)
        }
        return isUsable
    }

    @inline(never)
    private func set(_ docs: UnsafePointer<UInt32>, _ count: Int) {
        let words = self.words
        let base = self.base
        let reach = self.reach
        hasRanks = false
        let last = Int(reach &>> 6)
        for word in 0...last { words[word] = 0 }
        if reach < BlockBitmap.denseReach {
            var word = 0
            var bits: UInt64 = 0
            for index in 0..<count {
                let bit = docs[index] &- base
                let next = Int(bit &>> 6)
                if next != word {
                    words[word] = bits
                    word = next
                    bits = 0
                }
                bits |= 1 &<< UInt64(bit & 63)
            }
            words[word] = bits
        } else {
            for index in 0..<count {
                let bit = docs[index] &- base
                words[Int(bit &>> 6)] |= 1 &<< UInt64(bit & 63)
            }
        }
    }

    /// Makes `index` answer for the block.
    @inline(__always)
    func needRanks() {
        if !hasRanks { setRanks() }
    }

    @inline(never)
    private func setRanks() {
        hasRanks = true
        var rank = 0
        for word in 0...Int(reach &>> 6) {
            ranks[word] = UInt8(truncatingIfNeeded: rank)
            rank &+= words[word].nonzeroBitCount
        }
    }

    /// - Parameter doc: not beyond the block's last.
    @inline(__always)
    func contains(_ doc: UInt32) -> Bool {
        if doc < base { return false }
        let bit = doc &- base
        return (words[Int(bit &>> 6)] &>> UInt64(bit & 63)) & 1 != 0
    }

    /// Index in the block of a document that is in it; after `needRanks`.
    @inline(__always)
    func index(of doc: UInt32) -> Int {
        let bit = doc &- base
        let word = Int(bit &>> 6)
        let before = words[word] & ((1 &<< UInt64(bit & 63)) &- 1)
        return Int(ranks[word]) &+ before.nonzeroBitCount
    }

    /// Moves the candidates at `at` and after, up to document `last`, that are in the block to
    /// `first`, without branches.
    /// - Parameter move: moves what belongs to a candidate.
    /// - Returns: the end of what was kept.
    @inline(__always)
    func filter(
        _ docs: UnsafeMutablePointer<UInt32>, _ at: inout Int, _ count: Int, _ last: UInt32,
        into first: Int, _ move: (_ from: Int, _ to: Int) -> Void
    ) -> Int {
        let words = self.words
        let base = self.base
        var kept = first
        var next = at
        while next < count && docs[next] < base { next &+= 1 }
        while next < count {
            let doc = docs[next]
            if doc > last { break }
            docs[kept] = doc
            move(next, kept)
            let bit = doc &- base
            kept &+= Int(truncatingIfNeeded: (words[Int(bit &>> 6)] &>> UInt64(bit & 63)) & 1)
            next &+= 1
        }
        at = next
        return kept
    }
}
