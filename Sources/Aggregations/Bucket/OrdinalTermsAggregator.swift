import JSON
import Primitives
import Schema
import Segments

/// Collects `terms` over keywords.
///
/// At the top of a request, without children, a segment's ordinals are counted and most are never
/// looked up: see `RareTerms`. Everywhere else an ordinal's term is looked up once a segment, and
/// buckets are found by parent and term.
final class OrdinalTermsAggregator: TermsAggregator {
    private let reader: OrdinalReader
    private let terms: TermTable
    private let scratch = ByteWriter()
    /// The term of each ordinal of the open segment and of `missing`. Shape: [ordinalCount + 1].
    private let numbers = FlatArray<UInt32>()
    private var isNumbersReady = false
    /// Counts of the open segment, when they are kept by ordinal.
    private var open: OrdinalCounts?
    /// Counts of closed segments whose terms were not looked up.
    private var closed: [OrdinalCounts] = []
    private var storedTerms: [UInt32] = []

    private static let unknown = UInt32.max
    private static let refused = UInt32.max - 1
    /// How keys are printed.
    private let format: TermFormat

    init(_ bindings: [FieldBinding], _ options: TermsOptions, _ build: AggregatorBuild) {
        reader = OrdinalReader(bindings)
        terms = TermTable(build.runtime)
        format = bindings.first { $0.kind == .keyword }?.terms ?? .text
        super.init(options, build)
    }

    override var typePrefix: StaticString { "sterms" }

    override func open(_ leaf: AggregationLeaf) throws {
        try reader.open(leaf)
        isNumbersReady = false
        open = nil
        try super.open(leaf)
    }

    override func collect(_ block: BucketBlock) throws {
        if block.isSingle, children.isEmpty, let column = reader.column {
            let counts: OrdinalCounts
            if let open {
                counts = open
            } else {
                try runtime.account((column.ordinalCount + 1) * 4)
                counts = OrdinalCounts(column, missing: reader.missing)
                open = counts
            }
            counts.add(block.docs, block.count)
            return
        }
        try prepareNumbers()
        try reader.read(block) { try assign(block, $0) }
    }

    private func prepareNumbers() throws {
        if isNumbersReady { return }
        isNumbersReady = true
        numbers.reset(to: reader.ordinalCount + 1, with: OrdinalTermsAggregator.unknown)
    }

    private func assign(_ block: BucketBlock, _ run: OrdinalRun) throws {
        let hasChildren = !children.isEmpty
        for index in 0..<run.count {
            let ordinal = run.ordinals[index]
            var number = numbers.start[Int(ordinal)]
            if number == OrdinalTermsAggregator.unknown { number = try look(up: ordinal) }
            if number == OrdinalTermsAggregator.refused { continue }
            let place = run.place(index)
            let bucket = try table.bucket(block.buckets[place], UInt64(number))
            table.counts.start[Int(bucket)] &+= 1
            if hasChildren { try buffer.append(block.docs[place], bucket) }
        }
    }

    /// The number of an ordinal's term; `ordinalCount` is the stand-in for no value.
    private func look(up ordinal: UInt32) throws -> UInt32 {
        let number: UInt32
        if Int(ordinal) == reader.ordinalCount {
            number = try self.number(of: reader.missing ?? [])
        } else {
            number = try self.number(of: reader.column, ordinal)
        }
        numbers[Int(ordinal)] = number
        return number
    }

    private func number(of missing: [UInt8]) throws -> UInt32 {
        try missing.withUnsafeBytes { try number($0) }
    }

    private func number(of column: OrdinalColumn?, _ ordinal: UInt32) throws -> UInt32 {
        scratch.removeAll()
        try column?.term(ordinal, into: scratch)
        return try number(scratch.bytes)
    }

    private func number(_ bytes: UnsafeRawBufferPointer) throws -> UInt32 {
        guard options.filter.allows(bytes) else { return OrdinalTermsAggregator.refused }
        return try terms.number(bytes)
    }

