import Glibc
import Primitives

/// The first bytes of a dictionary's terms as a tree, so that a walk with many ways open (two edits
/// leave almost every first and second letter possible) reads the text of those terms alone whose
/// beginning is alive.
///
/// The nodes of a level lie in term order, so that the children of a node are neighbours. A term
/// shorter than the tree is deep goes on with bytes of 0. A node also tells which letters the terms
/// below it have, so that a walk for a word of other letters stays away. Takes at most 13 bytes a
/// term and level.
///
/// `@unchecked Sendable`: written by `init` alone.
final class PrefixTree: @unchecked Sendable {
    /// Levels. A level more takes as much memory as there are terms, and leaves few more dead.
    static let depth = 5
    /// Dictionaries of fewer terms are walked without.
    static let leastTerms = 512

    /// Nodes of one level. Every array goes on, with zeros, to a multiple of `padding`.
    struct Level {
        static let padding = 16

        /// The byte each adds to its parent's.
        let bytes: UnsafeMutablePointer<UInt8>
        /// First child of each, on the last level its first term; then the end of the last's.
        let starts: UnsafeMutablePointer<UInt32>
        /// The letters any of its terms has, and those all have.
        let any: UnsafeMutablePointer<Letters>
        let all: UnsafeMutablePointer<Letters>
        let count: Int
    }

    /// A set of letters: a bit each of a to z, and six for all other code points.
    typealias Letters = UInt32

    let levels: UnsafeMutablePointer<Level>

    /// Reads a whole dictionary. Time: linear in the bytes of its text.
    init(_ dictionary: TermDictionary) throws(SegmentError) {
        var building = [Growing](repeating: Growing(), count: PrefixTree.depth)
        // Of the bytes before each place of the term read last.
        var letters = [Letters](repeating: 0, count: dictionary.longest + 1)
        var cursor = dictionary.cursor(atBlock: 0)
        while cursor.next() {
            guard cursor.count <= dictionary.longest else { throw dictionary.broken() }
            for at in 0..<cursor.suffixCount {
                letters[cursor.shared + at + 1] =
                    letters[cursor.shared + at] | PrefixTree.letter(cursor.suffix[at])
            }
            for level in stride(from: cursor.shared, to: PrefixTree.depth, by: 1) {
                let at = level - cursor.shared
                building[level].bytes.append(at < cursor.suffixCount ? cursor.suffix[at] : 0)
                building[level].starts.append(
                    level + 1 < PrefixTree.depth
                        ? UInt32(building[level + 1].bytes.count) : UInt32(cursor.ordinal))
            }
            for level in 0..<PrefixTree.depth { building[level].note(letters[cursor.count]) }
        }
        if cursor.isBroken { throw dictionary.broken() }
        levels = .allocate(capacity: PrefixTree.depth)
        for level in 0..<PrefixTree.depth {
            let end =
                level + 1 < PrefixTree.depth
                ? building[level + 1].bytes.count : dictionary.termCount
            (levels + level).initialize(to: building[level].level(end: end))
        }
    }

    /// One level while the dictionary is read.
    private struct Growing {
        var bytes: [UInt8] = []
        var starts: [UInt32] = []
        private var any: [Letters] = []
        private var all: [Letters] = []

        /// Notes the letters of a term below the last node.
        mutating func note(_ letters: Letters) {
            if any.count < bytes.count {
                any.append(letters)
                all.append(letters)
            } else {
                any[any.count - 1] |= letters
                all[all.count - 1] &= letters
            }
        }

        func level(end: Int) -> Level {
            Level(
                bytes: Growing.copy(bytes), starts: Growing.copy(starts + [UInt32(end)]),
                any: Growing.copy(any), all: Growing.copy(all), count: bytes.count)
        }

        private static func copy<Value: BitwiseCopyable>(
            _ values: [Value]
        ) -> UnsafeMutablePointer<Value> {
            let padding = Level.padding
            let room = (values.count + padding - 1) / padding * padding
            let kept = UnsafeMutablePointer<Value>.allocate(capacity: room)
            memset(kept, 0, room * MemoryLayout<Value>.stride)
            kept.update(from: values, count: values.count)
            return kept
        }
    }

    deinit {
        for level in 0..<PrefixTree.depth {
            levels[level].bytes.deallocate()
            levels[level].starts.deallocate()
            levels[level].any.deallocate()
            levels[level].all.deallocate()
        }
        levels.deallocate()
    }

    /// The bit of a byte; all bytes of a code point beyond ASCII have the same.
    @inline(__always)
    static func letter(_ byte: UInt8) -> Letters {
        switch byte {
        case 0x61...0x7A: 1 << Letters(byte &- 0x61)
        case 0x80...: 1 << 31
        default: 1 << Letters(26 &+ byte % 5)
        }
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
