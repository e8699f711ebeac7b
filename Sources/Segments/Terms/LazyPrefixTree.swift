import Synchronization

/// The tree of a dictionary, from the first walk that needs it on; copies of the dictionary share
/// it.
final class LazyPrefixTree: Sendable {
    private let made = Mutex<PrefixTree?>(nil)

    /// - Returns: nil for a dictionary too small to gain by one.
    func tree(of dictionary: TermDictionary) throws(SegmentError) -> PrefixTree? {
        guard dictionary.termCount >= PrefixTree.leastTerms else { return nil }
        return try made.withLock { known throws(SegmentError) -> PrefixTree in
            if let known { return known }
            let tree = try PrefixTree(dictionary)
            known = tree
            return tree
        }
    }
}
