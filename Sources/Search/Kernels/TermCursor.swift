import Segments

/// One postings list on its way through a kernel: block table, score numbers, one decoded block.
///
/// Lives in an array of a `CursorSet` and is used through `CursorPointer`, so that kernels touch
/// plain memory: no reference counts, no exclusivity checks, no bounds checks. A cursor decodes
/// documents, frequencies and scores of a block each only when first needed.
struct TermCursor {
    let postings: PostingsList
    /// Last document of each block. Shape: [blockCount].
    let lastDocs: UnsafePointer<UInt32>
    /// `Impact` of each block. Shape: [blockCount].
    let impacts: UnsafeRawPointer
    let blockCount: Int
    let documentFrequency: Int
    /// Norm of each document; nil gives all the norm 1.
    let norms: UnsafePointer<UInt8>?
    /// Inverse of each norm, see `NormInverses`. Shape: [256].
    let inverses: UnsafePointer<Float>
    let weight: Float
    /// The decoded block. Shape: [128], room for `CursorSet.stride`.
    let docs: UnsafeMutablePointer<UInt32>
    let frequencies: UnsafeMutablePointer<UInt32>
    let scores: UnsafeMutablePointer<Float>
    /// What blocks are copied from when the list was made of others; nil for one of the index.
    var merged: Unmanaged<MergedPostings>?
    /// The decoded block's index; -1 before the first.
    var block = -1
    /// Documents in the decoded block.
    var count = 0
    var hasFrequencies = false
    var hasScores = false
    /// A block at or before the one the kernel is at; where seeking starts.
    var shallow = 0
    /// Bound of the current window, for kernels that keep one.
    var bound: Double = 0
    /// The list has no document from the kernel's position up to this one; a kernel that keeps it
    /// moves forward only.
    var next: UInt32 = 0
    /// Documents of the decoded block before this index lie before the kernel's position.
    var index = 0
    /// The block `blockBound` is of.
    var boundedBlock = -1
    var blockBound: Float = 0
}

typealias CursorPointer = UnsafeMutablePointer<TermCursor>

extension UnsafeMutablePointer where Pointee == TermCursor {
    /// Makes `block` the decoded one.
    @inline(__always)
    func load(_ block: Int) {
        if pointee.block != block { decode(block) }
    }

    @inline(never)
    func decode(_ block: Int) {
        pointee.block = block
        pointee.index = 0
        if let merged = pointee.merged {
            pointee.hasFrequencies = true
            pointee.hasScores = true
            pointee.count = merged._withUnsafeGuaranteedRef {
                $0.decode(block, pointee.docs, pointee.scores)
            }
            return
        }
        pointee.hasFrequencies = false
        pointee.hasScores = false
        pointee.count = pointee.postings.decodeDocuments(block, into: pointee.docs)
    }

    @inline(__always)
    func needFrequencies() {
        if !pointee.hasFrequencies { decodeFrequencies() }
    }

    @inline(never)
    func decodeFrequencies() {
        pointee.hasFrequencies = true
        pointee.postings.decodeFrequencies(pointee.block, into: pointee.frequencies)
    }

    /// Scores the whole decoded block.
    @inline(__always)
    func needScores() {
        if !pointee.hasScores { scoreBlock() }
    }

    @inline(never)
    func scoreBlock() {
        needFrequencies()
        pointee.hasScores = true
        let count = pointee.count
        let docs = pointee.docs
        let scores = pointee.scores
        let inverses = pointee.inverses
        if let norms = pointee.norms {
            for index in 0..<count { scores[index] = inverses[Int(norms[Int(docs[index])])] }
        } else {
            for index in 0..<count { scores[index] = inverses[1] }
        }
        TermCursor.scoreInPlace(
            UnsafeMutableRawPointer(scores), UnsafeRawPointer(pointee.frequencies), count,
            pointee.weight)
    }

    /// Score of the document at `index` of the decoded block; its frequencies must be decoded.
    @inline(__always)
    func score(at index: Int, _ doc: UInt32) -> Float {
        if pointee.hasScores { return pointee.scores[index] }
        let frequency = Float(Int32(truncatingIfNeeded: pointee.frequencies[index]))
        let weight = pointee.weight
        return weight - weight / (1 + frequency * inverse(of: doc))
    }

    @inline(__always)
    func inverse(of doc: UInt32) -> Float {
        guard let norms = pointee.norms else { return pointee.inverses[1] }
        return pointee.inverses[Int(norms[Int(doc)])]
    }

    /// Largest frequency times inverse norm of a block: what its bound is made of.
    @inline(__always)
    func product(of block: Int) -> Float {
        let packed = pointee.impacts.load(fromByteOffset: block &* 4, as: UInt32.self)
        let stored = packed >> 16
        let frequency = stored == 0xFFFF ? Float(UInt32.max) : Float(Int32(bitPattern: stored))
        let ones = pointee.inverses[Int(packed & 0xFF)]
        let more = frequency * pointee.inverses[Int((packed >> 8) & 0xFF)]
        return ones > more ? ones : more
    }

    /// No document of the block scores more.
    @inline(__always)
    func bound(of block: Int) -> Float { TermScoring.score(pointee.weight, product(of: block)) }

