import Analysis
import Primitives

/// The distinct terms of a stream of term ids in byte order, and where the run of each ends when
/// the stream is sorted by term.
struct TermSort {
    /// Term ids. Shape: [terms].
    private(set) var order: [UInt32] = []
    /// Shape: [terms].
    private(set) var ends: [Int] = []
    private let counts: [UInt32]

    private struct Entry {
        let key: UInt64
        let id: UInt32
    }

    init(_ stream: FlatBuffer<UInt32>, vocabulary: Vocabulary) {
        var counts = [UInt32](repeating: 0, count: vocabulary.count)
        var entries: [Entry] = []
        counts.withUnsafeMutableBufferPointer { counts in
            for index in 0..<stream.count {
                let id = stream[index]
                if counts[Int(id)] == 0 {
                    entries.append(Entry(key: TermBytes.key(vocabulary.term(id)), id: id))
                }
                counts[Int(id)] &+= 1
            }
        }
        entries.sort { left, right in
            if left.key != right.key { return left.key < right.key }
            return TermBytes.compare(vocabulary.term(left.id), vocabulary.term(right.id)) < 0
        }
        order.reserveCapacity(entries.count)
        ends.reserveCapacity(entries.count)
        var end = 0
        for entry in entries {
            order.append(entry.id)
            end += Int(counts[Int(entry.id)])
            ends.append(end)
        }
        self.counts = counts
    }

    /// Document << 32 | position of every term of the stream, term after term in order, each term's
    /// in order of the stream. The caller frees them.
    func runs(of field: FieldBuffer, withPositions: Bool) -> UnsafeMutablePointer<UInt64> {
        let total = field.termIDs.count
        let runs = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, total))
        let cursors = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, counts.count))
        defer { cursors.deallocate() }
        for (rank, id) in order.enumerated() {
            cursors[Int(id)] = rank == 0 ? 0 : UInt32(truncatingIfNeeded: ends[rank - 1])
        }
        let ids = field.termIDs.start
        let positions = field.positions.start
        var at = 0
        for index in 0..<field.docs.count {
            let doc = UInt64(field.docs[index]) &<< 32
            let end = Int(field.ends[index])
            while at < end {
                let id = Int(ids[at])
                let cursor = cursors[id]
                cursors[id] = cursor &+ 1
                runs[Int(cursor)] = withPositions ? doc | UInt64(positions[at]) : doc
                at &+= 1
            }
        }
        return runs
    }

    /// The ordinal of each term id; 0 for ids not in the stream.
    func ranks(vocabularyCount: Int) -> [UInt32] {
        var ranks = [UInt32](repeating: 0, count: vocabularyCount)
        for (rank, id) in order.enumerated() { ranks[Int(id)] = UInt32(rank) }
        return ranks
    }
}
