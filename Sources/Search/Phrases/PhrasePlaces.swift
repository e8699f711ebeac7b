import Segments

/// Where the terms of a phrase stand in some candidates: a run of positions a term and candidate.
final class PhrasePlaces {
    /// Candidates at a time.
    private static let capacity = 128

    private struct Run {
        var start: UnsafeRawPointer
        var count: UInt32
        var width: UInt32
    }

    private let count: Int
    /// Shape: [count, capacity].
    private let runs: UnsafeMutablePointer<Run>
    /// Slot of each remaining candidate in `runs`. Shape: [capacity].
    private let slots: UnsafeMutablePointer<UInt8>
    /// By slot. Shape: [capacity].
    private let least: UnsafeMutablePointer<UInt32>
    /// Positions before those of each document of a block. Shape: [capacity].
    private let before: UnsafeMutablePointer<UInt32>
    /// Next position to look at of each term. Shape: [count].
    private let next: UnsafeMutablePointer<Int>
    /// Place of each term in the phrase. Shape: [count].
    private let offsets: UnsafeMutablePointer<Int>

    init(_ offsets: some Collection<Int>) {
        let count = offsets.count
        self.count = count
        // One piece of memory, the widest values first.
        let capacity = PhrasePlaces.capacity
        let runBytes = count * capacity * MemoryLayout<Run>.stride
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: runBytes + count * 16 + capacity * 9, alignment: 8)
        runs = memory.bindMemory(to: Run.self, capacity: count * capacity)
        next = (memory + runBytes).bindMemory(to: Int.self, capacity: count)
        self.offsets = next + count
        for (index, offset) in offsets.enumerated() { self.offsets[index] = offset }
        let rest = memory + runBytes + count * 16
        least = rest.bindMemory(to: UInt32.self, capacity: capacity)
        before = (rest + capacity * 4).bindMemory(to: UInt32.self, capacity: capacity)
        slots = (rest + capacity * 8).bindMemory(to: UInt8.self, capacity: capacity)
    }

    deinit { runs.deallocate() }

    func reset(_ size: Int) {
        for at in 0..<size {
            slots[at] = UInt8(at)
            least[at] = .max
        }
    }

    /// Moves a remaining candidate to an earlier place.
    @inline(__always)
    func keep(_ at: Int, as kept: Int) { slots[kept] = slots[at] }

    @inline(__always)
    func leastFrequency(_ at: Int) -> UInt32 { least[Int(slots[at])] }

    /// Finds a term's positions in the remaining candidates, all of which have it.
    func locate(
        _ cursor: CursorPointer, _ index: Int, _ docs: UnsafePointer<UInt32>, _ size: Int
    ) {
        let lastDocs = cursor.pointee.lastDocs
        let row = runs + index * PhrasePlaces.capacity
        var at = 0
        while at < size {
            let block = cursor.seek(docs[at])
            cursor.load(block)
            let last = lastDocs[block]
            if cursor.pointee.postings.hasOnlyOnes(block) {
                locateOnes(cursor, row, docs, &at, size, last)
            } else {
                locateRuns(cursor, row, docs, &at, size, last)
            }
        }
    }

    /// In the decoded block, all of whose documents have the term once.
    @inline(__always)
    private func locateOnes(
        _ cursor: CursorPointer, _ row: UnsafeMutablePointer<Run>, _ docs: UnsafePointer<UInt32>,
        _ at: inout Int, _ size: Int, _ last: UInt32
    ) {
        let own = cursor.pointee.docs
        let (bytes, width) = cursor.pointee.postings.positions(cursor.pointee.block)
        while at < size && docs[at] <= last {
            let slot = Int(slots[at])
            let place = TermCursor.lowerBound(own, docs[at])
            row[slot] = Run(start: bytes + place &* width, count: 1, width: UInt32(width))
            least[slot] = 1
            at &+= 1
        }
    }

    /// In the decoded block.
    @inline(__always)
    private func locateRuns(
        _ cursor: CursorPointer, _ row: UnsafeMutablePointer<Run>, _ docs: UnsafePointer<UInt32>,
        _ at: inout Int, _ size: Int, _ last: UInt32
    ) {
        cursor.needFrequencies()
        let own = cursor.pointee.docs
        let frequencies = cursor.pointee.frequencies
        let (bytes, width) = cursor.pointee.postings.positions(cursor.pointee.block)
        addUp(frequencies, cursor.pointee.count)
        while at < size && docs[at] <= last {
            let slot = Int(slots[at])
            let place = TermCursor.lowerBound(own, docs[at])
            let frequency = frequencies[place]
            row[slot] = Run(
                start: bytes + Int(before[place]) &* width, count: frequency, width: UInt32(width))
            least[slot] = least[slot] < frequency ? least[slot] : frequency
            at &+= 1
        }
    }

    /// Fills `before` for a block.
    @inline(__always)
    private func addUp(_ frequencies: UnsafePointer<UInt32>, _ count: Int) {
        let before = self.before
        var sum: UInt32 = 0
        for index in 0..<count {
            before[index] = sum
            sum &+= frequencies[index]
        }
    }

    /// How often the phrase is in a remaining candidate.
    /// - Parameter countsAll: false stops at the first.
    @inline(__always)
    func frequency(_ at: Int, countsAll: Bool) -> Int {
        let slot = Int(slots[at])
        if runs[slot].count == 1 { return isWhole(slot) ? 1 : 0 }
        if count == 2 {
            let second = runs[PhrasePlaces.capacity &+ slot]
            return PhrasePlaces.pairs(runs[slot], second, offsets[1] &- offsets[0], countsAll)
        }
        return frequencyOfMany(slot, countsAll)
    }

    /// Whether the phrase is around the only position of its first term.
    @inline(__always)
    private func isWhole(_ slot: Int) -> Bool {
        let start = PhrasePlaces.read(runs[slot], 0) &- offsets[0]
        for index in 1..<count {
            let run = runs[index &* PhrasePlaces.capacity &+ slot]
            let target = start &+ offsets[index]
            var at = 0
            var place = PhrasePlaces.read(run, 0)
            while place < target {
                at &+= 1
                if at == Int(run.count) { return false }
                place = PhrasePlaces.read(run, at)
            }
            if place != target { return false }
        }
        return true
    }

    /// Positions of the first run that have one of the second `distance` behind them.
    @inline(__always)
    private static func pairs(
        _ first: Run, _ second: Run, _ distance: Int, _ countsAll: Bool
    ) -> Int {
        var one = 0
        var two = 0
        var found = 0
        let ones = Int(first.count)
        let twos = Int(second.count)
        while one < ones && two < twos {
            let target = read(first, one) &+ distance
            let place = read(second, two)
            if target == place {
                found &+= 1
                if !countsAll { return found }
            }
            one &+= target <= place ? 1 : 0
            two &+= place <= target ? 1 : 0
        }
        return found
    }

    private func frequencyOfMany(_ slot: Int, _ countsAll: Bool) -> Int {
        let lead = runs[slot]
        let (next, offsets) = (self.next, self.offsets)
        for index in 0..<count { next[index] = 0 }
        var found = 0
        for step in 0..<Int(lead.count) {
            let start = PhrasePlaces.read(lead, step) &- offsets[0]
            var matches = true
            for index in 1..<count {
                let run = runs[index &* PhrasePlaces.capacity &+ slot]
                let target = start &+ offsets[index]
                var at = next[index]
                while at < Int(run.count) && PhrasePlaces.read(run, at) < target { at &+= 1 }
                next[index] = at
                if at == Int(run.count) { return found }
                if PhrasePlaces.read(run, at) != target {
                    matches = false
                    break
                }
            }
            if matches {
                found &+= 1
                if !countsAll { return found }
            }
        }
        return found
    }

    @inline(__always)
    private static func read(_ run: Run, _ index: Int) -> Int {
        if run.width == 1 { return Int(run.start.load(fromByteOffset: index, as: UInt8.self)) }
        if run.width == 2 {
            return Int(run.start.loadUnaligned(fromByteOffset: index &* 2, as: UInt16.self))
        }
        return Int(run.start.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self))
    }
}