    /// As `bound(of:)`, for kernels that ask of one block again and again.
    @inline(__always)
    func knownBound(of block: Int) -> Float {
        if pointee.boundedBlock != block {
            pointee.boundedBlock = block
            pointee.blockBound = bound(of: block)
        }
        return pointee.blockBound
    }

    /// First block at or after `shallow` that may hold `doc` or a later one; `blockCount` at the
    /// end. Moves `shallow` there.
    @inline(__always)
    func seek(_ doc: UInt32) -> Int {
        let block = TermCursor.seekBlock(
            pointee.lastDocs, pointee.shallow, pointee.blockCount, doc)
        pointee.shallow = block
        return block
    }

    /// Calls `body` with each block that has documents in `range`, decoded, and their indices.
    @inline(__always)
    func forEachBlock(in range: Range<UInt32>, _ body: (_ first: Int, _ end: Int) -> Void) {
        let start = range.lowerBound
        let end = range.upperBound
        let lastDocs = pointee.lastDocs
        let blocks = pointee.blockCount
        let docs = pointee.docs
        var at = seek(start)
        while at < blocks {
            if at > 0 && lastDocs[at &- 1] &+ 1 >= end { return }
            load(at)
            let count = pointee.count
            let first = docs[0] >= start ? 0 : TermCursor.lowerBound(docs, start)
            let last = docs[count &- 1] < end ? count : TermCursor.lowerBound(docs, end)
            if first < last { body(first, last) }
            if lastDocs[at] &+ 1 >= end { return }
            at &+= 1
        }
    }

    /// No document in `first...last` scores more; 0 when the list has none there.
    func bound(from first: UInt32, through last: UInt32) -> Float {
        var block = seek(first)
        let lastDocs = pointee.lastDocs
        let end = pointee.blockCount
        if block >= end || (block > 0 && lastDocs[block &- 1] >= last) { return 0 }
        var best = product(of: block)
        while lastDocs[block] < last {
            block &+= 1
            if block >= end { break }
            let product = product(of: block)
            best = best < product ? product : best
        }
        return TermScoring.score(pointee.weight, best)
    }
}

extension TermCursor {
    /// `scores` holds inverse norms and receives scores. May run over the end by seven.
    @inline(__always)
    static func scoreInPlace(
        _ scores: UnsafeMutableRawPointer, _ frequencies: UnsafeRawPointer, _ count: Int,
        _ weight: Float
    ) {
        let weights = SIMD8<Float>(repeating: weight)
        let ones = SIMD8<Float>(repeating: 1)
        var offset = 0
        let end = count &* 4
        while offset < end {
            let integers = frequencies.loadUnaligned(
                fromByteOffset: offset, as: SIMD8<Int32>.self)
            let inverse = scores.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
            let score = weights - weights / (ones + SIMD8<Float>(integers) * inverse)
            scores.storeBytes(of: score, toByteOffset: offset, as: SIMD8<Float>.self)
            offset &+= 32
        }
    }

    /// First block at or after `start` whose last document is at or after `doc`; galloping.
    @inline(__always)
    static func seekBlock(
        _ lastDocs: UnsafePointer<UInt32>, _ start: Int, _ end: Int, _ doc: UInt32
    ) -> Int {
        if start >= end || lastDocs[start] >= doc { return start }
        return gallop(lastDocs, start, end, doc)
    }

    @inline(never)
    private static func gallop(
        _ lastDocs: UnsafePointer<UInt32>, _ start: Int, _ end: Int, _ doc: UInt32
    ) -> Int {
        var low = start
        var step = 1
        while low &+ step < end && lastDocs[low &+ step] < doc {
            low &+= step
            step &<<= 1
        }
        var high = min(low &+ step, end)
        low &+= 1
        while low < high {
            let middle = (low &+ high) &>> 1
            if lastDocs[middle] < doc { low = middle &+ 1 } else { high = middle }
        }
        return low
    }

    /// First index of a decoded block whose document is at or after `doc`; 127 when none is,
    /// which the caller tells by comparing. Without branches: as arithmetic, since selections were
    /// compiled to jumps that are predicted no better than by chance.
    @inline(__always)
    static func lowerBound(_ docs: UnsafePointer<UInt32>, _ doc: UInt32) -> Int {
        var at = isBelow(docs[63], doc) &<< 6
        at &+= isBelow(docs[at &+ 31], doc) &<< 5
        at &+= isBelow(docs[at &+ 15], doc) &<< 4
        at &+= isBelow(docs[at &+ 7], doc) &<< 3
        at &+= isBelow(docs[at &+ 3], doc) &<< 2
        at &+= isBelow(docs[at &+ 1], doc) &<< 1
        at &+= isBelow(docs[at], doc)
        return at
    }

    /// 1 if `known` is below `doc`, else 0.
    @inline(__always)
    private static func isBelow(_ known: UInt32, _ doc: UInt32) -> Int {
        Int(truncatingIfNeeded: UInt64(bitPattern: Int64(known) &- Int64(doc)) &>> 63)
    }

    /// 1 if `score` exceeds `cut`, else 0, without a branch. `score` is not negative.
    @inline(__always)
    static func exceeds(_ score: Double, _ cut: Double) -> Int {
        let limit = max(Int64(bitPattern: cut.bitPattern), -1)
        let difference = limit &- Int64(bitPattern: score.bitPattern)
        return Int(truncatingIfNeeded: UInt64(bitPattern: difference) &>> 63)
    }
}
