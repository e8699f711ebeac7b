/// One term looked up in the dictionaries of many segments.
extension TermDictionary {
    /// A binary search under way.
    private struct Probe {
        let keys: UnsafePointer<UInt64>
        /// The first of the blocks still considered; its key is below the term's unless it is 0.
        var block = 0
        /// Blocks still considered.
        var length: Int
        /// First byte of the block's text.
        var first: UInt8 = 0
    }

    /// Looks a term up in several dictionaries, one step in each at a time: the dictionaries are
    /// seldom in the caches, and the misses of one pass while the others' are under way.
    /// - Parameter dictionaries: nil where a segment lacks the field.
    package static func find(
        _ term: UnsafeRawBufferPointer, in dictionaries: [TermDictionary?]
    ) throws(SegmentError) -> [TermOrdinal?] {
        if dictionaries.count == 1 { return [try dictionaries[0]?.find(term)] }
        // A missing dictionary's search looks at a block of another.
        guard let any = dictionaries.lazy.compactMap({ $0 }).first else {
            return Array(repeating: nil, count: dictionaries.count)
        }
        let key = TermBytes.key(term)
        var probes = dictionaries.map { dictionary in
            Probe(
                keys: dictionary?.keys ?? any.keys, length: dictionary?.blockCount ?? 1)
        }
        narrow(&probes, key)
        for (index, dictionary) in dictionaries.enumerated() {
            guard let dictionary else { continue }
            let offset = Int(dictionary.offsets[probes[index].block])
            probes[index].first = dictionary.text.start.load(
                fromByteOffset: min(offset, dictionary.text.count - 1), as: UInt8.self)
        }
        var found: [TermOrdinal?] = []
        found.reserveCapacity(dictionaries.count)
        for (index, dictionary) in dictionaries.enumerated() {
            found.append(try dictionary?.find(term, key, from: probes[index].block))
        }
        return found
    }

    /// Finds the last block of each dictionary whose key is below `key`, or block 0.
    private static func narrow(_ probes: inout [Probe], _ key: UInt64) {
        probes.withUnsafeMutableBufferPointer { probes in
            guard let first = probes.baseAddress else { return }
            var longest = 1
            for index in 0..<probes.count { longest = max(longest, first[index].length) }
            while longest > 1 {
                for index in 0..<probes.count {
                    let probe = first + index
                    let half = probe.pointee.length &>> 1
                    let isBelow = probe.pointee.keys[probe.pointee.block &+ half] < key
                    probe.pointee.block &+= isBelow ? half : 0
                    probe.pointee.length &-= half
                }
                longest &-= longest &>> 1
            }
        }
    }

    /// - Parameter block: the last one whose key is below `key`, or 0.
    private func find(
        _ term: UnsafeRawBufferPointer, _ key: UInt64, from block: Int
    ) throws(SegmentError) -> TermOrdinal? {
        // Blocks of the same key are told apart by their texts.
        let isLast = block + 1 == blockCount
        if keys[block] == key || (!isLast && keys[block + 1] == key) { return try find(term) }
        let (ordinal, isFound) = try seek(term, in: block)
        return isFound ? ordinal : nil
    }
}
