import Primitives

/// From raw token to terms: what the context-free steps of a chain made of each distinct token,
/// computed once. Past `AnalysisLimits.memoEntries` the steps run for each new token again.
///
/// An outcome is a term id, `dropped`, or (top bit set) an index into `groups`, for tokens that
/// became several terms or a protected one.
final class TokenMemo {
    struct Term {
        var id: UInt32
        var isKeyword: Bool
    }

    static let dropped = UInt32.max - 1
    static let groupBit: UInt32 = 1 << 31

    private let table = TermTable()
    private let longKeys = ByteArena(chunkSize: 1 << 12)
    private(set) var groups: [[Term]] = []
    /// The group of a token that is not remembered.
    private(set) var transient: [Term] = []
    private let entryLimit: Int
    private let keys: UnsafeMutablePointer<TermKey>
    /// Keeps the loads of `hash` from being optimised away.
    private let touchedValues: UnsafeMutablePointer<UInt32>

    init(entryLimit: Int) {
        self.entryLimit = entryLimit
        keys = .allocate(capacity: Self.blockSize)
        touchedValues = .allocate(capacity: 1)
    }

    deinit {
        keys.deallocate()
        touchedValues.deallocate()
    }

    var memoryBytes: Int {
        table.memoryBytes + longKeys.reservedBytes + groups.count * 48
    }

    var count: Int { table.count }

    /// Outcomes of all spans, appended to `tokens`.
    /// - Parameter text: what the spans point into.
    /// - Returns: positions passed.
    func resolve(
        _ spans: SpanBuffer, of text: UnsafeRawBufferPointer, with steps: TermChain,
        into tokens: TokenBuffer, basePosition: UInt32
    ) throws(AnalysisError) -> UInt32 {
        guard let start = text.baseAddress else { return basePosition }
        var next = basePosition
        var from = 0
        while from < spans.count {
            let size = min(Self.blockSize, spans.count - from)
            next = try resolveBlock(
                spans.spans + from, size, start, text.count, steps, tokens, next)
            from += size
        }
        return next
    }

    /// Tokens whose table slots are fetched together, so that their cache misses overlap.
    private static let blockSize = 32

    private func resolveBlock(
        _ spans: UnsafeMutablePointer<Span>, _ size: Int, _ start: UnsafeRawPointer,
        _ textSize: Int, _ steps: TermChain, _ tokens: TokenBuffer, _ basePosition: UInt32
    ) throws(AnalysisError) -> UInt32 {
        tokens.reserve(size)
        hash(spans, size, start, textSize)
        return try append(spans, size, start, steps, tokens, basePosition)
    }

    /// Keys of a block of tokens, and a look at the slot of each.
    @inline(__always)
    private func hash(
        _ spans: UnsafeMutablePointer<Span>, _ size: Int, _ start: UnsafeRawPointer, _ textSize: Int
    ) {
        let keys = keys
        let slots = table.slots
        let mask = table.mask
        let seed = TermTable.seed
        var touched: UInt32 = 0
        for index in 0..<size {
            let span = spans[index]
            let at = Int(span.start)
            let key = TermKey(
                start + at, count: Int(span.end &- span.start), readable: textSize &- at,
                seed: seed)
            keys[index] = key
            touched &+= slots[Int(truncatingIfNeeded: key.hash) & mask].value
        }
        touchedValues.pointee = touched
    }

    @inline(__always)
    private func append(
        _ spans: UnsafeMutablePointer<Span>, _ size: Int, _ start: UnsafeRawPointer,
        _ steps: TermChain, _ tokens: TokenBuffer, _ basePosition: UInt32
    ) throws(AnalysisError) -> UInt32 {
        let keys = keys
        var columns = tokens.columns
        var row = columns.count
        var position = basePosition &- 1
        for index in 0..<size {
            let span = spans[index]
            position &+= UInt32(span.increment)
            let bytes = start + Int(span.start)
            let count = Int(span.end &- span.start)
            let slot = table.slot(for: keys[index], bytes: bytes, count: count)
            var outcome = slot.pointee.value
            if _slowPath(outcome == TermTable.vacant) {
                outcome = try compute(keys[index], bytes, count, steps, slot)
            }
            if _fastPath(outcome < Self.groupBit) {
                columns.write(row, outcome, span, position, isKeyword: false)
                row &+= 1
            } else if outcome != Self.dropped {
                tokens.setCount(row)
                appendGroup(outcome, span, position, tokens, pending: size - index - 1)
                columns = tokens.columns
                row = columns.count
            }
        }
        tokens.setCount(row)
        return position &+ 1
    }

    @inline(never)
    private func appendGroup(
        _ outcome: UInt32, _ span: Span, _ position: UInt32, _ tokens: TokenBuffer, pending: Int
    ) {
        let group =
            outcome == TermTable.vacant ? transient : groups[Int(outcome & ~Self.groupBit)]
        tokens.reserve(group.count + pending)
        let columns = tokens.columns
        for (offset, term) in group.enumerated() {
            columns.write(
                columns.count + offset, term.id, span, position, isKeyword: term.isKeyword)
        }
        tokens.setCount(columns.count + group.count)
    }

    /// Runs the steps on a token seen for the first time, and remembers the outcome if there is
    /// room. An outcome of `TermTable.vacant` stands for `transient`.
    @inline(never)
    private func compute(
        _ key: TermKey, _ bytes: UnsafeRawPointer, _ count: Int, _ steps: TermChain,
        _ slot: UnsafeMutablePointer<TermTable.Slot>
    ) throws(AnalysisError) -> UInt32 {
        let terms = try steps.run(UnsafeRawBufferPointer(start: bytes, count: count))
        guard table.count < entryLimit, count <= AnalysisLimits.memoKeyBytes else {
            transient = terms
            return TermTable.vacant
        }
        let outcome = encode(terms)
        var stored = UnsafeRawBufferPointer(start: nil, count: 0)
        if key.isLong {
            stored = longKeys.store(UnsafeRawBufferPointer(start: bytes, count: count))
        }
        table.insert(key, stored: stored, value: outcome, at: slot)
        return outcome
    }

    private func encode(_ terms: [Term]) -> UInt32 {
        guard let only = terms.first else { return Self.dropped }
        if terms.count == 1 && !only.isKeyword { return only.id }
        groups.append(terms)
        return Self.groupBit | UInt32(groups.count - 1)
    }
}
