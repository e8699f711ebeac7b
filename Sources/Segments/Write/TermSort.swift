import Analysis
import Primitives

/// A number for each term id of a vocabulary, shared by the fields of a buffer one after the other.
/// Between uses all are zero, so that a field costs what it holds and not what the vocabulary
/// holds.
final class TermScratch {
    private var numbers = FlatBuffer<UInt32>(capacity: 1024)
    private let runs = FlatBuffer<UInt64>(capacity: 1024)

    func reserve(_ count: Int) -> UnsafeMutablePointer<UInt32> {
        if numbers.count < count {
            numbers.append(repeating: 0, count: count - numbers.count)
        }
        return numbers.start
    }

    /// Room for so many entries, uninitialised.
    func runs(_ count: Int) -> UnsafeMutablePointer<UInt64> {
        runs.removeAll()
        runs.reserve(count)
        return runs.start
    }
}

/// The distinct terms of a stream of term ids in byte order, and where the run of each ends when
/// the stream is sorted by term.
final class TermSort {
    /// Term ids. Shape: [terms].
    private(set) var order: [UInt32] = []
    /// Shape: [terms].
    private(set) var ends: [Int] = []
    /// By term id: counts, then cursors, then ordinals.
    private let numbers: UnsafeMutablePointer<UInt32>
    private let scratch: TermScratch

    private struct Entry {
        let key: UInt64
        let id: UInt32
    }

    /// - Parameter scratch: in use until the end of this object.
    init(_ stream: FlatBuffer<UInt32>, vocabulary: Vocabulary, scratch: TermScratch) {
        self.scratch = scratch
        numbers = scratch.reserve(vocabulary.count)
        var entries: [Entry] = []
        for index in 0..<stream.count {
            let id = stream[index]
            if numbers[Int(id)] == 0 {
                entries.append(Entry(key: TermBytes.key(vocabulary.term(id)), id: id))
            }
            numbers[Int(id)] &+= 1
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
            end += Int(numbers[Int(entry.id)])
            ends.append(end)
        }
    }

    deinit {
        for id in order { numbers[Int(id)] = 0 }
    }

    /// Document << 32 | position of every term of the stream, term after term in order, each term's
    /// in order of the stream. Valid until the scratch memory is used for another field.
    func runs(of field: FieldBuffer, withPositions: Bool) -> UnsafeMutablePointer<UInt64> {
        let total = field.termIDs.count
        let runs = scratch.runs(total)
        let cursors = numbers
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

    /// The ordinal of each term id of the stream. Valid while this object lives.
    func ordinals() -> UnsafePointer<UInt32> {
        for (rank, id) in order.enumerated() { numbers[Int(id)] = UInt32(rank) }
        return UnsafePointer(numbers)
    }
}
