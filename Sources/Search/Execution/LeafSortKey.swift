import Primitives
import Segments

/// One sort key in one leaf: turns documents into integers of which the smaller sorts first.
///
/// Within a leaf every kind of key is such an integer: a number itself, twice an ordinal plus one
/// (so that a term the leaf lacks fits between two), a score's bits; descending keys are
/// complemented. Missing values are the largest or smallest integer in either direction.
final class LeafSortKey {
    enum Source {
        case score
        case document(base: Int)
        case numeric(NumericColumn)
        case ordinal(OrdinalColumn)
        /// Rank of each document's id among those of the leaf. Shape: [documents].
        case id(ranks: [Int64], leaf: Leaf)
        /// No document of the leaf has a value.
        case missing
    }

    let key: SortKey
    let source: Source
    /// Stands for a missing value, as a sortable integer.
    let missing: Int64

    init(_ key: SortKey, leaf: Leaf, ids: (Leaf) throws -> [Int64]) throws {
        self.key = key
        switch key.kind {
        case .score: source = .score
        case .document: source = .document(base: leaf.docBase)
        case .id: source = .id(ranks: try ids(leaf), leaf: leaf)
        case .numeric(let field):
            source = try leaf.view.numericColumn(field).map { .numeric($0) } ?? .missing
        case .ordinal(let field):
            source = try leaf.view.ordinalColumn(field).map { .ordinal($0) } ?? .missing
        }
        switch key.missing {
        case .first: missing = .min
        case .last: missing = .max
        case .value(let value):
            missing = try LeafSortKey.sortable(value, key, source)
        }
    }

    /// The integer of a value that may come from another leaf.
    func sortable(_ value: SortValue) throws -> Int64 {
        if value == .missing { return missing }
        return try LeafSortKey.sortable(value, key, source)
    }

    private static func sortable(
        _ value: SortValue, _ key: SortKey, _ source: Source
    ) throws -> Int64 {
        let plain: Int64
        switch (value, source) {
        case (.integer(let number), _): plain = number
        case (.score(let score), _): plain = bits(of: score)
        case (.term(let term), .ordinal(let column)):
            plain = try gap(term, count: Int(column.ordinalCount)) { into in
                try column.lowerBound(into)
            } isEqual: { ordinal in
                try equals(term, ordinal) { try column.term($0, into: $1) }
            }
        case (.term(let term), .id(let ranks, let leaf)):
            plain = try idGap(term, ranks, leaf)
        case (.term, _), (.missing, _): plain = 0
        }
        return key.descending ? ~plain : plain
    }

    /// `2 * ordinal + 1` of a term that is there, else the even number between its neighbours.
    private static func gap(
        _ term: [UInt8], count: Int, lowerBound: (UnsafeRawBufferPointer) throws -> UInt32,
        isEqual: (UInt32) throws -> Bool
    ) throws -> Int64 {
        let at = try term.withUnsafeBytes { try lowerBound($0) }
        let isThere = try Int(at) < count && isEqual(at)
        return Int64(at) * 2 + (isThere ? 1 : 0)
    }

    private static func equals(
        _ term: [UInt8], _ ordinal: UInt32, _ read: (UInt32, ByteWriter) throws -> Void
    ) throws -> Bool {
        let writer = ByteWriter()
        try read(ordinal, writer)
        return writer.bytes.elementsEqual(term)
    }

    /// Where an id stands among the ranked ids of a leaf.
    private static func idGap(_ id: [UInt8], _ ranks: [Int64], _ leaf: Leaf) throws -> Int64 {
        var below = 0
        let writer = ByteWriter()
        for doc in ranks.indices {
            writer.removeAll()
            try leaf.view.reader.appendID(of: DocID(doc), to: writer)
            if writer.bytes.elementsEqual(id) { return ranks[doc] }
            if writer.bytes.lexicographicallyPrecedes(id) { below += 1 }
        }
        return Int64(below) * 2
    }

    /// Integers in the order of floats.
    private static func bits(of score: Float) -> Int64 {
        let bits = Int32(bitPattern: score.bitPattern)
        return Int64(bits ^ ((bits >> 31) & Int32.max))
    }
}

extension LeafSortKey {
    /// Writes the integers of a block's documents.
    func read(
        _ docs: UnsafePointer<UInt32>, _ scores: UnsafePointer<Double>, count: Int,
        into keys: UnsafeMutablePointer<Int64>
    ) {
        switch source {
        case .score:
            for at in 0..<count { keys[at] = LeafSortKey.bits(of: Float(scores[at])) }
            complement(keys, count)
        case .document(let base):
            for at in 0..<count { keys[at] = Int64(base &+ Int(docs[at])) }
            complement(keys, count)
        case .id(let ranks, _):
            for at in 0..<count { keys[at] = ranks[Int(docs[at])] }
            complement(keys, count)
        case .numeric(let column): read(column, docs, count, keys)
        case .ordinal(let column): read(column, docs, count, keys)
        case .missing:
            for at in 0..<count { keys[at] = missing }
        }
    }

    private func complement(_ keys: UnsafeMutablePointer<Int64>, _ count: Int) {
        if !key.descending { return }
        for at in 0..<count { keys[at] = ~keys[at] }
    }

    private func read(
        _ column: NumericColumn, _ docs: UnsafePointer<UInt32>, _ count: Int,
        _ keys: UnsafeMutablePointer<Int64>
    ) {
        if column.isMultiValued && key.mode != .min {
            for at in 0..<count {
                let value = column.value(of: docs[at], key.mode, key.interpretation)
                keys[at] = value.map { key.descending ? ~$0 : $0 } ?? missing
            }
            return
        }
        column.gather(docs, count: count, into: keys)
        complement(keys, count)
        guard column.presence != nil || column.isMultiValued else { return }
        for at in 0..<count where !column.hasValue(docs[at]) { keys[at] = missing }
    }

    private func read(
        _ column: OrdinalColumn, _ docs: UnsafePointer<UInt32>, _ count: Int,
        _ keys: UnsafeMutablePointer<Int64>
    ) {
        let absent = UInt32(column.ordinalCount)
        for at in 0..<count {
            let range = column.valueRange(docs[at])
            if range.isEmpty {
                keys[at] = missing
                continue
            }
            let index = key.mode == .max ? range.upperBound - 1 : range.lowerBound
            let ordinal = column.ordinal(at: index)
            let plain = Int64(ordinal) * 2 + 1
            keys[at] = ordinal == absent ? missing : key.descending ? ~plain : plain
        }
    }

    /// The value a hit shows.
    func value(of doc: DocID, score: Float) throws -> SortValue {
        switch source {
        case .score: return .score(score)
        case .document(let base): return .integer(Int64(base + Int(doc)))
        case .missing: return substitute
        case .id(_, let leaf):
            let writer = ByteWriter()
            try leaf.view.reader.appendID(of: doc, to: writer)
            return .term(Array(writer.bytes))
        case .numeric(let column):
            return column.value(of: doc, key.mode, key.interpretation).map { .integer($0) }
                ?? substitute
        case .ordinal(let column):
            let range = column.valueRange(doc)
            if range.isEmpty { return substitute }
            let index = key.mode == .max ? range.upperBound - 1 : range.lowerBound
            let writer = ByteWriter()
            try column.term(column.ordinal(at: index), into: writer)
            return .term(Array(writer.bytes))
        }
    }

    private var substitute: SortValue {
        if case .value(let value) = key.missing { return value }
        return .missing
    }
}
