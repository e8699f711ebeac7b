import Primitives

/// The first bytes of a dictionary's terms as a tree, so that a walk with many ways open (two edits
/// leave almost every first and second letter possible) reads the text of those terms alone whose
/// beginning is alive.
///
/// The nodes of a level lie in term order, so that the children of a node are neighbours. A term
/// shorter than the tree is deep goes on with bytes of 0. Takes at most 5 bytes a term and level.
///
/// `@unchecked Sendable`: written by `init` alone.
final class PrefixTree: @unchecked Sendable {
    /// Levels. A level more takes as much memory as there are terms, and leaves few more dead.
    static let depth = 5
    /// Dictionaries of fewer terms are walked without.
    static let leastTerms = 512

    /// Nodes of one level.
    struct Level {
        /// The byte each adds to its parent's.
        let bytes: UnsafeMutablePointer<UInt8>
        /// First child of each, on the last level its first term; then the end of the last's.
        let starts: UnsafeMutablePointer<UInt32>
        let count: Int
    }

    let levels: UnsafeMutablePointer<Level>

    /// Reads a whole dictionary. Time: linear in the bytes of its text.
    init(_ dictionary: TermDictionary) throws(SegmentError) {
        var bytes = [[UInt8]](repeating: [], count: PrefixTree.depth)
        var starts = [[UInt32]](repeating: [], count: PrefixTree.depth)
        var cursor = dictionary.cursor(atBlock: 0)
        while cursor.next() {
            var level = cursor.shared
            while level < PrefixTree.depth {
                let at = level - cursor.shared
                bytes[level].append(at < cursor.suffixCount ? cursor.suffix[at] : 0)
                starts[level].append(
                    level + 1 < PrefixTree.depth
                        ? UInt32(bytes[level + 1].count) : UInt32(cursor.ordinal))
                level += 1
            }
        }
        if cursor.isBroken { throw dictionary.broken() }
        levels = .allocate(capacity: PrefixTree.depth)
        for level in 0..<PrefixTree.depth {
            let end =
                level + 1 < PrefixTree.depth ? bytes[level + 1].count : dictionary.termCount
            starts[level].append(UInt32(end))
            let made = Level(
                bytes: .allocate(capacity: bytes[level].count),
                starts: .allocate(capacity: starts[level].count), count: bytes[level].count)
            made.bytes.initialize(from: bytes[level], count: bytes[level].count)
            made.starts.initialize(from: starts[level], count: starts[level].count)
            (levels + level).initialize(to: made)
        }
    }

    deinit {
        for level in 0..<PrefixTree.depth {
            levels[level].bytes.deallocate()
            levels[level].starts.deallocate()
        }
        levels.deallocate()
    }

    /// The terms below a node.
    func terms(_ level: Int, _ node: Int) -> Range<TermOrdinal> {
        var first = levels[level].starts[node]
        var end = levels[level].starts[node + 1]
        for below in level + 1..<max(level + 1, PrefixTree.depth) {
            first = levels[below].starts[Int(first)]
            end = levels[below].starts[Int(end)]
        }
        return first..<end
    }
}
