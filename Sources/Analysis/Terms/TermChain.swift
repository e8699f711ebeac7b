import Primitives

/// Takes terms one at a time: a step of a chain, or what stands at its end.
package protocol TermReceiver: AnyObject {
    /// - Parameters:
    ///   - term: valid during the call only.
    ///   - isKeyword: whether stemmers must leave the term alone.
    func receive(_ term: UnsafeRawBufferPointer, isKeyword: Bool) throws(AnalysisError)
}

/// The context-free filters of one analyzer, linked for one thread: a token goes in, its terms
/// come out interned.
final class TermChain {
    private let collector: TermCollector
    private let head: any TermReceiver

    init(_ filters: [any TermFilter], terms: Vocabulary) {
        collector = TermCollector(terms: terms)
        var head: any TermReceiver = collector
        for filter in filters.reversed() { head = filter.makeStep(before: head) }
        self.head = head
    }

    /// The terms a token becomes, none when it is dropped.
    func run(_ token: UnsafeRawBufferPointer) throws(AnalysisError) -> [TokenMemo.Term] {
        collector.collected.removeAll(keepingCapacity: true)
        try head.receive(token, isKeyword: false)
        return collector.collected
    }
}

private final class TermCollector: TermReceiver {
    /// The vocabulary owns this collector's owner.
    private unowned let terms: Vocabulary
    var collected: [TokenMemo.Term] = []

    init(terms: Vocabulary) { self.terms = terms }

    func receive(_ term: UnsafeRawBufferPointer, isKeyword: Bool) throws(AnalysisError) {
        collected.append(TokenMemo.Term(id: terms.intern(term), isKeyword: isKeyword))
    }
}
