import Segments

/// Documents by ordinal of one segment's column.
///
/// Few documents are kept as a list of their ordinals, sorted once all have been met: most columns
/// have far more ordinals than a narrow search has documents. More are counted in an array.
final class OrdinalCounts {
    let column: OrdinalColumn
    /// What documents without a value count as; nil when they do not count.
    let missing: [UInt8]?
    private let ordinalCount: Int
    private var few: FewOrdinals?
    private var many: ManyOrdinals?
    /// Values of the documents counted: their number, unless the column is multi-valued.
    private(set) var valueCount = 0

    /// From which size of a column a list is kept, and how many of its ordinals one document in
    /// the list must stand for.
    private static let leastOrdinals = 1024
    private static let listShare = 16
    private static let mostListed = 256

    init(_ column: OrdinalColumn, missing: [UInt8]?) {
        self.column = column
        self.missing = missing
        ordinalCount = column.ordinalCount
        if ordinalCount >= OrdinalCounts.leastOrdinals {
            few = FewOrdinals(
                capacity: min(
                    OrdinalCounts.mostListed, ordinalCount / OrdinalCounts.listShare))
        } else {
            many = ManyOrdinals(ordinalCount)
        }
    }

    subscript(ordinal: UInt32) -> Int { few?[ordinal] ?? many?[ordinal] ?? 0 }

    var missingCount: Int { self[UInt32(ordinalCount)] }

    /// Counts a block of documents.
    func add(_ docs: UnsafePointer<UInt32>, _ count: Int) {
        if column.isMultiValued { return addAll(docs, count) }
        if let few {
            if few.append(docs, count, of: column) { return }
            spill(few)
        }
        many?.add(docs, count, of: column)
    }

    /// Counts every value of a block of documents; a document's are distinct.
    private func addAll(_ docs: UnsafePointer<UInt32>, _ count: Int) {
        for index in 0..<count {
            let range = column.valueRange(docs[index])
            if range.isEmpty { add(UInt32(ordinalCount)) }
            for place in range { add(column.ordinal(at: place)) }
        }
    }

    @inline(__always)
    private func add(_ ordinal: UInt32) {
        if let few {
            if few.append(ordinal) { return }
            spill(few)
        }
        many?.add(ordinal)
    }

    private func spill(_ list: FewOrdinals) {
        let counts = ManyOrdinals(ordinalCount)
        list.forEachMet { counts.add($0) }
        few = nil
        many = counts
    }

    /// Before the first count is asked for.
    func settle() {
        few?.settle()
        many?.settle()
        valueCount = (few?.total ?? many?.total ?? 0) - missingCount
    }

    /// Calls `body` with each ordinal of at least `minimum` documents, without the missing one.
    func forEach(atLeast minimum: Int, _ body: (UInt32, Int) throws -> Void) rethrows {
        let limit = UInt32(clamping: max(1, minimum))
        let absent = UInt32(ordinalCount)
        func pass(_ ordinal: UInt32, _ count: UInt32) throws {
            if ordinal != absent { try body(ordinal, Int(count)) }
        }
        try few?.forEach(atLeast: limit, pass)
        try many?.forEach(atLeast: limit, pass)
    }

    /// The `rank`-th largest count, 0 when fewer ordinals have documents.
    func largest(rank: Int) -> Int {
        if rank >= ordinalCount { return 0 }
        // Ascending, the best so far: few are ever inserted.
        var best: [UInt32] = []
        best.reserveCapacity(rank)
        forEach(
            above: { best.count == rank ? best[0] : 0 },
            { count in
                if best.count == rank { best.removeFirst() }
                best.insert(count, at: OrdinalCounts.place(of: count, in: best))
            })
        return best.count == rank ? Int(best[0]) : 0
    }

    /// Where a number belongs among ascending ones.
    private static func place(of count: UInt32, in ascending: [UInt32]) -> Int {
        var low = 0
        var high = ascending.count
        while low < high {
            let middle = (low + high) / 2
            if ascending[middle] < count { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Counts that are above a bound that rises, without the missing one's.
    private func forEach(above bound: () -> UInt32, _ body: (UInt32) -> Void) {
        let absent = UInt32(ordinalCount)
        few?.forEach(atLeast: 1) { ordinal, count in
            if ordinal != absent && count > bound() { body(count) }
        }
        many?.forEach(above: bound) { ordinal, count in if ordinal != absent { body(count) } }
    }
}

/// Which terms cannot be among the first when segments are counted by their own ordinals.
///
/// If some `size` terms have at least `t` documents each, no term below `t` in total is among the
/// first; a term of at least `t` in total has at least `t / segments` in some segment. So terms
/// below that in every segment need not be looked up, and their documents are known together. The
/// terms that lead in one segment give `t`: their totals are wanted anyway.
///
/// - Source: Cao & Wang, "Efficient top-k query calculation in distributed networks", 2004 (TPUT),
///   of whose phases the first asks one segment here.
enum RareTerms {
    /// The segment whose `size`-th largest count is largest, and that count.
    static func leader(_ segments: [OrdinalCounts], size: Int) -> (segment: Int, count: Int) {
        let counts = segments.map { $0.largest(rank: size) }
        let segment = counts.indices.max { counts[$0] < counts[$1] } ?? 0
        return (segment, counts.isEmpty ? 0 : counts[segment])
    }

    /// Documents a term must have in some segment to be looked up.
    /// - Parameters:
    ///   - totals: documents of some terms in all segments.
    ///   - least: documents that `size` terms have at least.
    static func threshold(_ totals: [Int], least: Int, size: Int, segments: Int) -> Int {
        let sorted = totals.sorted(by: >)
        let reached = sorted.count >= size ? max(least, sorted[size - 1]) : least
        return max(1, (reached + segments - 1) / segments)
    }
}
