/// What a walk over a dictionary asks of an automaton.
protocol TermAutomaton {
    /// Goes on from the state saved after `depth` bytes of an earlier term with the same beginning.
    /// - Returns: bytes read when no continuation of them can match, else nil: the term ended
    ///   alive.
    mutating func run(_ term: UnsafePointer<UInt8>, from depth: Int, count: Int) -> Int?
    /// Called after `run` returned nil, with the term it read.
    mutating func accept(_ ordinal: TermOrdinal, _ term: UnsafePointer<UInt8>, count: Int)
}

extension TermDictionary {
    /// Runs an automaton over the terms of a range of ordinals. States are kept for prefixes shared
    /// from term to term, and terms that share a dead prefix are skipped, by whole blocks too.
    func walk<A: TermAutomaton>(
        _ automaton: inout A, in range: Range<TermOrdinal>
    ) throws(SegmentError) {
        guard !range.isEmpty else { return }
        let size = TermDictionaryWriter.blockSize
        let least = least
        let offsets = offsets
        let first = Int(range.lowerBound)
        let end = Int(range.upperBound)
        let term = UnsafeMutablePointer<UInt8>.allocate(capacity: longest + 8)
        defer { term.deallocate() }
        var cursor = cursor(atBlock: first / size)
        var alive = 0
        var dead = Int.max
        while cursor.ordinal + 1 < end {
            if dead != Int.max {
                if (cursor.ordinal + 1) % size != 0 {
                    if !cursor.nextInBlock(sharingLessThan: dead) {
                        if cursor.isBroken { throw broken() }
                        continue
                    }
                    if cursor.ordinal >= end { return }
                } else {
                    var block = (cursor.ordinal + 1) / size
                    let start = block
                    while block < blockCount && Int(least[block]) >= dead && least[block] != 255 {
                        block &+= 1
                    }
                    if block > start {
                        if block * size >= end { return }
                        cursor.jump(
                            toBlock: block, offset: Int(offsets[block]), keepsPrefix: true)
                    }
                    guard cursor.next() else { throw broken() }
                    if cursor.shared >= dead { continue }
                }
            } else {
                guard cursor.next() else { throw broken() }
            }
            let shared = cursor.shared
            let count = cursor.count
            guard count <= longest else { throw broken() }
            cursor.complete(term)
            if cursor.ordinal < first {
                alive = min(alive, shared)
                continue
            }
            if let reached = automaton.run(term, from: min(alive, shared), count: count) {
                dead = reached
                alive = reached
            } else {
                dead = Int.max
                alive = count
                automaton.accept(TermOrdinal(cursor.ordinal), term, count: count)
            }
        }
    }

    /// Runs an automaton over the terms of several ranges of ordinals, which ascend.
    func walk<A: TermAutomaton>(
        _ automaton: inout A, in ranges: [Range<TermOrdinal>]
    ) throws(SegmentError) {
        let size = TermDictionaryWriter.blockSize
        let term = UnsafeMutablePointer<UInt8>.allocate(capacity: longest + 8)
        defer { term.deallocate() }
        var cursor = cursor(atBlock: 0)
        var alive = 0
        var dead = Int.max
        for range in ranges {
            let first = Int(range.lowerBound)
            let block = first / size
            if cursor.ordinal + 1 < block * size {
                cursor.jump(toBlock: block, offset: Int(offsets[block]), keepsPrefix: false)
            }
            while cursor.ordinal + 1 < Int(range.upperBound) {
                guard cursor.next(), cursor.count <= longest else { throw broken() }
                cursor.complete(term)
                if cursor.shared >= dead { continue }
                dead = Int.max
                alive = min(alive, cursor.shared)
                if cursor.ordinal < first { continue }
                if let reached = automaton.run(term, from: alive, count: cursor.count) {
                    (alive, dead) = (reached, reached)
                } else {
                    alive = cursor.count
                    automaton.accept(TermOrdinal(cursor.ordinal), term, count: cursor.count)
                }
            }
        }
    }
}
