import Segments

/// Several short postings lists scored beforehand and put in order as one list, so that a kernel
/// passes over one cursor instead of many: a fuzzy term has tens of rare variants.
///
/// Looks like a list of the index to a cursor: blocks of 128 documents, each with an impact that
/// names its own entry in a table of products. A document in several of the lists would need its
/// scores summed in double to stay exact, so its further scores go to a further list.
final class MergedPostings {
    /// Documents of a list up to which it counts as short.
    static let shortList = 1024
    /// Lists from which merging pays.
    static let fewestLists = 4
    /// Blocks have a table entry each.
    static let mostDocuments = 256 * PostingsList.blockSize

    /// Shape: [count], with room for a vector.
    let docs: UnsafeMutablePointer<UInt32>
    let scores: UnsafeMutablePointer<Float>
    let count: Int
    let blockCount: Int
    /// Shape: [blockCount].
    let lastDocs: UnsafeMutablePointer<UInt32>
    let impacts: UnsafeMutablePointer<UInt32>
    /// Shape: [256].
    let products: UnsafeMutablePointer<Float>
    /// Limit of the products' scores.
    let weight: Float

    /// - Parameter pairs: document in the upper half, bits of its score in the lower; ascending,
    ///   each document once.
    private init(_ pairs: UnsafeBufferPointer<UInt64>) {
        count = pairs.count
        blockCount = (count + PostingsList.blockSize - 1) / PostingsList.blockSize
        docs = .allocate(capacity: count)
        scores = .allocate(capacity: count)
        lastDocs = .allocate(capacity: blockCount)
        impacts = .allocate(capacity: blockCount)
        products = .allocate(capacity: 256)
        products.initialize(repeating: 0, count: 256)
        var best: Float = 0
        for (index, pair) in pairs.enumerated() {
            docs[index] = UInt32(truncatingIfNeeded: pair >> 32)
            scores[index] = Float(bitPattern: UInt32(truncatingIfNeeded: pair))
            best = max(best, scores[index])
        }
        weight = best * 2
        for block in 0..<blockCount { describe(block) }
    }

    deinit {
        docs.deallocate()
        scores.deallocate()
        lastDocs.deallocate()
        impacts.deallocate()
        products.deallocate()
    }

    private func describe(_ block: Int) {
        let start = block * PostingsList.blockSize
        let end = min(count, start + PostingsList.blockSize)
        lastDocs[block] = docs[end - 1]
        impacts[block] = UInt32(block)
        var best: Float = 0
        for index in start..<end { best = max(best, scores[index]) }
        var product = best / (weight - best)
        while TermScoring.score(weight, product) < best { product = product.nextUp }
        products[block] = product
    }

    /// Documents of a block and their scores, copied into a cursor's memory.
    func decode(
        _ block: Int, _ docs: UnsafeMutablePointer<UInt32>, _ scores: UnsafeMutablePointer<Float>
    ) -> Int {
        let start = block * PostingsList.blockSize
        let size = min(PostingsList.blockSize, count - start)
        docs.update(from: self.docs + start, count: size)
        scores.update(from: self.scores + start, count: size)
        // A search of the block looks at all 128 places.
        for index in size..<max(size, PostingsList.blockSize) { docs[index] = .max }
        return size
    }

    /// Makes one list of the cursors' documents, and more where documents are in several.
    static func merge(_ cursors: [CursorPointer], documentCount: Int) -> [MergedPostings] {
        let total = cursors.reduce(0) { $0 + $1.pointee.documentFrequency }
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * max(1, total)) {
            guard let pairs = $0.baseAddress else { return [] }
            var size = collect(cursors, into: pairs)
            RadixSort.sort(pairs, count: size, spare: pairs + total, below: documentCount)
            var lists: [MergedPostings] = []
            while size > 0 { lists.append(takeDistinct(pairs, &size, spare: pairs + total)) }
            return lists
        }
    }

    private static func collect(
        _ cursors: [CursorPointer], into pairs: UnsafeMutablePointer<UInt64>
    ) -> Int {
        var size = 0
        for cursor in cursors {
            for block in 0..<cursor.pointee.blockCount {
                cursor.load(block)
                cursor.needScores()
                let docs = cursor.pointee.docs
                let scores = cursor.pointee.scores
                for index in 0..<cursor.pointee.count {
                    pairs[size] = UInt64(docs[index]) << 32 | UInt64(scores[index].bitPattern)
                    size &+= 1
                }
            }
        }
        return size
    }

    /// Takes the first score of each document; the others stay.
    private static func takeDistinct(
        _ pairs: UnsafeMutablePointer<UInt64>, _ size: inout Int,
        spare: UnsafeMutablePointer<UInt64>
    ) -> MergedPostings {
        var taken = 0
        var left = 0
        var last = UInt64.max
        for index in 0..<size {
            let pair = pairs[index]
            let isNew = pair >> 32 != last
            last = pair >> 32
            spare[taken] = pair
            pairs[left] = pair
            taken &+= isNew ? 1 : 0
            left &+= isNew ? 0 : 1
        }
        size = left
        return MergedPostings(UnsafeBufferPointer(start: spare, count: taken))
    }
}
