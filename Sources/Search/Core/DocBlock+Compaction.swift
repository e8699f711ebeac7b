import Primitives

/// Dropping documents of a block in place.
extension DocBlock {
    /// Keeps the documents whose mark is not zero, adding to their scores, rounded to float.
    func keep(marked marks: UnsafePointer<UInt8>, adding sums: UnsafePointer<Double>) {
        var kept = 0
        for at in 0..<count {
            docs[kept] = docs[at]
            scores[kept] = scores[at] + Double(Float(sums[at]))
            kept &+= Int(marks[at] != 0)
        }
        count = kept
    }

    /// Keeps the documents whose bit is set.
    func keep(set words: UnsafePointer<UInt64>) {
        var kept = 0
        for at in 0..<count {
            let doc = docs[at]
            docs[kept] = doc
            scores[kept] = scores[at]
            kept &+= Int(
                truncatingIfNeeded: (words[Int(doc &>> 6)] &>> UInt64(doc & 63)) & 1)
        }
        count = kept
    }

    /// Keeps the documents that are in `other`, both ascending.
    func keep(in other: DocBlock) {
        var kept = 0
        var next = 0
        for at in 0..<count {
            let doc = docs[at]
            while next < other.count && other.docs[next] < doc { next &+= 1 }
            if next < other.count && other.docs[next] == doc {
                docs[kept] = doc
                scores[kept] = scores[at]
                kept &+= 1
            }
        }
        count = kept
    }

    /// Drops the documents that are in `other`, both ascending.
    func remove(in other: DocBlock) {
        var kept = 0
        var next = 0
        for at in 0..<count {
            let doc = docs[at]
            while next < other.count && other.docs[next] < doc { next &+= 1 }
            if next < other.count && other.docs[next] == doc { continue }
            docs[kept] = doc
            scores[kept] = scores[at]
            kept &+= 1
        }
        count = kept
    }

    /// Keeps the documents whose score exceeds `cut`.
    func keep(above cut: Double) { count = TermCursor.compact(docs, scores, 0, count, cut) }

    /// Rounds every score to float, as a node does before handing it up.
    func roundScores() {
        for at in 0..<count { scores[at] = Double(Float(scores[at])) }
    }

    func setScores(to score: Float) {
        let value = Double(score)
        for at in 0..<count { scores[at] = value }
    }

    func addToScores(_ score: Float) {
        let value = Double(score)
        for at in 0..<count { scores[at] += value }
    }

    /// Takes over another block's documents, with scores of zero.
    func copyDocuments(of other: DocBlock) {
        docs.update(from: other.docs, count: other.count)
        scores.update(repeating: 0, count: other.count)
        count = other.count
    }

    /// Adds the scores of `other`, whose documents are among this block's.
    func addScores(of other: DocBlock) {
        var at = 0
        for next in 0..<other.count {
            let doc = other.docs[next]
            while at < count && docs[at] < doc { at &+= 1 }
            if at == count { return }
            if docs[at] == doc { scores[at] += other.scores[next] }
        }
    }
}

extension DocBlock {
    /// Replaces the content by the documents of set bits, and clears the bits; stops before a word
    /// whose documents may not fit. Scores are left as they are.
    /// - Parameter base: document of the first bit of word 0.
    /// - Returns: the first word not looked at.
    func takeBits(
        _ bits: UnsafeMutablePointer<UInt64>, from start: Int, to end: Int, base: UInt32
    ) -> Int {
        let docs = self.docs
        var written = 0
        var word = start
        while word < end && written &+ 64 <= DocBlock.capacity {
            var rest = bits[word]
            bits[word] = 0
            let first = base &+ UInt32(truncatingIfNeeded: word &* 64)
            while rest != 0 {
                docs[written] = first &+ UInt32(truncatingIfNeeded: rest.trailingZeroBitCount)
                written &+= 1
                rest &= rest &- 1
            }
            word &+= 1
        }
        count = written
        return word
    }
}

extension DocBlock {
    /// Documents with which a block is handed out although more would fit.
    private static let fairCount = 512

    /// Replaces the content by the documents of set bits in `start..<end`. Scores are left as they
    /// are.
    /// - Parameter prepare: called before bits below its argument are looked at.
    /// - Returns: the first document not looked at.
    @inline(__always)
    func take(
        _ bits: FixedBitSet, from start: Int, to end: Int, prepare: (Int) -> Void
    ) -> Int {
        count = 0
        var position = start
        while position < end && count < DocBlock.fairCount {
            let stop = min(end, position + DocBlock.capacity - count)
            prepare(stop)
            count += bits.writeSetBits(in: position..<stop, to: docs + count)
            position = stop
        }
        return position
    }
}

extension WindowAccumulator {
    /// Fills a block with the documents of set bits and clears all bits; documents that may not fit
    /// are left out.
    /// - Returns: the document behind the last one looked at.
    func drainBits(base: UInt32, length: Int, _ block: DocBlock) -> UInt32 {
        let words = (length &+ 63) &>> 6
        let next = block.takeBits(bits, from: 0, to: words, base: base)
        if next == words { return base &+ UInt32(truncatingIfNeeded: length) }
        (bits + next).update(repeating: 0, count: words &- next)
        return base &+ UInt32(truncatingIfNeeded: next &* 64)
    }
}

extension Double {
    /// The smallest float that is not below it.
    var roundedUpToFloat: Float {
        let float = Float(self)
        return Double(float) < self ? float.nextUp : float
    }
}

extension DocBlock {
    var lastDocument: UInt32? { count == 0 ? nil : docs[count - 1] }
}