    override func close() throws {
        if let open {
            open.settle()
            closed.append(open)
        }
        open = nil
        if options.minimumCount == 0 {
            try prepareNumbers()
            for ordinal in 0..<reader.ordinalCount {
                _ = try look(up: UInt32(ordinal))
                let number = numbers[ordinal]
                if number != OrdinalTermsAggregator.refused { storedTerms.append(number) }
            }
        }
        try super.close()
    }

    override func keysWithoutDocuments() throws -> [UInt64] { storedTerms.map { UInt64($0) } }

    /// Looks up the terms of the segments counted by ordinal.
    private func resolve() throws {
        for counts in closed {
            try counts.forEach(atLeast: 1) { ordinal, count in
                let number = try self.number(of: counts.column, ordinal)
                try add(number, count)
            }
            try addMissing(counts)
        }
        closed = []
    }

    private func add(_ number: UInt32, _ count: Int) throws {
        if number == OrdinalTermsAggregator.refused { return }
        table.counts[Int(try table.bucket(0, UInt64(number)))] += count
    }

    private func addMissing(_ counts: OrdinalCounts) throws {
        guard let missing = counts.missing, counts.missingCount > 0 else { return }
        try add(try number(of: missing), counts.missingCount)
    }

    override func merge(_ other: any Aggregator, _ parents: [UInt32]) throws {
        guard let other = other as? OrdinalTermsAggregator else { return }
        try resolve()
        try other.resolve()
        for number in other.storedTerms {
            storedTerms.append(try terms.number(other.terms.term(Int(number))))
        }
        let buckets = try table.merge(other.table, parents) { key in
            UInt64(try terms.number(other.terms.term(Int(key))))
        }
        try children.merge(other.children, buckets)
    }

    override func finish() throws {
        if !closed.isEmpty && table.count == 0 && canSkipRareTerms {
            try resolveFrequent()
        } else {
            try resolve()
        }
        try super.finish()
    }

    private var canSkipRareTerms: Bool {
        options.isOrderedByCount && options.minimumCount == 1 && options.filter.allowsAll
            && closed.allSatisfy { $0.missing == nil }
    }

    /// Looks up only terms that can be among the first `size`.
    private func resolveFrequent() throws {
        var resolved = 0
        let leader = RareTerms.leader(closed, size: options.size)
        var totals: [Int] = []
        var ties = 0
        if closed.count > 1 {
            try closed[leader.segment].forEach(atLeast: leader.count) { ordinal, count in
                if count == leader.count { ties += 1 }
                if count > leader.count || ties <= options.size {
                    totals.append(try resolve(ordinal, of: leader.segment))
                }
            }
        }
        let threshold = RareTerms.threshold(
            totals, least: leader.count, size: options.size, segments: closed.count)
        for place in closed.indices {
            try closed[place].forEach(atLeast: threshold) { ordinal, _ in
                resolved += try resolve(ordinal, of: place)
            }
        }
        resolved += totals.reduce(0, +)
        unresolvedCount = closed.reduce(0) { $0 + $1.valueCount } - resolved
        closed = []
    }

    /// Adds up a term over all segments.
    /// - Returns: its documents; 0 when it is known already.
    private func resolve(_ ordinal: UInt32, of place: Int) throws -> Int {
        scratch.removeAll()
        try closed[place].column.term(ordinal, into: scratch)
        let known = terms.count
        let number = try terms.number(scratch.bytes)
        if Int(number) < known { return 0 }
        var sum = closed[place][ordinal]
        for (other, counts) in closed.enumerated() where other != place {
            if let found = try counts.column.find(scratch.bytes) { sum += counts[found] }
        }
        try add(number, sum)
        return sum
    }

    override func isKeyBefore(_ left: UInt64, _ right: UInt64) -> Bool {
        terms.isBefore(Int(left), Int(right))
    }

    override func writeKey(_ key: UInt64, to json: JSONWriter) {
        json.key("key" as StaticString)
        let term = terms.term(Int(key))
        if format == .text { json.value(term) } else { json.value(format.text(term)) }
    }
}
