import Primitives

/// The interned terms of one indexing buffer or one request: ids dense from 0 in the order of
/// first appearance. It also owns what analyzers remember from token to token (their memos,
/// stemmers and scratch memory), so that one thread analyses value after value without allocating.
///
/// One thread at a time: not Sendable.
package final class Vocabulary {
    private let table = TermTable()
    private let arena: ByteArena
    private var terms: [UnsafeRawBufferPointer] = []
    private var states: [ObjectIdentifier: AnalyzerState] = [:]
    private var lastState: AnalyzerState?

    /// - Parameter arenaChunk: terms are stored in pieces of this size. Unit: bytes.
    package init(arenaChunk: Int = 1 << 14) { arena = ByteArena(chunkSize: arenaChunk) }

    package var count: Int { terms.count }

    /// Memory held from the system, memos included. Unit: bytes.
    package var memoryBytes: Int {
        let memos = states.values.reduce(0) { $0 + $1.memoryBytes }
        return table.memoryBytes + arena.reservedBytes + terms.capacity * 16 + memos
    }

    /// The id of a term, given out now if it is new.
    package func intern(_ term: UnsafeRawBufferPointer) -> UInt32 {
        guard let start = term.baseAddress else { return internEmpty() }
        return intern(start, count: term.count, readable: term.count)
    }

    private func internEmpty() -> UInt32 {
        withUnsafeBytes(of: UInt8(0)) { byte in
            byte.baseAddress.map { intern($0, count: 0, readable: 1) } ?? 0
        }
    }

    private func intern(_ start: UnsafeRawPointer, count: Int, readable: Int) -> UInt32 {
        let key = TermKey(start, count: count, readable: readable, seed: TermTable.seed)
        let slot = table.slot(for: key, bytes: start, count: count)
        if slot.pointee.value != TermTable.vacant { return slot.pointee.value }
        let id = UInt32(terms.count)
        let stored = arena.store(UnsafeRawBufferPointer(start: start, count: count))
        terms.append(stored)
        table.insert(key, stored: stored, value: id, at: slot)
        return id
    }

    /// The id of a term, nil when it was never interned.
    package func id(of term: UnsafeRawBufferPointer) -> UInt32? {
        guard let start = term.baseAddress else { return nil }
        let key = TermKey(start, count: term.count, readable: term.count, seed: TermTable.seed)
        let value = table.slot(for: key, bytes: start, count: term.count).pointee.value
        return value == TermTable.vacant ? nil : value
    }

    /// The bytes of a term; valid until `removeAll` or the end of the vocabulary.
    package func term(_ id: UInt32) -> UnsafeRawBufferPointer { terms[Int(id)] }

    /// Forgets every term and memo: ids given out before are void.
    package func removeAll() {
        table.removeAll()
        arena.removeAll()
        terms = []
        states = [:]
        lastState = nil
    }

    /// What `analyzer` remembers between the values analysed into this vocabulary.
    func state(of analyzer: Analyzer) -> AnalyzerState {
        if let state = lastState, state.analyzer === analyzer { return state }
        let key = ObjectIdentifier(analyzer)
        let state = states[key] ?? AnalyzerState(of: analyzer, terms: self)
        states[key] = state
        lastState = state
        return state
    }
}
